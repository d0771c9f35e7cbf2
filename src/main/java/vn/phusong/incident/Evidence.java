package vn.phusong.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Rules;

/** What cause and severity the operators of one centre are evidence of. Never more certain than that. */
final class Evidence {
    // All operators going within this are one cause: a mast, or its power, that they share.
    private static final long TOGETHER_MS = 300_000;

    private Evidence() {}

    /**
     * The power of the place when those that went together left a probe there on its battery (MobileCause says the same of several villages). Else the way behind the mast when level and registration are good and only tests fail; a shared mast when all observed operators went together; one
     * operator's site when others still serve, or only choke; else unknown.
     */
    static Cause cause(Map<String, OperatorWatch> operators, List<String> down) {
        List<String> dark = down.stream()
                .filter(operator -> !isChoked(operators.get(operator)))
                .toList();
        return dark.isEmpty() ? Cause.BACKHAUL : ofDark(operators, dark, dark.size() < down.size());
    }

    private static boolean isChoked(@Nullable OperatorWatch watch) {
        return watch != null && watch.proof.isByTests();
    }

    private static Cause ofDark(Map<String, OperatorWatch> operators, List<String> down, boolean othersChoke) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (String operator : down) {
            OperatorWatch watch = operators.get(operator);
            if (watch != null) {
                first = Math.min(first, watch.start);
                last = Math.max(last, watch.start);
            }
        }
        boolean othersServe = operators.values().stream().anyMatch(watch -> watch.standing.isServed());
        boolean together = last - first <= TOGETHER_MS;
        if (together && mains(operators, down) == Mains.LOST) {
            return Cause.POWER_VILLAGE;
        }
        return together && (othersServe || othersChoke || down.size() > 1) ? Cause.MOBILE_SITE : Cause.MOBILE_UNKNOWN;
    }

    /** What the probes said of the grid's power when these went. */
    private static Mains mains(Map<String, OperatorWatch> operators, List<String> down) {
        Mains mains = Mains.UNKNOWN;
        for (String operator : down) {
            OperatorWatch watch = operators.get(operator);
            mains = watch == null ? mains : mains.and(watch.mains);
        }
        return mains;
    }

    /** Where nobody else serves, what only tests show may be the probe's own trouble. */
    static double confidence(Cause cause, Collection<OperatorWatch> operators) {
        boolean othersServe = operators.stream().anyMatch(watch -> watch.standing.isServed());
        return switch (cause) {
            case MOBILE_SITE -> 0.6;
            case POWER_VILLAGE -> othersServe ? 0.6 : 0.8;
            case BACKHAUL -> othersServe ? 0.6 : 0.4;
            case MOBILE_OPERATOR, MOBILE_UNKNOWN, FEEDER_FIBRE, DROP_FIBRE, POWER_HOUSEHOLD, OLT, COLLECTION, UNKNOWN ->
                0.3;
        };
    }

    /** Counts from the moment every observed operator is down; one of several down is never above a warning. */
    static Severity severity(Collection<OperatorWatch> operators, Rules.Alerts rules, long now) {
        long since = Long.MIN_VALUE;
        boolean anyDown = false;
        for (OperatorWatch watch : operators) {
            switch (watch.standing) {
                case COVERED, DEGRADED -> {
                    return Severity.WARNING;
                }
                case UNCOVERED, RECOVERING -> {
                    since = Math.max(since, watch.start);
                    anyDown = true;
                }
                // It may have gone on serving for all we saw: the others are all that is observed from here on.
                case UNKNOWN -> since = Math.max(since, watch.unknownSince);
            }
        }
        return anyDown ? byDuration(rules, now - since) : Severity.WARNING;
    }

    static Severity byDuration(Rules.Alerts rules, long lastedMs) {
        if (lastedMs >= rules.criticalMs()) {
            return Severity.CRITICAL;
        }
        return lastedMs >= rules.majorMs() ? Severity.MAJOR : Severity.WARNING;
    }
}
