package vn.phusong.web;

import java.util.List;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;

/** Names and sentences of the web's own; why a village stands so now is said by the coverage room. */
record Words(Registry registry) {
    String operator(String id) {
        Operator operator = registry.operator(id);
        return operator == null ? id : operator.name();
    }

    /** What the journal kept of a time that has passed: the standing and its beginning, no measurements. */
    Why ofPast(VillageCoverage village) {
        boolean isKept = village.since() != 0;
        String vi =
                isKept ? vi(village.standing()) + " từ " + Times.forPeople(village.since()) : "chưa có kết luận nào";
        String en = isKept
                ? en(village.standing()) + " since " + Times.forPeople(village.since())
                : "nothing concluded yet";
        List<Why.Evidence> evidence = village.slots().stream()
                .map(slot -> new Why.Evidence(
                        "standing", slot.operator(), slot.standing().name(), slot.since()))
                .toList();
        return new Why("Theo nhật ký lúc đó: " + vi + ".", "By the journal at that time: " + en + ".", evidence);
    }

    private static String vi(Standing standing) {
        return switch (standing) {
            case COVERED -> "có sóng";
            case DEGRADED -> "sóng yếu";
            case UNCOVERED, RECOVERING -> "mất sóng";
            case UNKNOWN -> "chưa rõ";
        };
    }

    private static String en(Standing standing) {
        return switch (standing) {
            case COVERED -> "covered";
            case DEGRADED -> "weak";
            case UNCOVERED, RECOVERING -> "no signal";
            case UNKNOWN -> "unknown";
        };
    }
}
