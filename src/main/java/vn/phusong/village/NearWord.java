package vn.phusong.village;

import java.util.Collection;
import java.util.Locale;

/** The nearest known word to one that is unknown. */
public final class NearWord {
    private NearWord() {}

    /** {@code ; did you mean …?} in both languages, or nothing if no word is near enough to be worth saying. */
    public static Said among(Collection<String> known, String word) {
        String nearest = "";
        int least = 1 + Math.max(2, word.length() / 3);
        for (String candidate : known) {
            int distance = distance(candidate.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty()
                ? new Said("", "")
                : new Said("; did you mean " + nearest + "?", "; có phải là " + nearest + "?");
    }

    /** Letters to add, drop or change. Only the first 64 letters count: nobody means a word longer than that. */
    private static int distance(String one, String other) {
        int width = Math.min(other.length(), 64);
        int[] row = new int[width + 1];
        for (int j = 0; j <= width; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= width; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[width];
    }
}
