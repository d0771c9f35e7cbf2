package vn.phusong.incident;

/**
 * A notice the outside is owed, written in the commit that caused it. Its id never changes, so that a receiver can tell a repeat.
 *
 * @param id {@code <incident>.<revision>}
 * @param incident as it was when the notice fell due
 */
public record Owed(String id, Step step, Incident incident) {
    /** What is told of an incident. Joins and leaves of operators are updates nobody is told. */
    public enum Step {
        OPENED,
        REOPENED,
        RAISED,
        FLAPPING,
        CLOSED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
