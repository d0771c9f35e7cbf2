package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device that goes without a word is spoken for; one that says goodbye, comes back, or goes with us is not. */
class MqttWillTest {
    private static final String STATE = "phusong/v1/probe-1/state";

    private static void loginWithWill(OpenDoor house, RawDevice device, String topic) throws IOException {
        assertEquals(0, device.login("probe-1", house.secret("probe-1"), 60, topic, "offline"));
    }

    private static void untilGone(OpenDoor house) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (house.door.counts().open() > 0) {
            assertTrue(System.nanoTime() < end, "the session ends within 5 s");
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @CsvSource({"4,120", "5,30"})
    void an_abnormal_end_is_told_after_the_delay(int version, int delay) throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), version)) {
                loginWithWill(house, device, STATE);
            }
            untilGone(house);
            house.now.addAndGet(delay * 1000L - 1);
            assertTrue(house.intake.isEmptyFor(200), "one millisecond too early");
            house.now.addAndGet(1);
            Arrival will = house.intake.next();
            assertEquals(STATE, will.sender().topic());
            assertEquals("probe-1", will.readings().get(0).device());
            assertTrue(house.intake.isEmptyFor(200), "said once");
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "5"})
    void a_goodbye_takes_the_will_with_it(int version) throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), version)) {
                loginWithWill(house, device, STATE);
                device.sayGoodbye();
                assertTrue(device.isHungUp());
            }
            untilGone(house);
            house.now.addAndGet(Duration.ofHours(1).toMillis());
            assertTrue(house.intake.isEmptyFor(200));
        }
    }

    @Test
    void a_goodbye_with_0x04_leaves_the_will() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), 5)) {
                loginWithWill(house, device, STATE);
                device.send(0xE0, new byte[] {4, 0});
                assertTrue(device.isHungUp());
            }
            untilGone(house);
            house.now.addAndGet(Duration.ofHours(1).toMillis());
            assertEquals(1, house.intake.next().readings().size());
        }
    }

    @Test
    void a_device_that_comes_back_in_time_is_not_told_dead() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), 5)) {
                loginWithWill(house, device, STATE);
            }
            untilGone(house);
            try (RawDevice device = new RawDevice(house.port(), 5)) {
                assertEquals(0, device.login("probe-1", house.secret("probe-1")));
                house.now.addAndGet(Duration.ofHours(1).toMillis());
                assertTrue(house.intake.isEmptyFor(200));
            }
        }
    }

    @Test
    void a_will_for_another_topic_is_never_said() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), 5)) {
                loginWithWill(house, device, "phusong/v1/probe-2/state");
            }
            untilGone(house);
            house.now.addAndGet(Duration.ofHours(1).toMillis());
            assertTrue(house.intake.isEmptyFor(200));
        }
    }

    @Test
    void our_own_end_lets_what_is_in_flight_settle_says_goodbye_and_tells_nobody_dead() throws Exception {
        OpenDoor house = new OpenDoor();
        try (RawDevice device = new RawDevice(house.port(), 5)) {
            loginWithWill(house, device, STATE);
            device.publish(1, 1, "phusong/v1/probe-1/telemetry", "reading");
            Arrival arrival = house.intake.next();
            var closing = house.door.close();
            assertTrue(device.hearsNothing(150));
            SettledWhenTold.settle(arrival);
            assertEquals(RawDevice.PUBACK, device.read().type());
            assertEquals(0x8B, device.read().body()[0] & 0xFF);
            OpenDoor.await(closing);
            house.now.addAndGet(Duration.ofHours(1).toMillis());
            assertTrue(house.intake.isEmptyFor(200));
        } finally {
            OpenDoor.await(house.vertx.close());
        }
    }
}
