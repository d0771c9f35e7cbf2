package vn.phusong.web;

import java.text.Normalizer;
import java.util.List;
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

    /** The words asked for, folded once for all the texts they are looked for in. */
    static List<String> words(String asked) {
        return List.of(fold(asked).split("\\s+", -1));
    }

    /** Whether every one of these {@link #words} is in {@code text}. */
    static boolean matches(String text, List<String> words) {
        String folded = fold(text);
        return words.stream().allMatch(folded::contains);
    }
}
