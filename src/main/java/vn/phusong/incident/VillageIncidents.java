package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/**
 * The incidents of one village (domain.md §7.4 "Incidents of a village"): one mobile, one of fibre or power. Signals move operators in and out and close;
 * ticks open and raise. Watch loop only.
 */
final class VillageIncidents {
    private final OperatorWatches operators;
    private final Case mobile;
    private final VillageFibre fibre;
    private final Flapping flapping;
    private final LateIncidents late;

    VillageIncidents(String village) {
        this(
                new OperatorWatches(village),
                new Case(village, 'm'),
                VillageFibre.of(village),
                new Flapping(),
                new LateIncidents(village));
    }

    private VillageIncidents(
            OperatorWatches operators, Case mobile, VillageFibre fibre, Flapping flapping, LateIncidents late) {
        this.operators = operators;
        this.mobile = mobile;
        this.fibre = fibre;
        this.flapping = flapping;
        this.late = late;
    }

    void signal(Rules.Alerts rules, Signal signal, Telling telling) {
        String operator = signal.operator();
        switch (signal.what()) {
            case STANDING -> {
                if (operator != null) {
                    standing(rules, operator, signal, telling);
                }
            }
            case BLIND, SEEN, SERVED -> {
                OperatorWatch watch = operator == null ? null : operators().get(operator);
                if (watch != null) {
                    watch.heard(signal);
                }
            }
            case FIBRE_DOWN -> fibre.down(signal);
            case FIBRE_FEW -> fibre.few();
            case FIBRE_BACK -> fibre.back(signal, telling);
            case FIBRE_LEFT -> fibre.left(signal.at(), telling);
            case LEFT -> left(operator, signal.at(), telling);
        }
    }

    /** Outages that late data shows: told apart from those of now, to nobody. */
    void late(Rules.Alerts rules, List<LateOutages> outages, long now, int households, Telling telling) {
        late.tell(rules, new LateIncidents.Found(outages, operators(), households, now), telling);
    }

    /** A person closed or re-opened one of them. */
    void acted(Act act, long now, Telling telling) {
        ByHand.act(mobile, act, now, telling);
        ByHand.act(fibre.incident(), act, now, telling);
    }

    private void standing(Rules.Alerts rules, String operator, Signal signal, Telling telling) {
        OperatorWatch watch = operators.of(operator);
        Standing before = watch.standing;
        watch.standing = signal.standing();
        watch.everServed = signal.everServed();
        watch.blind = false;
        watch.heard(signal);
        flapping.changed(signal.at());
        switch (signal.standing()) {
            case UNCOVERED -> down(rules, operator, watch, before, signal, telling);
            case RECOVERING -> {}
            case COVERED, DEGRADED -> mobile.leave(signal.at(), operator, Ending.at(signal.outage(), false), telling);
            case UNKNOWN -> {
                watch.unknownSince = signal.at();
                Incident open = mobile.open();
                if (open != null && operators.areUnknown(open.scope().operators())) {
                    mobile.observed(signal.at(), false, telling);
                }
            }
        }
    }

    private void down(
            Rules.Alerts rules, String operator, OperatorWatch watch, Standing before, Signal signal, Telling telling) {
        watch.proof = signal.proof();
        boolean goesOn = mobile.told().contains(operator);
        if (before != Standing.RECOVERING && !goesOn) {
            watch.start = signal.outage();
        }
        if (!watch.everServed) {
            return;
        }
        // One mast that carries three operators goes down once, not three times.
        boolean beganFlapping = operators.isAlone(watch) && flapping.entered(rules, signal.at());
        mobile.observed(signal.at(), true, telling);
        mobile.join(signal.at(), operator, telling);
        if (beganFlapping) {
            mobile.flaps(signal.at(), true, telling);
        }
    }

    private void left(@Nullable String operator, long at, Telling telling) {
        if (operator == null) {
            operators.clear();
            mobile.close(at, Ending.at(at, true), telling);
            fibre.left(at, telling);
            return;
        }
        operators.remove(operator);
        mobile.leave(at, operator, Ending.at(at, true), telling);
    }

    /** Time went by: what is due is opened and raised. {@code mayOpen} is false during the grace after our own absence. */
    void tick(Due due, boolean mayOpen, int households, Telling telling) {
        if (flapping.ended(due.rules(), due.now())) {
            mobile.flaps(due.now(), false, telling);
        }
        if (mayOpen) {
            openOrRaise(due, households, telling);
        }
        late.follow(mobile.told(), due, operators());
    }

    /** Whether a tick changes nothing: somebody is down and it is not time to tell, nothing is told, and nothing is followed. */
    boolean isOnlyWaiting(Rules.Alerts rules, long now) {
        return !isBusy() && mobile.told().isEmpty() && operators.isAnyDown() && !operators.isAnyDue(rules, now);
    }

    boolean isAnyDue(Round round) {
        return operators.isAnyDue(round.rules(), round.now());
    }

    private void openOrRaise(Due due, int households, Telling telling) {
        long now = due.now();
        Incident open = mobile.open();
        if (open == null) {
            openMobile(due, households, telling);
        } else {
            String parent = due.parent(operators.keys(open.scope().operators()));
            mobile.joins(now, parent, telling);
            if (parent == null && operators.isAnyToPage()) {
                mobile.raise(now, severity(due), telling);
            }
        }
        fibre.tick(due.rules(), now, due.joining(), telling);
    }

    private Severity severity(Due due) {
        return Evidence.severity(operators().values(), due.rules(), due.now());
    }

    private void openMobile(Due goesBy, int households, Telling telling) {
        Rules.Alerts rules = goesBy.rules();
        long now = goesBy.now();
        if (!operators.isAnyDue(rules, now)) {
            return;
        }
        OutNow out = OutNow.of(operators(), goesBy, mobile);
        if (out.due()) {
            List<String> down = out.operators();
            Cause cause = Evidence.cause(operators(), down);
            double confidence = Evidence.confidence(cause, operators().values());
            mobile.open(
                    rules,
                    new Case.Opening(now, out.start(), severity(goesBy), cause, confidence, down, households),
                    flapping.on,
                    telling);
        }
    }

    /** What is known of each operator at its centre, by id. */
    Map<String, OperatorWatch> operators() {
        return operators.byId();
    }

    boolean isMobileOpen() {
        return mobile.isOpen();
    }

    /** Whether a person closed this operator's outage, which lasts unbroken since. */
    boolean holds(String operator) {
        return mobile.holds(operator);
    }

    /** Whether a tick may have something to do here. */
    boolean isActive() {
        return isBusy() || operators.isAnyDown();
    }

    private boolean isBusy() {
        return fibre.down() != null || mobile.isOpen() || late.isFollowing() || flapping.on;
    }

    void collectOpen(List<Incident> into) {
        Incident open = mobile.open();
        if (open != null) {
            into.add(open);
        }
        Incident openFibre = fibre.incident().open();
        if (openFibre != null) {
            into.add(openFibre);
        }
    }

    void write(DataOutput out) throws IOException {
        mobile.write(out);
        fibre.incident().write(out);
        flapping.write(out);
        operators.write(out);
        Signal down = fibre.down();
        out.writeBoolean(down != null);
        if (down != null) {
            down.write(out);
        }
        late.write(out);
    }

    static VillageIncidents read(DataInput in, String village) throws IOException {
        Case mobile = Case.read(in, village, 'm');
        Case fibre = Case.read(in, village, 'f');
        Flapping flapping = Flapping.read(in);
        OperatorWatches operators = OperatorWatches.read(in, village);
        Signal down = in.readBoolean() ? Signal.read(in) : null;
        LateIncidents late = LateIncidents.read(in, village);
        return new VillageIncidents(operators, mobile, new VillageFibre(fibre, down), flapping, late);
    }
}
