package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.journal.DeviceSecret;

/** Who comes in, and who has to leave. */
class MqttLoginTest {
    @ParameterizedTest
    @CsvSource({"4,4", "5,134"})
    void a_wrong_secret_is_refused_counted_and_told_to_the_security_log(int version, int code) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = new RawDevice(house.port(), version)) {
            house.secret("probe-1");
            assertEquals(code, device.login("probe-1", "guess"));
            assertTrue(device.isHungUp());
            assertEquals("login_failed", house.intake.nextSecurity().what());
            assertEquals(1, house.door.counts().of(MqttCount.REFUSED_LOGIN));
        }
    }

    @ParameterizedTest
    @CsvSource({"4,5", "5,135"})
    void a_right_secret_of_a_device_outside_the_registry_is_not_enough(int version, int code) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = new RawDevice(house.port(), version)) {
            assertEquals(code, device.login("stranger", house.secret("stranger")));
        }
    }

    @Test
    void a_flood_of_wrong_secrets_does_not_flood_the_security_log() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            for (int i = 0; i < 60; i++) {
                try (RawDevice device = new RawDevice(house.port(), 4)) {
                    assertEquals(4, device.login("probe-1", "guess"));
                }
            }
            assertEquals(60, house.door.counts().of(MqttCount.REFUSED_LOGIN));
            assertEquals(20, house.intake.securityLines());
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "5"})
    void a_second_login_takes_over(int version) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice first = new RawDevice(house.port(), version);
                RawDevice second = new RawDevice(house.port(), version)) {
            String secret = house.secret("probe-1");
            assertEquals(0, first.login("probe-1", secret));
            assertEquals(0, second.login("probe-1", secret));
            if (version == 5) {
                assertEquals(0x8E, first.read().body()[0] & 0xFF);
            }
            assertTrue(first.isHungUp());
            assertEquals("session_taken_over", house.intake.nextSecurity().what());
            house.intake.settlesAtOnce = true;
            second.publish(1, 1, "phusong/v1/probe-1/telemetry", "reading");
            assertEquals(1, second.read().id());
            assertEquals(1, house.door.counts().open());
        }
    }

    @ParameterizedTest
    @CsvSource({"4,true", "5,true", "4,false", "5,false"})
    void a_session_ends_when_its_secret_is_changed_or_revoked(int version, boolean isRevoked) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice thief = new RawDevice(house.port(), version);
                RawDevice other = new RawDevice(house.port(), version)) {
            String old = house.secret("probe-1");
            assertEquals(0, thief.login("probe-1", old));
            assertEquals(0, other.login("probe-2", house.secret("probe-2")));
            if (isRevoked) {
                house.credentials.put(new DeviceSecret("probe-1", new byte[0], new byte[0]));
            } else {
                assertNotEquals(old, house.secret("probe-1"));
            }
            if (version == 5) {
                assertEquals(0x87, thief.read().body()[0] & 0xFF);
            }
            assertTrue(thief.isHungUp());
            house.until(MqttCount.DISPROVED, 1);
            house.intake.settlesAtOnce = true;
            other.publish(1, 1, "phusong/v1/probe-2/telemetry", "reading");
            assertEquals(1, other.read().id(), "nobody else is touched");
            assertEquals(1, house.door.counts().open());
        }
    }

    @Test
    void two_boxes_with_one_identity_do_not_push_each_other_out_for_ever() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            String secret = house.secret("probe-1");
            int refused = 0;
            List<RawDevice> boxes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RawDevice box = new RawDevice(house.port(), 5);
                boxes.add(box);
                refused += box.login("probe-1", secret) == 0x9F ? 1 : 0;
            }
            assertEquals(3, refused, "1 login, 6 take-overs, then the one inside stays");
            house.now.addAndGet(Duration.ofMinutes(1).toMillis());
            try (RawDevice later = new RawDevice(house.port(), 5)) {
                assertEquals(0, later.login("probe-1", secret));
            }
            for (RawDevice box : boxes) {
                box.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4,3", "5,159"})
    void more_connections_in_a_second_than_allowed_are_refused(int version, int code) throws Exception {
        MqttDoorSettings.Limits few =
                new MqttDoorSettings.Limits(1024, Duration.ofSeconds(1), 2, 100, 32, Duration.ofSeconds(120));
        try (OpenDoor house = new OpenDoor(OpenDoor.with(few, OpenDoor.RATE))) {
            String secret = house.secret("probe-1");
            for (int i = 0; i < 3; i++) {
                try (RawDevice device = new RawDevice(house.port(), version)) {
                    assertEquals(i < 2 ? 0 : code, device.login("probe-1", secret));
                }
            }
            assertEquals(1, house.door.counts().of(MqttCount.REFUSED_RATE));
        }
    }

    @Test
    void more_sockets_than_allowed_are_hung_up_and_leave_room_when_they_go() throws Exception {
        MqttDoorSettings.Limits one =
                new MqttDoorSettings.Limits(1024, Duration.ofSeconds(1), 100, 1, 32, Duration.ofSeconds(120));
        try (OpenDoor house = new OpenDoor(OpenDoor.with(one, OpenDoor.RATE))) {
            String secret = house.secret("probe-1");
            try (RawDevice inside = new RawDevice(house.port(), 5)) {
                // In before the other knocks: two loops take sockets in any order.
                assertEquals(0, inside.login("probe-1", secret));
                try (RawDevice outside = new RawDevice(house.port(), 5)) {
                    assertTrue(outside.isHungUp());
                }
                inside.sayGoodbye();
                assertTrue(inside.isHungUp());
            }
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (!isLetIn(house, secret)) {
                assertTrue(System.nanoTime() < end, "room within 5 s");
            }
        }
    }

    private static boolean isLetIn(OpenDoor house, String secret) throws IOException {
        try (RawDevice next = new RawDevice(house.port(), 5)) {
            return next.login("probe-1", secret) == 0;
        } catch (EOFException | SocketException hungUp) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"4,128", "5,135"})
    void nobody_may_subscribe(int version, int code) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = new RawDevice(house.port(), version)) {
            assertEquals(0, device.login("probe-1", house.secret("probe-1")));
            device.subscribe(3, "#");
            RawDevice.Packet suback = device.read();
            assertEquals(RawDevice.SUBACK, suback.type());
            assertEquals(code, suback.body()[suback.body().length - 1] & 0xFF);
        }
    }

    @Test
    void a_port_in_use_is_one_sentence_that_names_it() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MqttDoorSettings settings =
                    new MqttDoorSettings("127.0.0.1", taken.getLocalPort(), null, OpenDoor.LIMITS, OpenDoor.RATE, 2);
            MqttNeeds needs =
                    new MqttNeeds(new SettledWhenTold(), new Credentials(List.of()), null, null, () -> Instant.EPOCH);
            Throwable trouble = Assertions.assertThrows(
                    Exception.class, () -> OpenDoor.await(MqttDoor.open(vertx, settings, needs)));
            assertTrue(trouble.getMessage().contains("port " + taken.getLocalPort()), trouble.getMessage());
        } finally {
            OpenDoor.await(vertx.close());
        }
    }
}
