package vn.phusong.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.coverage.CellWatch;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.DeviceWatch;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.Flags;
import vn.phusong.coverage.Rules;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;

/** How far each device is believed, and which are flagged; {@link DeviceWatch} knows how, this knows when. Watch loop only. */
final class Trust {
    private static final int MOST_SLOTS = 16;

    private final Dirty dirty;
    private final int[] cells = new int[MOST_SLOTS];
    private final Set<String> flagged = new TreeSet<>();
    private boolean isNew;
    private boolean isUnsorted = true;
    private List<DeviceFlags> painted = List.of();

    Trust(Dirty dirty) {
        this.dirty = dirty;
    }

    /** A reading was kept. A heartbeat is no reading. */
    void kept(Reading reading, Listed listed) {
        if (reading.content() instanceof DeviceEvent event && event.what() == EventKind.HEARTBEAT) {
            return;
        }
        if (listed.watch.stored(reading, listed.device.intervalMs(), listed.liveMs)) {
            look(listed);
        }
    }

    /** Something was not taken. Of a device that is not of the roster nothing is counted. */
    void spurned(Roster roster, Spurned what) {
        Listed listed = roster.device(what.device());
        if (listed == null) {
            return;
        }
        dirty.device(listed);
        RefusalReason reason = what.reason();
        if (reason == null) {
            listed.watch.duplicate(what.at(), what.seq(), listed.device.intervalMs());
            return;
        }
        listed.watch.refused(what.at(), what.seq(), listed.device.intervalMs());
        boolean isAhead = reason == RefusalReason.TIME_IN_FUTURE;
        if ((isAhead || reason == RefusalReason.TIME_TOO_OLD) && listed.watch.refusedForTime(isAhead, what.at())) {
            look(listed);
        }
    }

    /** A word on its SIM; one older than the newest says nothing. */
    void sim(boolean isSuspended, boolean isNewest, long at, Listed listed) {
        if (isNewest && listed.watch.suspended(isSuspended, at)) {
            look(listed);
        }
    }

    /** What a reading says of its SIMs: a test that reaches what is asked for shows that the only one is not suspended any more. */
    void sims(Rules.Tests rules, Reading reading, Mobile mobile, Listed listed) {
        ActiveTest test = mobile.test();
        boolean isBack = test != null
                && test.downBitPerS() >= rules.downMinBitPerS()
                && listed.device.operators().size() == 1;
        ProbeMemory memory = Objects.requireNonNull(listed.memory);
        if (!isBack && listed.watch.suspendedAt() != 0 && memory.hasNoNewer(reading.claimedAt())) {
            long home = sims(mobile, listed, EnumSet.of(Registration.HOME))
                    & ~sims(mobile, listed, EnumSet.complementOf(EnumSet.of(Registration.HOME)));
            Listed.Sim tested = test != null && rules.isFailedBy(test) ? listed.sim(test.plmn()) : null;
            long dead = tested == null ? 0 : 1L << tested.n();
            long known = listed.watch.suspendedSims();
            isBack = listed.watch.registered(
                    reading.at(), sims(mobile, listed, EnumSet.of(Registration.DENIED)), home & ~dead);
            if (listed.watch.suspendedSims() != known) {
                look(listed);
            }
        }
        if (isBack) {
            sim(false, memory.hearsOfSim(reading.at()), reading.at(), listed);
        }
    }

    /** A bit for each SIM slot with an element that is registered so. */
    private static long sims(Mobile mobile, Listed listed, Set<Registration> how) {
        long sims = 0;
        for (Radio radio : mobile.radio()) {
            Listed.Sim sim = listed.sim(radio.plmn());
            sims |= sim != null && how.contains(radio.registration()) ? 1L << sim.n() : 0;
        }
        return sims;
    }

    /** Where the probe stands, by the cells of a reading. */
    void cells(Roster roster, Reading reading, Mobile mobile, Listed listed, Collected out) {
        int byCells = 1;
        for (Radio radio : mobile.radio()) {
            String cell = radio.cell();
            byCells = 31 * byCells + (cell == null ? 0 : 31 * radio.plmn().hashCode() + cell.hashCode());
        }
        long interval = listed.device.intervalMs();
        if (listed.watch.isServedAsBefore(reading.at(), byCells, interval)) {
            return;
        }
        CellWatch.Found found =
                listed.watch.cells(reading.at(), byCells, cells, count(mobile, listed), roster.cells, interval);
        if (found != CellWatch.Found.NOTHING) {
            look(listed);
        }
        if (found == CellWatch.Found.ACCEPTED) {
            Leaving.moved(listed, reading.receivedAt(), dirty, out);
        }
    }

    private int count(Mobile mobile, Listed listed) {
        int count = 0;
        for (Radio radio : mobile.radio()) {
            String cell = radio.cell();
            Listed.Sim sim = cell == null ? null : listed.sim(radio.plmn());
            if (cell != null && sim != null && count < cells.length) {
                cells[count++] = CellPlaces.number(sim.slot().operator, cell);
            }
        }
        return count;
    }

    /** The element as it may be judged: of a probe that is not there, or of a SIM that must not use the network, it says nothing. */
    static Radio judged(Radio radio, boolean speaks) {
        return speaks
                ? radio
                : new Radio(
                        radio.plmn(),
                        radio.serving(),
                        radio.rat(),
                        Registration.UNKNOWN,
                        Levels.ABSENT,
                        Levels.ABSENT,
                        -1,
                        -1,
                        null);
    }

    /** A sample of one SIM slot that is of its village and newer than all before. */
    void sample(Listed listed, Listed.Sim sim, long at, Radio radio) {
        if (listed.watch.sample(sim.n(), at, radio, listed.device.offsetDb())) {
            look(listed);
        }
        if (sim.slot().devices > 1) {
            listed.watch.vote(sim.n(), sim.slot().slot, at, sim.who());
        }
    }

    void light(Listed listed, long at, float rxDbm) {
        if (listed.watch.light(at, rxDbm)) {
            look(listed);
        }
    }

    /** Where several probes measure one (point, operator), whether two of them say the opposite. */
    void tick(Roster roster, long now) {
        // Their numbers go on.
        isNew |= !flagged.isEmpty();
        for (SlotWatch place : roster.shared) {
            List<Listed> there = new ArrayList<>();
            for (Listed probe : place.village.probes) {
                if (probe.simOf(place) != null) {
                    there.add(probe);
                }
            }
            for (Listed probe : there) {
                dispute(probe, there, place, now);
            }
        }
    }

    private void dispute(Listed probe, List<Listed> there, SlotWatch place, long now) {
        boolean isDisputed = false;
        for (Listed other : there) {
            isDisputed |= other != probe
                    && probe.votesAt(place)
                            .dispute(
                                    other.votesAt(place), now, place.slot.plan().staleMs());
        }
        if (probe.votesAt(place).disputed(isDisputed, now)) {
            dirty.device(probe);
            look(probe);
        }
    }

    private void look(Listed listed) {
        flagged.add(listed.device.id());
        isNew = true;
    }

    /** The roster was made anew, or restored: all have to be looked at. */
    void rosterChanged() {
        isUnsorted = true;
    }

    List<DeviceFlags> picture(Roster roster, Registry registry) {
        if (isUnsorted) {
            flagged.clear();
            flagged.addAll(roster.devices.keySet());
        }
        if (isUnsorted || isNew) {
            List<DeviceFlags> found = new ArrayList<>();
            for (String id : List.copyOf(flagged)) {
                Listed listed = roster.device(id);
                List<Flag> flags =
                        listed == null ? List.of() : Flags.of(listed.device, listed.watch, o -> name(registry, o));
                if (listed == null || flags.isEmpty()) {
                    flagged.remove(id);
                } else {
                    found.add(new DeviceFlags(id, listed.device.village(), flags));
                }
            }
            painted = List.copyOf(found);
            isUnsorted = false;
            isNew = false;
        }
        return painted;
    }

    private static String name(Registry registry, String id) {
        Operator operator = registry.operator(id);
        return operator == null ? id : operator.name();
    }
}
