package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that come again. */
class TextsTest {
    private final Texts texts = new Texts();

    private String read(String text) {
        texts.keep(0);
        text.chars().forEach(letter -> texts.add((char) letter));
        return texts.text();
    }

    @Test
    void equal_texts_are_one_object() {
        assertSame(read("ont-01-001"), read("ont-01-001"));
        assertSame(read("Thôn Nà Lạn"), read("Thôn Nà Lạn"));
        assertSame(read(""), read(""));
    }

    @Test
    void a_text_goes_on_from_the_last_one() {
        assertEquals("ont-01-001", read("ont-01-001"));
        texts.keep(8);
        texts.add('2');
        assertEquals("ont-01-02", texts.text());
        assertEquals(9, texts.length());
    }

    @Test
    void texts_with_one_hash_stay_two() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        assertEquals("Aa", read("Aa"));
        assertEquals("BB", read("BB"));
        assertSame(read("Aa"), read("Aa"));
        assertEquals("AaAaAaAa".hashCode(), "BBBBBBBB".hashCode());
        assertEquals("AaAaAaAa", read("AaAaAaAa"));
        assertEquals("BBBBBBBB", read("BBBBBBBB"));
    }

    @Test
    void many_texts_are_remembered_and_too_many_forgotten_but_never_mixed_up() {
        Map<String, String> first = new HashMap<>();
        for (int i = 0; i < Texts.MOST - 1; i++) {
            String name = "device-" + i;
            first.put(name, read(name));
            assertEquals(name, first.get(name));
        }
        assertSame(first.get("device-0"), read("device-0"));
        for (int i = 0; i < 10; i++) {
            assertEquals("other-" + i, read("other-" + i));
        }
        assertNotSame(first.get("device-0"), read("device-0"));
        assertEquals("device-0", read("device-0"));
    }
}
