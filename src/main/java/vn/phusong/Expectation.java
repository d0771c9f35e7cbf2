package vn.phusong;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the manual says may stand behind a name: the words in brackets, read once and used for every value.
 *
 * @param bounds least and greatest, both allowed; empty if the kind has no measure
 * @param choices the words of a choice; empty for other kinds
 */
record Expectation(Kind kind, boolean mayBeEmpty, List<String> bounds, List<String> choices) {
    private static final String OR_EMPTY = " or empty";

    /**
     * @param manual the words between the brackets, {@code duration 1s..1m}
     * @throws IllegalArgumentException if the manual is written wrongly, which a test would have seen
     */
    static Expectation read(String manual) {
        boolean mayBeEmpty = manual.endsWith(OR_EMPTY);
        String words = mayBeEmpty ? manual.substring(0, manual.length() - OR_EMPTY.length()) : manual;
        Kind kind = Kind.beginning(words)
                .orElseThrow(() -> new IllegalArgumentException("the manual names no kind in [" + manual + "]"));
        String rest = kind.after(words);
        List<String> bounds = kind.isMeasured() ? split(rest, "\\.\\.") : List.of();
        if (kind.isMeasured() && bounds.size() != 2) {
            throw new IllegalArgumentException("the manual gives no least..greatest in [" + manual + "]");
        }
        if (kind.isMeasured() && kind.measure(bounds.get(0)) > kind.measure(bounds.get(1))) {
            throw new IllegalArgumentException("the manual has greatest before least in [" + manual + "]");
        }
        return new Expectation(kind, mayBeEmpty, bounds, kind.isMeasured() ? List.of() : split(rest, ","));
    }

    private static List<String> split(String text, String separator) {
        return Stream.of(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The words of a list, apart. */
    static List<String> words(String value) {
        return split(value, ",");
    }

    /**
     * @param base the folder at which a relative path starts
     */
    boolean isMetBy(String value, Path base) {
        if (value.isEmpty()) {
            return mayBeEmpty;
        }
        return switch (kind) {
            case DURATION, SIZE, RATE, WHOLE, NUMBER -> isWithinBounds(value);
            case ONE_OF -> choices.contains(value);
            case ANY_OF -> !words(value).isEmpty() && choices.containsAll(words(value));
            case SWITCH -> value.equals("yes") || value.equals("no");
            case TEXT, SECRET -> value.chars().noneMatch(Character::isISOControl);
            case FOLDER -> value.indexOf('\0') < 0 && !Files.isRegularFile(base.resolve(value));
            case FILE -> value.indexOf('\0') < 0 && Files.isReadable(base.resolve(value));
            case URL -> isWebAddress(value);
            case HOSTS -> words(value).stream().allMatch(Expectation::isHostName);
            case ORIGINS -> words(value).stream().allMatch(Expectation::isOrigin);
            case BROKER -> isBroker(value);
        };
    }

    private boolean isWithinBounds(String value) {
        try {
            double measure = kind.measure(value);
            return kind.measure(bounds.get(0)) <= measure && measure <= kind.measure(bounds.get(1));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isWebAddress(String value) {
        try {
            URI address = URI.create(value);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isHostName(String word) {
        return word.length() <= 253
                && word.matches("[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*");
    }

    /** As browsers write it in {@code Origin}: compared letter by letter, so what they never write is a mistake. */
    private static boolean isOrigin(String word) {
        return word.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");
    }

    /** A user or a password in it would be shown wherever the address is. */
    private static boolean isBroker(String value) {
        try {
            URI address = URI.create(value);
            return ("mqtt".equals(address.getScheme()) || "mqtts".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && Stream.of(address.getPath(), address.getQuery(), address.getFragment())
                            .allMatch(part -> part == null || part.isEmpty());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** For people: "a duration such as 30s or 5m, from 1s to 1m". */
    String sentence() {
        String what = choices.isEmpty() ? kind.words() : kind.words() + " " + String.join(", ", choices);
        String range = bounds.isEmpty() ? "" : ", from " + bounds.get(0) + " to " + bounds.get(1);
        return what + range + (mayBeEmpty ? ", or nothing" : "");
    }
}
