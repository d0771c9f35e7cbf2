package vn.phusong.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;

/**
 * One line of the policy that says whom to tell of what, and how.
 *
 * @param to ids of contacts, or {@code oncall:<calendar>}
 */
public record Route(String name, int line, If when, List<String> to, How how, boolean goesOn) {
    public Route {
        to = List.copyOf(to);
    }

    /** What is of several villages may lie in several areas, and is of each. Nothing said, all meant. */
    public record If(
            Set<String> areas,
            Set<String> operators,
            Set<Cause> causes,
            Severity atLeast,
            Set<Owed.Step> steps,
            @Nullable Boolean ourselves,
            @Nullable WorkHours during,
            @Nullable WorkHours outside) {
        boolean holds(Owed owed, Collection<String> in) {
            Incident incident = owed.incident();
            return isOf(areas, in)
                    && isOf(operators, incident.scope().operators())
                    && isOf(causes, List.of(incident.cause()))
                    && incident.severity().compareTo(atLeast) >= 0
                    && isOf(steps, List.of(owed.step()))
                    && (ourselves == null || ourselves == (incident.cause() == Cause.COLLECTION))
                    && (during == null || during.hold(incident.at()))
                    && (outside == null || !outside.hold(incident.at()));
        }

        private static <T> boolean isOf(Set<T> asked, Collection<T> had) {
            return asked.isEmpty() || !Collections.disjoint(asked, had);
        }
    }

    /** What is told at once, with what it is gathered, and who comes next. */
    public record How(Send send, Group group, long intervalMs, long secondMs, List<Next> escalate) {
        public How {
            escalate = List.copyOf(escalate);
        }
    }

    /** @param afterMs without an acknowledgement, from when the notice fell due */
    public record Next(long afterMs, String to) {}

    /** How urgent. */
    public enum Send {
        PAGE,
        /** In one message with all others that wait, at the times of the digest. */
        DIGEST,
        /** Nobody, and no later line is asked. */
        NOBODY
    }

    /** What is told in one message, once the first was told. */
    public enum Group {
        EACH,
        AREA,
        CAUSE,
        ALL
    }
}
