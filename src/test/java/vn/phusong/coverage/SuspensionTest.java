package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which SIMs of a probe are suspended, and until when. SIM slots 0 and 2 are bits 1 and 4. */
class SuspensionTest {
    private static final long T0 = 1_767_200_400_000L;
    private static final long HOUR = Suspension.SERVED_AGAIN_MS;

    private final Suspension suspension = new Suspension();

    private void suspended() {
        assertTrue(suspension.said(true, T0));
    }

    @Test
    void as_long_as_nobody_knows_which_it_may_be_each_from_the_word_on() {
        assertFalse(suspension.isOfAll(T0));
        suspended();
        assertEquals(T0, suspension.since());
        assertFalse(suspension.isOfAll(T0 - 1));
        assertTrue(suspension.isOfAll(T0));
        assertTrue(suspension.isOf(1, T0));
        assertFalse(suspension.isOf(1, T0 - 1));
        assertFalse(suspension.said(true, T0 + 1), "no news");
        assertEquals(T0, suspension.since());
    }

    @Test
    void the_one_that_is_refused_is_it() {
        suspended();
        assertFalse(suspension.registered(T0 + 1, 4, 1));
        assertEquals(4, suspension.known());
        assertFalse(suspension.isOfAll(T0 + 1));
        assertFalse(suspension.isOf(0, T0 + 1));
        assertTrue(suspension.isOf(2, T0 + 1));
        suspension.otherSims();
        assertTrue(suspension.isOfAll(T0 + 1), "others lie in its slots now");
    }

    @Test
    void fewer_refused_than_words_came_say_nothing() {
        suspended();
        assertFalse(suspension.said(true, T0 + 1));
        assertFalse(suspension.registered(T0 + 2, 4, 1));
        assertTrue(suspension.isOfAll(T0 + 2));
        assertFalse(suspension.registered(T0 + 3, 1, 0));
        assertEquals(5, suspension.known(), "two words, two SIMs");
        assertTrue(suspension.isMore());
    }

    @Test
    void it_ends_when_all_that_were_refused_are_at_home_for_an_hour() {
        suspended();
        assertFalse(suspension.registered(T0 - 1, 4, 0), "of before the word");
        assertFalse(suspension.registered(T0 + 2 * HOUR, 0, 5), "none was refused");
        assertFalse(suspension.registered(T0 + 2 * HOUR + 1, 5, 0));
        assertFalse(suspension.registered(T0 + 3 * HOUR, 0, 5));
        assertFalse(suspension.registered(T0 + 4 * HOUR - 1, 0, 5));
        assertFalse(suspension.registered(T0 + 4 * HOUR, 0, 4), "one of them is not");
        assertFalse(suspension.registered(T0 + 5 * HOUR, 0, 7));
        assertTrue(suspension.registered(T0 + 6 * HOUR, 0, 5));
        assertTrue(suspension.said(false, T0 + 6 * HOUR));
        assertEquals(0, suspension.since());
        assertEquals(0, suspension.known());
        assertFalse(suspension.isMore());
        assertFalse(suspension.said(false, T0 + 6 * HOUR));
        assertFalse(suspension.registered(T0 + 9 * HOUR, 1, 1), "nothing is suspended");
        assertEquals(0, suspension.known());
    }
}
