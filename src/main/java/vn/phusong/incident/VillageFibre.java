package vn.phusong.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;

/** The incident of fibre or power of one village, unless one of the network explains it: then it is told with that one. Watch loop only. */
final class VillageFibre {
    private final Case fibre;
    // An outage that is on, until it is over: opened by the next tick that may open, unless by then what is left is
    // none.
    private @Nullable Signal down;

    static VillageFibre of(String village) {
        return new VillageFibre(new Case(village, 'f'), null);
    }

    VillageFibre(Case fibre, @Nullable Signal down) {
        this.fibre = fibre;
        this.down = down;
    }

    Case incident() {
        return fibre;
    }

    @Nullable
    Signal down() {
        return down;
    }

    void down(Signal signal) {
        down = signal;
    }

    void few() {
        down = down == null ? null : down.few();
    }

    void back(Signal signal, Telling telling) {
        Signal was = down;
        down = null;
        fibre.close(signal.at(), new Ending(signal.outage(), false, far(was, signal.lines())), telling);
    }

    void left(long at, Telling telling) {
        down = null;
        fibre.close(at, Ending.at(at, true), telling);
    }

    /** Of the lines that were told, or of more when more went later; those the word of the return does not count left the registry. */
    private static @Nullable Back far(@Nullable Signal was, Signal.Lines back) {
        return was == null || back.expected() == 0
                ? null
                : new Back(
                        Math.max(was.lines().gone(), back.expected()), back.expected() - back.gone(), back.gone(), 0);
    }

    void tick(Rules.Alerts rules, long now, Joining joining, Telling telling) {
        Signal signal = down;
        if (signal == null) {
            return;
        }
        String parent = joining.parent(signal);
        fibre.joins(now, parent, telling);
        Severity severity = Evidence.byDuration(rules, now - signal.outage());
        if (parent != null) {
            return;
        }
        if (fibre.isOpen()) {
            fibre.raise(now, severity, telling);
        }
        if (fibre.isOpen() || fibre.holds(null) || signal.what() == Signal.What.FIBRE_FEW) {
            return;
        }
        NetworkCause cause = NetworkCause.ofVillage(
                signal.lines().gaspPercent(), signal.serving().mains());
        fibre.open(
                rules,
                new Case.Opening(
                        now,
                        signal.outage(),
                        severity,
                        cause.cause(),
                        cause.confidence(),
                        List.of(),
                        signal.lines().gone()),
                false,
                telling);
    }
}
