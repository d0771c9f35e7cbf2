package vn.phusong.incident;

import java.util.List;
import vn.phusong.coverage.PastOutage;

/** An outage of an operator at a village's centre that late data shows. */
record LateOutage(String operator, PastOutage outage) {
    boolean meets(long from, long to) {
        return outage.start() <= to && outage.end() >= from;
    }

    /** Whether that incident tells of it, or did. */
    boolean isOf(Incident incident) {
        return incident.scope().operators().contains(operator)
                && meets(incident.span().start(), incident.span().end());
    }

    /** Those of the past that touch each other, of whatever operator, are one incident. Sorted by start; each group too. */
    record Group(List<LateOutage> outages) {
        private static final long TOGETHER_MS = 300_000;

        long start() {
            return outages.get(0).outage().start();
        }

        long end() {
            return outages.stream().mapToLong(late -> late.outage().end()).max().orElse(0);
        }

        List<String> operators() {
            return outages.stream()
                    .map(LateOutage::operator)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** Whether nobody saw the last of them end. */
        boolean unobserved() {
            long end = end();
            return outages.stream()
                    .anyMatch(
                            late -> late.outage().end() == end && late.outage().unobserved());
        }

        /** Operators that went together shared a mast, or its power. */
        Incident caused(Incident incident) {
            boolean together = outages.stream().allMatch(late -> late.outage().start() - start() <= TOGETHER_MS);
            boolean shared = together && operators().size() > 1;
            return incident.because(shared ? Cause.MOBILE_SITE : Cause.MOBILE_UNKNOWN, shared ? 0.6 : 0.3);
        }

        boolean meets(Incident incident) {
            return start() <= incident.span().end() && end() >= incident.span().start();
        }
    }
}
