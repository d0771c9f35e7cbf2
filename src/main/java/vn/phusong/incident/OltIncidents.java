package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;

/**
 * The incidents of the PONs of one OLT (domain.md §7.8): PONs that go together are one, a PON that goes at another time is another. Signals close; ticks
 * open, join and raise. Watch loop only.
 */
final class OltIncidents {
    private final String olt;
    /** What each PON that is out last said. */
    private final Map<String, PonSignal> out = new TreeMap<>();
    /** PONs that said something new since the last tick. */
    private final Set<String> untaken = new TreeSet<>();
    /** Open, or closed so lately that they may be opened again; oldest first. */
    private final List<NetworkCase> cases = new ArrayList<>();

    private int count;

    OltIncidents(String olt) {
        this.olt = olt;
    }

    void signal(Rules.Alerts rules, PonSignal signal, Telling telling) {
        String pon = signal.pon().path();
        switch (signal.what()) {
            case DOWN, MORE, FEW -> {
                PonSignal before = out.put(pon, signal);
                if (before == null || !before.lines().equals(signal.lines())) {
                    untaken.add(pon);
                }
            }
            case BACK, LEFT -> {
                out.remove(pon);
                untaken.remove(pon);
                cases.forEach(each -> each.back(rules, signal, telling));
            }
        }
    }

    /** {@code mayOpen} is false during the grace after our own absence. */
    void tick(Rules.Alerts rules, long now, boolean mayOpen, Telling telling) {
        if (!mayOpen) {
            return;
        }
        for (PonSignal signal : out.values()) {
            NetworkCase owner = owner(signal);
            if (owner == null) {
                if (signal.what() != PonSignal.What.FEW && !isHeldBack(signal, now)) {
                    caseOf(rules, signal).take(signal);
                }
            } else if (untaken.contains(signal.pon().path())) {
                owner.take(signal);
            }
        }
        untaken.clear();
        cases.forEach(each -> each.tick(rules, now, telling));
        cases.removeIf(each -> !each.isHeld() && isPast(rules, each.newest(), now));
    }

    void acted(Act act, long now, Telling telling) {
        cases.forEach(each -> ByHand.act(each, act, now, telling));
    }

    private @Nullable NetworkCase owner(PonSignal signal) {
        for (NetworkCase each : cases) {
            if (each.hasOut(signal.pon().path())) {
                return each;
            }
        }
        return null;
    }

    /** Left behind when its incident closed, it may still be on its way back; if not, it is an incident of its own. */
    private boolean isHeldBack(PonSignal signal, long now) {
        return cases.stream().anyMatch(each -> each.leftBehind(signal, now));
    }

    private NetworkCase caseOf(Rules.Alerts rules, PonSignal signal) {
        for (NetworkCase each : cases) {
            if (each.isOn() && each.isNear(signal)) {
                return each;
            }
        }
        for (NetworkCase each : cases) {
            if (each.goesOn(rules, signal)) {
                return each;
            }
        }
        count++;
        NetworkCase opened = new NetworkCase(olt + "-p" + count);
        cases.add(opened);
        return opened;
    }

    private static boolean isPast(Rules.Alerts rules, @Nullable Incident newest, long now) {
        return newest != null && !newest.isOpen() && now - newest.at() > rules.reopenMs();
    }

    /** Whether a tick may have something to do here. */
    boolean isActive() {
        return !out.isEmpty() || !cases.isEmpty();
    }

    /** Every incident that is open, or closed not long ago. */
    void collect(List<Incident> into) {
        for (NetworkCase each : cases) {
            Incident newest = each.newest();
            if (newest != null) {
                into.add(newest);
            }
        }
    }

    void write(DataOutput bytes) throws IOException {
        bytes.writeInt(count);
        bytes.writeInt(out.size());
        for (PonSignal signal : out.values()) {
            bytes.writeBoolean(untaken.contains(signal.pon().path()));
            signal.write(bytes);
        }
        bytes.writeInt(cases.size());
        for (NetworkCase each : cases) {
            each.write(bytes);
        }
    }

    static OltIncidents read(DataInput in, String olt) throws IOException {
        OltIncidents read = new OltIncidents(olt);
        read.count = in.readInt();
        for (int i = in.readInt(); i > 0; i--) {
            boolean isUntaken = in.readBoolean();
            PonSignal signal = PonSignal.read(in);
            read.out.put(signal.pon().path(), signal);
            if (isUntaken) {
                read.untaken.add(signal.pon().path());
            }
        }
        for (int i = in.readInt(); i > 0; i--) {
            read.cases.add(NetworkCase.read(in));
        }
        return read;
    }
}
