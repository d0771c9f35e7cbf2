package vn.phusong;

import java.util.List;

/** The settings do not hold together: everything that is wrong with them, at once. */
final class SettingsRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    SettingsRefused(List<String> problems) {
        super(sentence(problems));
        this.problems = List.copyOf(problems);
    }

    private static String sentence(List<String> problems) {
        String many = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return many + " in the settings:\n  " + String.join("\n  ", problems);
    }

    /** One sentence each; never empty. */
    List<String> problems() {
        return problems;
    }
}
