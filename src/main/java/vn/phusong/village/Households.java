package vn.phusong.village;

import org.jspecify.annotations.Nullable;

/**
 * A count of households with where it comes from; never mixed with a count of another source inside one ratio.
 *
 * @param count −1 when nobody told
 * @param asOf the date of the count, ISO, null when not told
 * @param source who says so; an assumption says that it is one
 */
public record Households(int count, @Nullable String asOf, @Nullable String source) {
    public static final Households UNKNOWN = new Households(-1, null, null);

    public boolean isKnown() {
        return count >= 0;
    }
}
