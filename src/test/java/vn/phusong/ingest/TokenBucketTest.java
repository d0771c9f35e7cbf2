package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    @Test
    void it_begins_full_and_refills_with_time() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        assertTrue(bucket.take(3, 0));
        assertFalse(bucket.take(1, 99));
        assertTrue(bucket.take(1, 100));
    }

    @Test
    void what_costs_more_than_the_burst_passes_when_full_and_is_paid_off() {
        TokenBucket bucket = new TokenBucket(1, 5, 0);
        assertTrue(bucket.take(8, 0));
        assertFalse(bucket.take(1, 3_999));
        assertTrue(bucket.take(1, 4_000));
    }

    @Test
    void a_clock_that_steps_back_gives_nothing_and_takes_nothing() {
        TokenBucket bucket = new TokenBucket(1, 5, 1_000_000);
        assertTrue(bucket.take(5, 1_000_000));
        assertFalse(bucket.take(1, 0));
        assertTrue(bucket.take(1, 1_000));
    }

    @Test
    void what_is_given_back_can_be_taken_again() {
        TokenBucket bucket = new TokenBucket(0.01, 5, 0);
        assertTrue(bucket.take(5, 0));
        bucket.giveBack(5);
        assertTrue(bucket.take(5, 0));
    }
}
