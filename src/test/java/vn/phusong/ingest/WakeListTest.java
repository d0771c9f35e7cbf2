package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WakeListTest {
    /** A session with answers made on one thread and given on another. */
    private static final class Device {
        final AtomicInteger made = new AtomicInteger();
        int given;

        void look() {
            given = made.get();
        }
    }

    @Test
    void one_added_again_while_it_is_looked_at_is_looked_at_again() {
        WakeList<String> list = new WakeList<>();
        List<String> seen = new ArrayList<>();
        assertTrue(list.add("a"));
        list.add("b");
        list.take(who -> {
            seen.add(who);
            if (seen.size() == 1) {
                // More of the same session is settled while its first answer is written, and then others'.
                list.add("b");
                list.add("a");
                list.add("c");
            }
        });
        assertEquals(List.of("a", "b", "a", "c"), seen);
    }

    @Test
    void many_in_a_row_are_one_look_and_one_hop() {
        WakeList<String> list = new WakeList<>();
        List<String> seen = new ArrayList<>();
        assertTrue(list.add("a"));
        for (int i = 0; i < 50; i++) {
            assertFalse(list.add("a"));
        }
        list.take(seen::add);
        assertEquals(List.of("a"), seen);
        assertTrue(list.add("a"), "after a take the next needs a hop again");
    }

    @Test
    void whatever_is_settled_is_answered_though_nothing_follows() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            WakeList<Device> list = new WakeList<>();
            List<Device> devices = List.of(new Device(), new Device(), new Device());
            AtomicInteger hops = new AtomicInteger();
            Thread commits = new Thread(() -> {
                for (Device device : devices) {
                    for (int i = 0; i < 60; i++) {
                        device.made.incrementAndGet();
                        if (list.add(device)) {
                            hops.incrementAndGet();
                        }
                    }
                }
            });
            commits.start();
            while (commits.isAlive() || hops.get() > 0) {
                if (hops.get() > 0) {
                    hops.decrementAndGet();
                    list.take(Device::look);
                } else {
                    LockSupport.parkNanos(1_000);
                }
            }
            commits.join();
            for (Device device : devices) {
                assertEquals(60, device.given, "round " + round);
            }
        }
    }
}
