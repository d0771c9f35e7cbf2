package vn.phusong.village;

import java.text.Normalizer;
import java.util.Locale;

/** A name as people type it in a search box: without marks, in small letters. Never a key: Văn Lang and Văn Lăng are two communes. */
public final class SearchKey {
    private SearchKey() {}

    /** {@code "Bản Đồn"} becomes {@code "ban don"}. */
    public static String of(String name) {
        String apart = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char letter = apart.charAt(i);
            if (letter == 'đ') {
                key.append('d');
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                key.append(letter);
            }
        }
        return key.toString().strip();
    }
}
