package vn.phusong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words behind a verb: plain ones, switches, and options with a value. */
final class CommandLine {
    private final List<String> words = new ArrayList<>();
    private final Set<String> switches = new LinkedHashSet<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    /** The words cannot be meant; the message says which. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1;

        Misused(String message) {
            super(message);
        }
    }

    /**
     * @param known switches, written {@code --json}, and options with a value, written {@code --speed N}
     */
    static CommandLine of(List<String> arguments, String... known) throws Misused {
        CommandLine line = new CommandLine();
        Set<String> switches = new LinkedHashSet<>();
        Set<String> options = new LinkedHashSet<>();
        for (String one : known) {
            int space = one.indexOf(' ');
            if (space < 0) {
                switches.add(one);
            } else {
                options.add(one.substring(0, space));
            }
        }
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (switches.contains(word)) {
                line.switches.add(word);
            } else if (options.contains(word)) {
                if (++i == arguments.size()) {
                    throw new Misused(word + " needs a value");
                }
                line.options.put(word, arguments.get(i));
            } else if (word.startsWith("-") && word.length() > 1) {
                Set<String> all = new LinkedHashSet<>(switches);
                all.addAll(options);
                throw new Misused("there is no option " + word + DidYouMean.among(all, word));
            } else {
                line.words.add(word);
            }
        }
        return line;
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(options.get(name));
    }

    double number(String name, double otherwise, double least) throws Misused {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is too small.
        }
        throw new Misused(name + " needs a number of at least " + least + ", was " + text);
    }

    void noWords() throws Misused {
        if (!words.isEmpty()) {
            throw new Misused("what is \"" + words.get(0) + "\"?");
        }
    }

    String firstWord(String what) throws Misused {
        if (words.isEmpty()) {
            throw new Misused("missing: " + what);
        }
        return words.get(0);
    }

    /** The plain words; there must be just so many. */
    List<String> words(int count, String what) throws Misused {
        if (words.size() != count) {
            throw new Misused(
                    words.size() < count ? "missing: " + what : "too many words from \"" + words.get(count) + "\" on");
        }
        return words;
    }
}
