package vn.phusong.web;

import java.util.List;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;

/** Names and lists in the two languages of our sentences. */
record Words(Registry registry) {
    String operator(String id) {
        Operator operator = registry.operator(id);
        return operator == null ? id : operator.name();
    }

    /** "Viettel", "Viettel và MobiFone", "Viettel, VinaPhone và MobiFone". */
    String operators(List<SlotCoverage> slots, String and) {
        List<String> names =
                slots.stream().map(slot -> operator(slot.operator())).toList();
        if (names.size() < 2) {
            return String.join("", names);
        }
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + ' ' + and + ' ' + names.get(last);
    }
}
