package vn.phusong.alert;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * How we appear in CAP.
 *
 * @param folder where messages are put, and what the feed is made of
 * @param sender names us for all others: no spaces, no commas, no {@code <} and {@code &} (CAP 1.2 §3.2.1)
 * @param status of messages about what is real
 * @param link our own address, empty when it is not set
 */
public record CapSettings(Path folder, String sender, Status status, String link) {
    private static final Pattern SENDER = Pattern.compile("[^\\s,<&]{3,200}");

    /** Simulated provinces never say {@code Actual}, whatever is set. */
    public enum Status {
        ACTUAL("Actual"),
        EXERCISE("Exercise"),
        TEST("Test");

        final String word;

        Status(String word) {
            this.word = word;
        }
    }

    /** @throws IllegalArgumentException in one sentence, for a sender that is none */
    public CapSettings {
        if (!SENDER.matcher(sender).matches()) {
            throw new IllegalArgumentException("a sender is a name such as phusong.example.vn without spaces, commas,"
                    + " < and &, was \"" + sender + "\"");
        }
    }
}
