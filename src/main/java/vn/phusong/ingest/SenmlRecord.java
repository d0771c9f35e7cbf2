package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * One SenML record with its base fields applied (RFC 8428 §4.6).
 *
 * @param name base name and name
 * @param at epoch milliseconds, {@link WireTime#UNREADABLE} when it is none
 * @param unit the record's or the base unit, null when neither is told
 * @param number base value plus value, NaN when the value is none
 */
record SenmlRecord(
        String name, long at, @Nullable String unit, double number, @Nullable String text, @Nullable Boolean truth) {
    /** The sum of times decides, not its parts: below this it is relative to now (RFC 8428 §4.5.3). */
    private static final double RELATIVE_BELOW_S = 1 << 28;

    static long time(double sum, long receivedAt) {
        if (!(sum < RELATIVE_BELOW_S)) {
            return WireTime.ofSeconds(sum);
        }
        long relative = WireTime.ofSeconds(sum);
        return relative == WireTime.UNREADABLE ? relative : receivedAt + relative;
    }

    /** Why the name is none (RFC 8428 §4.5.1), or null. */
    @Nullable
    Refusal nameProblem() {
        boolean isName = !name.isEmpty() && isLetterOrDigit(name.charAt(0));
        for (int i = 1; i < name.length() && isName; i++) {
            char c = name.charAt(i);
            isName = isLetterOrDigit(c) || c == '-' || c == ':' || c == '.' || c == '/' || c == '_';
        }
        return isName
                ? null
                : new Refusal(
                        RefusalReason.SENML,
                        "a name is letters, digits and -:./_, was \"" + JsonFields.cut(name) + '"');
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
