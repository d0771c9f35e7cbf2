package vn.phusong.coverage;

import java.util.List;

/** Three-valued roll-ups (domain.md §7.5). */
public final class Kleene {
    private Kleene() {}

    /** A point over its operators: served if any serves it; unknown if none does and any is unknown; uncovered only when all are. Nobody is unknown. */
    public static Standing anyOperator(List<Standing> operators) {
        boolean degraded = false;
        boolean unknown = operators.isEmpty();
        for (Standing standing : operators) {
            switch (standing) {
                case COVERED -> {
                    return Standing.COVERED;
                }
                case DEGRADED -> degraded = true;
                case UNKNOWN -> unknown = true;
                case UNCOVERED, RECOVERING -> {}
            }
        }
        if (degraded) {
            return Standing.DEGRADED;
        }
        return unknown ? Standing.UNKNOWN : Standing.UNCOVERED;
    }
}
