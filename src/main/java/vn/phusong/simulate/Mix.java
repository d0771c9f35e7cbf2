package vn.phusong.simulate;

import java.util.Locale;

/** Which faults happen by chance. The programme of the first two hours is the same for all. */
public enum Mix {
    /** What the demonstration shows. */
    USUAL,
    /** Every kind, and now and then several at once, as in a storm. */
    ALL;

    boolean has(FaultKind kind) {
        return this == ALL || kind.isUsual();
    }

    /** @throws IllegalArgumentException in one sentence for the user */
    public static Mix of(String word) {
        for (Mix mix : values()) {
            if (mix.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mix;
            }
        }
        throw new IllegalArgumentException("--faults is usual or all, was " + word);
    }
}
