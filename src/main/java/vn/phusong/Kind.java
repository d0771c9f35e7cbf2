package vn.phusong;

import java.util.Locale;
import java.util.Optional;

/** What may stand behind a setting's name, and how the manual calls it. */
enum Kind {
    DURATION("duration", "a duration such as 30s or 5m"),
    SIZE("size", "a size such as 256KB or 4MB"),
    RATE("rate", "a rate such as 5Mbit/s"),
    WHOLE("whole", "a whole number"),
    NUMBER("number", "a number with a decimal point"),
    ONE_OF("one of", "one of"),
    ANY_OF("any of", "any of"),
    SWITCH("yes or no", "yes or no"),
    TEXT("text", "a text"),
    FOLDER("folder", "a folder"),
    FILE("file", "a file that can be read"),
    URL("url", "an address beginning with http:// or https://"),
    HOSTS("host names", "names such as phusong.example without a port, separated by commas"),
    ORIGINS("origins", "addresses of pages such as https://grafana.example:3000 without a path, separated by commas"),
    BROKER("broker", "an address such as mqtt://host:1883 or mqtts://host:8883"),
    SECRET("secret", "a secret");

    private final String inManual;
    private final String words;

    Kind(String inManual, String words) {
        this.inManual = inManual;
        this.words = words;
    }

    /** For people: "expected …". */
    String words() {
        return words;
    }

    static Optional<Kind> beginning(String manual) {
        for (Kind kind : values()) {
            if (manual.equals(kind.inManual) || manual.startsWith(kind.inManual + " ")) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** What follows the kind's name in the manual's brackets. */
    String after(String manual) {
        return manual.substring(inManual.length()).strip();
    }

    /** Whether values of this kind have a least and a greatest. */
    boolean isMeasured() {
        return switch (this) {
            case DURATION, SIZE, RATE, WHOLE, NUMBER -> true;
            case ONE_OF, ANY_OF, SWITCH, TEXT, FOLDER, FILE, URL, HOSTS, ORIGINS, BROKER, SECRET -> false;
        };
    }

    /**
     * The value as a number: milliseconds, bytes, bit/s, or as it stands.
     *
     * @throws NumberFormatException if the text is none
     */
    double measure(String text) {
        return switch (this) {
            case DURATION -> Quantity.DURATION.read(text);
            case SIZE -> Quantity.SIZE.read(text);
            case RATE -> Quantity.RATE.read(text);
            case WHOLE -> Integer.parseInt(text);
            case NUMBER -> plain(text);
            case ONE_OF, ANY_OF, SWITCH, TEXT, FOLDER, FILE, URL, HOSTS, ORIGINS, BROKER, SECRET ->
                throw new NumberFormatException(name().toLowerCase(Locale.ROOT) + " has no measure");
        };
    }

    /** No exponents, no NaN, no "1f": only what people write. */
    private static double plain(String text) {
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }
}
