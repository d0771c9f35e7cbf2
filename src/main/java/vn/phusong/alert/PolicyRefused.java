package vn.phusong.alert;

import java.util.List;

/** The policy does not hold together: everything that is wrong with it, at once. */
public final class PolicyRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param line from 1
     * @param field empty when the whole line is meant
     * @param value what stood there
     */
    public record Problem(int line, String field, String value, String why) {
        /** {@code line 12, severity "majr": write warning, major or critical; did you mean major?} */
        public String sentence() {
            return "line " + line + (field.isEmpty() ? "" : ", " + field)
                    + (value.isEmpty() ? "" : " \"" + value + "\"") + ": " + why;
        }
    }

    PolicyRefused(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::sentence)
                .reduce((one, more) -> one + "\n  " + more)
                .orElse(""));
        this.problems = List.copyOf(problems);
    }

    /** In the order of lines; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
