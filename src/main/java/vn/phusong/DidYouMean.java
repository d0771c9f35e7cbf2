package vn.phusong;

import java.util.Collection;

/** The nearest known word to one that is unknown. */
final class DidYouMean {
    private DidYouMean() {}

    /** @return {@code "; did you mean …?"}, or nothing if no word is near enough to be worth saying */
    static String among(Collection<String> known, String word) {
        String nearest = "";
        int least = 1 + Math.max(2, word.length() / 3);
        for (String candidate : known) {
            int distance = distance(candidate, word);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** Levenshtein's: letters to add, drop or change. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
