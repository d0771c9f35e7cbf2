package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final long NOW = 1_772_326_800_000L; // Sun, 01 Mar 2026 01:00:00 GMT

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|120000",
                "0|0",
                "999999999|3600000",
                "Sun, 01 Mar 2026 01:00:30 GMT|30000",
                "Sun, 01 Mar 2026 00:00:00 GMT|0",
                "-5|0",
                "soon|0",
                "99999999999999999999|0"
            })
    void a_receiver_may_ask_for_up_to_an_hour(String header, long waitMs) {
        assertEquals(waitMs, RetryAfter.waitMs(header, NOW));
    }

    @Test
    void waits_double_up_to_the_longest_and_half_of_each_is_chance() {
        Backoff backoff = new Backoff(1_000, 300_000);
        for (int failures = 1; failures < 200; failures++) {
            long full = Math.min(300_000, 1_000L << Math.min(20, failures - 1));
            long wait = backoff.waitMs(failures, "gn-1-m1.1");
            assertTrue(wait >= full / 2 && wait <= full, failures + ": " + wait);
        }
        assertEquals(backoff.waitMs(3, "a"), backoff.waitMs(3, "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "200,DELIVERED", "204,DELIVERED", "301,AGAIN", "400,SET_ASIDE", "401,AGAIN", "404,AGAIN",
        "408,AGAIN", "410,SET_ASIDE", "429,AGAIN", "500,AGAIN", "503,AGAIN", "599,AGAIN"
    })
    void the_status_says_what_to_do(int status, Answer.Kind kind) {
        assertEquals(kind, Answer.of(status, "x", 0).kind());
    }

    @Test
    void an_answer_is_one_short_line() {
        assertEquals("500 a b", Answer.of(500, "a\nb", 0).detail());
        assertEquals(200, Answer.of(500, "x".repeat(9_000), 0).detail().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a/b", "file:///etc/passwd", "/relative", "http://", "https://user:pw@host/", "not a url"})
    void a_webhook_is_http_or_https(String address) {
        assertThrows(IllegalArgumentException.class, () -> WebhookSettings.address(address));
    }
}
