package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new PeopleSettings.Password(256, 1, 12, 3, 0));

    @Test
    void the_same_words_are_right_however_the_keyboard_composed_them() {
        String words = "Trời mưa ở Bản Co";
        String kept = passwords.hash(Normalizer.normalize(words, Normalizer.Form.NFD));
        assertTrue(passwords.isRight(kept, Normalizer.normalize(words, Normalizer.Form.NFC)));
        assertFalse(passwords.isRight(kept, "Troi mua o Ban Co"), "marks are part of it");
    }

    @Test
    void one_password_is_two_hashes() {
        assertNotEquals(passwords.hash("Trời mưa ở Bản Co"), passwords.hash("Trời mưa ở Bản Co"));
    }

    /** Made by the reference implementation in C (argon2-cffi 25.1.0), not by ourselves. */
    @Test
    void a_hash_of_another_program_is_understood() {
        String kept =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$" + "lZdxMiCAteMscBxSpmGE/WKzAKfaNswUhysEDi4PrYo";
        assertTrue(passwords.isRight(kept, "đường lên bản Co 7"));
        assertFalse(passwords.isRight(kept, "đường lên bản Co 8"));
    }

    @Test
    void what_is_no_hash_of_ours_opens_nothing() {
        for (String kept : List.of("", "$argon2i$v=19$m=256,t=1,p=1$AAAA$BBBB", "password", "$2b$10$abc")) {
            assertFalse(passwords.isRight(kept, kept));
            assertFalse(passwords.isRight(kept, ""));
        }
        assertFalse(passwords.isRight(null, ""));
    }

    @Test
    void a_new_password_is_refused_with_what_it_lacks() {
        assertNull(passwords.complaint("ha", "Trời mưa ở Bản Co 7"));
        for (String bad : List.of(
                "Ngắn 7",
                "chỉ chữ thường thôi",
                "Trời ha mưa ở Bản Co 7",
                "Aa1Aa1Aa1Aa1Aa1",
                "A1 " + "x".repeat(300))) {
            assertNotNull(passwords.complaint("ha", bad), bad);
        }
    }

    @Test
    void one_time_passwords_are_long_and_never_the_same() {
        assertEquals(
                1000,
                java.util.stream.Stream.generate(Passwords::once)
                        .limit(1000)
                        .distinct()
                        .count());
        assertEquals(23, Passwords.once().length());
    }
}
