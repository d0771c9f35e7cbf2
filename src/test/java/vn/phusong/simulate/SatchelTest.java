package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SatchelTest {
    private final Tally tally = new Tally();

    @Test
    void after_a_reconnect_the_backlog_comes_in_order_and_what_was_sent_first() {
        Satchel satchel = new Satchel(new Limits(3, 100, 1_000_000, 1), tally);
        for (int i = 0; i < 6; i++) {
            satchel.add(parcel("m" + i));
        }
        assertEquals(List.of("m0", "m1", "m2"), sendAll(satchel));
        satchel.acknowledged(1, 5);
        satchel.returnAll();
        satchel.greet();
        List<String> again = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            List<String> sent = sendAll(satchel);
            again.addAll(sent);
            for (int i = 0; i < sent.size(); i++) {
                satchel.acknowledged(i, 9);
            }
        }
        assertEquals(List.of("online", "m0", "m2", "m3", "m4", "m5"), again);
        assertEquals(6, tally.acknowledged.get());
        assertEquals(2, tally.resent.get());
        assertBalanced();
    }

    @Test
    void a_full_memory_gives_up_the_oldest_never_sent_and_counts_it() {
        Satchel satchel = new Satchel(new Limits(1, 3, 1_000_000, 1), tally);
        satchel.add(parcel("sent"));
        assertEquals(List.of("sent"), sendAll(satchel));
        satchel.returnAll();
        for (int i = 0; i < 4; i++) {
            satchel.add(parcel("m" + i));
        }
        List<String> left = new ArrayList<>();
        for (List<String> sent = sendAll(satchel); !sent.isEmpty(); sent = sendAll(satchel)) {
            left.addAll(sent);
            satchel.acknowledged(0, 1);
        }
        assertEquals(List.of("sent", "m2", "m3"), left);
        assertEquals(2, tally.dropped.get());
        assertBalanced();
    }

    @Test
    void all_devices_together_keep_no_more_than_their_bytes() {
        Limits limits = new Limits(1, 100, 10, 1);
        Satchel one = new Satchel(limits, tally);
        Satchel two = new Satchel(limits, tally);
        for (int i = 0; i < 5; i++) {
            one.add(parcel("xx"));
        }
        two.add(parcel("yy"));
        two.add(parcel("zz"));
        assertEquals(12, tally.waitingBytes.get());
        assertEquals(1, tally.dropped.get());
        assertBalanced();
    }

    @Test
    void nothing_is_sent_beyond_the_window() {
        Satchel satchel = new Satchel(new Limits(1, 10, 1000, 1), tally);
        satchel.add(parcel("a"));
        satchel.add(parcel("b"));
        assertNotNull(satchel.send(1));
        assertNull(satchel.send(2));
    }

    private void assertBalanced() {
        assertEquals(
                tally.said.get(),
                tally.acknowledged.get() + tally.dropped.get() + tally.waiting.get() + tally.inFlight.get());
    }

    private static Parcel parcel(String text) {
        return new Parcel(Topic.TELEMETRY, text.getBytes(StandardCharsets.UTF_8), 1);
    }

    /** Sends what the window allows; packet ids are the places in this list. */
    private static List<String> sendAll(Satchel satchel) {
        List<String> sent = new ArrayList<>();
        for (Parcel next = satchel.send(0); next != null; next = satchel.send(0)) {
            next.packetId = sent.size();
            sent.add(new String(next.payload, StandardCharsets.UTF_8));
        }
        return sent;
    }
}
