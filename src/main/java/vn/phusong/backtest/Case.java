package vn.phusong.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Incident;

/** One incident of one side, from an opening to its closing; opened again it is another. One thread. */
final class Case {
    final String id;
    final @Nullable String village;
    final long start;
    final long openedAt;
    final String cause;
    final int villages;
    private final String group;
    private List<String> operators;
    private String severity;
    private long end = Long.MAX_VALUE;

    Case(Incident incident) {
        id = incident.id();
        village = incident.scope().village();
        start = incident.span().start();
        openedAt = incident.at();
        cause = incident.cause().word();
        operators = incident.scope().operators();
        villages = incident.scope().villages();
        group = id.replaceFirst("\\d+$", "");
        severity = incident.severity().word();
    }

    void goesOn(Incident revision) {
        severity = revision.severity().word();
        operators = revision.scope().operators();
        if (!revision.isOpen()) {
            end = revision.span().hasEnded() ? revision.span().end() : revision.at();
        }
    }

    /** Incidents of one group may be the same outage seen twice: those of one place and family, whose ids differ by their number only. */
    String group() {
        return group;
    }

    /** When service was back, {@link Long#MAX_VALUE} while it lasts. */
    long end() {
        return end;
    }

    String severity() {
        return severity;
    }

    List<String> operators() {
        return operators;
    }

    /** Whether both were out at one time. */
    boolean meets(Case other) {
        return start <= other.end && other.start <= end;
    }
}
