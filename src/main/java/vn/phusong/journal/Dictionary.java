package vn.phusong.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts of one batch, each once, in the order they first came; each is written as what differs from the one before. */
final class Dictionary {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    void clear() {
        numbers.clear();
        texts.clear();
    }

    /** 0 for null, else 1 and up. */
    int number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        texts.add(text);
        numbers.put(text, texts.size());
        return texts.size();
    }

    void pack(Packer out) {
        out.count(texts.size());
        String before = "";
        for (String text : texts) {
            int shared = 0;
            while (shared < before.length() && shared < text.length() && before.charAt(shared) == text.charAt(shared)) {
                shared++;
            }
            out.count(shared).textFrom(text, shared);
            before = text;
        }
    }

    /** The texts by number; index 0 is null. */
    static @Nullable String[] unpack(Unpacker in, Texts known) {
        int size = in.length();
        @Nullable String[] texts = new @Nullable String[size + 1];
        known.keep(0);
        for (int i = 1; i <= size; i++) {
            known.keep(in.below(known.length() + 1));
            in.letters(known);
            texts[i] = known.text();
        }
        return texts;
    }
}
