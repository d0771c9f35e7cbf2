package vn.phusong.incident;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of either tree that a {@link Window} lies over.
 *
 * @param id area code, village, OLT, {@code olt/slot/port}, key of a base station, or operator
 * @param operator only of that operator's service there, null for all; never with a kind that says it already
 */
public record Over(Kind kind, String id, @Nullable String operator) {
    /** The kinds of places and parts of the network. */
    public enum Kind {
        AREA,
        VILLAGE,
        OLT,
        PON,
        STATION,
        OPERATOR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "must be over area, village, olt, pon, station or operator, was \"" + word + '"');
        }

        /** Whether something there may be of one operator or another. */
        public boolean isPlace() {
            return this == AREA || this == VILLAGE;
        }
    }

    public Over {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a window lies over something: id must not be empty");
        }
        if (operator != null && !kind.isPlace()) {
            throw new IllegalArgumentException("operator goes with an area or a village, not with " + kind.word());
        }
    }

    public Over(Kind kind, String id) {
        this(kind, id, null);
    }

    /** {@code area:01864}, or {@code area:01864@viettel} for one operator there. */
    public String text() {
        return kind.word() + ':' + id + (operator == null ? "" : '@' + operator);
    }

    /**
     * What {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it did not
     */
    public static Over of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("must be kind:id, was \"" + text + '"');
        }
        Kind kind = Kind.of(text.substring(0, colon));
        String id = text.substring(colon + 1);
        int at = kind.isPlace() ? id.lastIndexOf('@') : -1;
        return at < 0 ? new Over(kind, id) : new Over(kind, id.substring(0, at), id.substring(at + 1));
    }
}
