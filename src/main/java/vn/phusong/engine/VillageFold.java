package vn.phusong.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.LineWord;
import vn.phusong.coverage.PointDays;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.Standing;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.village.Registry;

/** The first fold: readings into standings, one row per slot, device and village; O(1) per reading. Watch loop only. */
final class VillageFold {
    static final String MOBILE = "mobile";
    static final String FOUR_G_PLUS = "mobile.4g+";

    Rules rules;
    Registry registry = Registry.empty();
    Roster roster = Roster.EMPTY;
    ServingSites sites = new ServingSites(registry);
    final Dirty dirty = new Dirty();
    final Sayings sayings = new Sayings(dirty);
    final Trust trust = new Trust(dirty);
    final DayBook days = new DayBook();
    final LookBack lookBack = new LookBack();
    /** Whether what no verdict hangs on is kept too: ledgers, days, roll-ups, levels against their own past, flags. */
    final boolean keepsBooks;

    VillageFold(Rules rules, boolean keepsBooks) {
        this.rules = rules;
        this.keepsBooks = keepsBooks;
    }

    /** The registry, or the date, is another. */
    void settle(Registry now, Roster places) {
        registry = now;
        roster = places;
        sites = new ServingSites(now);
        settleServing();
    }

    void settleServing() {
        roster.slots.values().forEach(watch -> watch.served.settle(watch.operator, sites));
    }

    /**
     * Whose readings these are, null of those not in the roster. All are found before the first is judged: each lies elsewhere in memory, and a search
     * that follows another does not wait for it.
     */
    @Nullable
    Listed[] find(List<Reading> readings) {
        Listed[] found = new Listed[readings.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = roster.device(readings.get(i).device());
        }
        return found;
    }

    Outcome take(Reading reading, @Nullable Listed listed, Collected out) {
        if (listed == null || !listed.isValidAt(reading.at())) {
            return registry.device(reading.device(), reading.at()) == null
                    ? Outcome.NOT_ALLOWED
                    : elsewhere(reading, listed);
        }
        LineWatch line = listed.line;
        if (line != null) {
            return ofLine(reading, listed, line);
        }
        ProbeMemory memory = Objects.requireNonNull(listed.memory);
        int kind = reading.content().kind();
        long fingerprint = reading.content().fingerprint();
        int known = memory.knows(reading.claimedAt(), kind, fingerprint);
        if (known < 0 && reading.content() instanceof Mobile mobile && !memory.isNewest(reading.claimedAt())) {
            known = knownBySamples(mobile, reading.at(), listed, fingerprint);
        }
        if (known >= 0) {
            return known == 1 ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        memory.remember(reading.claimedAt(), kind, fingerprint);
        memory.heard(reading.at());
        dirty.device(listed);
        if (reading.content() instanceof Mobile mobile) {
            mobile(reading, mobile, listed, (int) fingerprint, out);
        } else if (reading.content() instanceof DeviceEvent event) {
            event(event, reading, listed, memory);
        }
        kept(reading, listed);
        return Outcome.COMMITTED;
    }

    private void kept(Reading reading, Listed listed) {
        if (keepsBooks) {
            trust.kept(reading, listed);
        }
    }

    /** The device stood elsewhere then: kept, but no village of today is judged by it. */
    private Outcome elsewhere(Reading reading, @Nullable Listed listed) {
        if (listed != null) {
            dirty.device(listed);
            kept(reading, listed);
        }
        return reading.device().isEmpty() ? Outcome.NOT_ALLOWED : Outcome.COMMITTED;
    }

    private static int knownBySamples(Mobile mobile, long at, Listed listed, long fingerprint) {
        for (Radio radio : mobile.radio()) {
            Listed.Sim sim = listed.sim(radio.plmn());
            int known = sim == null ? -1 : sim.slot().slot.knows(at, sim.who(), (int) fingerprint);
            if (known >= 0) {
                return known;
            }
        }
        return -1;
    }

    private void mobile(Reading reading, Mobile mobile, Listed listed, int content, Collected out) {
        ProbeMemory memory = Objects.requireNonNull(listed.memory);
        boolean live = reading.receivedAt() - reading.at() <= listed.liveMs;
        if (mobile.power() != null) {
            memory.power(mobile.power(), listed.device.power(), reading.at(), live);
        }
        trust.cells(roster, reading, mobile, listed, out);
        trust.sims(rules.tests(), reading, mobile, listed);
        boolean isOfItsVillage = listed.watch.isOfItsVillage(reading.at());
        boolean isNewest = isOfItsVillage && memory.hasNoNewer(reading.claimedAt());
        ActiveTest test = mobile.test();
        Listed.Sim tested = test == null ? null : listed.sim(test.plmn());
        boolean saysNothing = tested == null || !isOfItsVillage || listed.watch.isSuspended(tested.n(), reading.at());
        if (test != null && tested != null && live) {
            tested.slot().slot.test(rules, reading.at(), test, saysNothing);
        }
        PointDays counted = keepsBooks ? days.open(listed, reading) : null;
        for (Radio radio : mobile.radio()) {
            Listed.Sim sim = listed.sim(radio.plmn());
            if (sim != null) {
                boolean speaks = isOfItsVillage && !listed.watch.isSuspended(sim.n(), reading.at());
                Slot.Sample sample = new Slot.Sample(
                        reading.at(),
                        Trust.judged(radio, speaks),
                        listed.device.offsetDb(),
                        content,
                        sim.who(),
                        live,
                        reading.receivedAt());
                sample(sim.slot(), sample, out);
                if (isNewest && speaks && keepsBooks) {
                    trust.sample(listed, sim, reading.at(), radio);
                }
                if (counted != null) {
                    DayBook.sample(counted, sim.slot());
                }
            }
        }
        if (counted != null) {
            counted.end();
        }
        if (test != null && tested != null) {
            Slot.Tested kept =
                    new Slot.Tested(reading.at(), test, saysNothing, tested.who(), live, reading.receivedAt());
            tested.slot().slot.testKept(rules, kept);
            lookBack.touched(tested.slot(), dirty);
        }
    }

    private void sample(SlotWatch watch, Slot.Sample sample, Collected out) {
        Slot slot = watch.slot;
        Standing before = slot.standing();
        Standing before4g = slot.standing4g();
        long newest = slot.lastSampleAt();
        String rule = slot.add(rules, sample);
        dirty.slot(watch);
        lookBack.touched(watch, dirty);
        if (slot.lastSampleAt() > newest && slot.isServedNow()) {
            watch.served.sample(sample.radio(), watch.operator, sites);
        }
        if (watch.blind && slot.lastSampleAt() > newest && slot.isWatchedAt(sample.at())) {
            watch.blind = false;
            out.signals.add(Signal.sight(true, watch.village.village.id(), watch.operator, slot, sample.at()));
        }
        if (!watch.village.heard) {
            watch.village.heard = true;
            dirty.village(watch.village);
        }
        watch.village.repaint = true;
        if (!rule.isEmpty() || !slot.fourGRule().isEmpty()) {
            sayings.changed(watch, new Sayings.Change(before, before4g, rule, slot.fourGRule()), out);
        }
    }

    private void event(DeviceEvent event, Reading reading, Listed listed, ProbeMemory memory) {
        long at = reading.at();
        boolean isLive = reading.receivedAt() - at <= listed.liveMs;
        switch (event.what()) {
            case SIM_SUSPENDED, ONLINE, REBOOT -> {
                boolean isSuspended = event.what() == EventKind.SIM_SUSPENDED;
                trust.sim(isSuspended, memory.hearsOfSim(at), at, listed);
            }
            case MAINS_LOST -> memory.powerLost(true, at, isLive);
            case MAINS_BACK -> memory.powerLost(false, at, isLive);
            case DYING_GASP, LOS, LOS_CLEAR, OFFLINE, LOW_BATTERY, HEARTBEAT, OTHER -> {}
        }
        if (event.what() == EventKind.REBOOT) {
            listed.watch.rebooted(at);
        }
    }

    private Outcome ofLine(Reading reading, Listed listed, LineWatch line) {
        int kind = reading.content().kind();
        long fingerprint = reading.content().fingerprint();
        int known = line.knows(reading.claimedAt(), kind, fingerprint);
        if (known >= 0) {
            return known == 1 ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        line.remember(reading.claimedAt(), kind, fingerprint);
        dirty.device(listed);
        LineWord word = LineWord.of(reading);
        if (word != null) {
            word(reading, listed, line, word);
        }
        kept(reading, listed);
        return Outcome.COMMITTED;
    }

    private void word(Reading reading, Listed listed, LineWatch line, LineWord word) {
        boolean isLive = reading.receivedAt() - reading.at() <= listed.liveMs;
        if (line.hear(rules.fibre(), reading.at(), isLive, word) && !word.isUp()) {
            listed.wentDown(reading.at(), reading.at() + 3 * rules.fibre().outageWithinMs(), dirty);
        }
        if (isLive && keepsBooks && word.isUp() && !Float.isNaN(word.rxDbm())) {
            line.classify(listed.device.line().ponClass());
            trust.light(listed, reading.at(), word.rxDbm());
        }
        if (listed.village != null) {
            listed.village.repaint = true;
        }
    }
}
