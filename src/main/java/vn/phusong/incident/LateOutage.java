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

        boolean startsWithin(long ms) {
            return outages.stream().allMatch(late -> late.outage().start() - start() <= ms);
        }

        boolean meets(Incident incident) {
            return start() <= incident.span().end() && end() >= incident.span().start();
        }
    }
}
