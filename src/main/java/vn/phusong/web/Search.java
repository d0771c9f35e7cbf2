package vn.phusong.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds Vietnamese names by words typed without diacritics. For searching only, never a key: Văn Lang and Văn Lăng are two communes. */
final class Search {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Search() {}

    static String fold(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return bare.replace('đ', 'd').replace('Đ', 'd').toLowerCase(Locale.ROOT);
    }

    /** Whether every word of {@code words} is in {@code text}. */
    static boolean matches(String text, String words) {
        String folded = fold(text);
        for (String word : fold(words).split("\\s+", -1)) {
            if (!folded.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
