package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door bears: too much, too fast, too long, and rubbish. */
class MqttLimitsTest {
    private static final String OWN = "phusong/v1/probe-1/telemetry";

    private static RawDevice device(OpenDoor house, int version, String id) throws IOException {
        RawDevice device = new RawDevice(house.port(), version);
        assertEquals(0, device.login(id, house.secret(id)));
        return device;
    }

    private static MqttDoorSettings pace(double perSecond, int burst) {
        return OpenDoor.with(
                OpenDoor.LIMITS, new MqttDoorSettings.Rate(perSecond, burst, 0.5, Duration.ofMillis(300), 1000));
    }

    @Test
    void a_packet_over_the_limit_is_counted_and_ends_with_0x95() throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = device(house, 5, "probe-1");
                RawDevice other = device(house, 5, "probe-2")) {
            device.bytes(new byte[] {0x32, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x05, 0, 1, 'a', 0, 9, 0, 'x'});
            RawDevice.Packet end = device.read();
            assertEquals(RawDevice.DISCONNECT, end.type());
            assertEquals(0x95, end.body()[0] & 0xFF);
            assertEquals(1, house.door.counts().of(MqttCount.PACKETS_TOO_LARGE));
            house.intake.settlesAtOnce = true;
            other.publish(1, 1, "phusong/v1/probe-2/telemetry", "reading");
            assertEquals(1, other.read().id());
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\n\r\n", "\u0010\u0003\0\4M", "0\3\0\1a", "\u0000\u0000", "\u0010\u0005\0\4MQTT"
            })
    void rubbish_is_hung_up_and_the_door_stays_open(String rubbish) throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            try (RawDevice device = new RawDevice(house.port(), 4)) {
                device.bytes(rubbish.getBytes(StandardCharsets.ISO_8859_1));
                assertTrue(device.isHungUp());
            }
            device(house, 4, "probe-1").close();
        }
    }

    @Test
    void half_a_packet_and_silence_is_hung_up_after_the_connect_timeout() throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = new RawDevice(house.port(), 4)) {
            device.bytes(new byte[] {0x10, 0x7F, 0, 4, 'M'});
            assertTrue(device.isHungUp());
            house.until(MqttCount.SILENT_SOCKETS, 1);
        }
    }

    @Test
    void a_device_silent_for_one_and_a_half_keep_alives_is_hung_up() throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = new RawDevice(house.port(), 4)) {
            assertEquals(0, device.login("probe-1", house.secret("probe-1"), 1, null, null));
            assertTrue(device.hearsNothing(900));
            assertTrue(device.isHungUp());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void while_the_disk_is_slow_nothing_is_acknowledged_and_then_all_of_it_is(int version) throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice device = device(house, version, "probe-1")) {
            house.intake.settlesAtOnce = true;
            house.intake.hasRoom = false;
            for (int id = 1; id <= 20; id++) {
                device.publish(1, id, OWN, "reading");
            }
            assertTrue(device.hearsNothing(300));
            house.intake.hasRoom = true;
            for (int id = 1; id <= 20; id++) {
                assertEquals(id, device.read().id());
            }
            assertEquals(0, house.door.counts().waiting());
        }
    }

    @Test
    void a_disk_slow_beyond_the_patience_ends_with_0x89_and_what_was_not_acknowledged_comes_again() throws Exception {
        try (OpenDoor house = new OpenDoor(pace(10, 1000))) {
            house.intake.settlesAtOnce = true;
            house.intake.isOpen = false;
            try (RawDevice device = device(house, 5, "probe-1")) {
                device.publish(1, 1, OWN, "reading");
                assertEquals(0x89, device.read().body()[0] & 0xFF);
            }
            assertEquals(0, house.intake.all.size());
            house.intake.isOpen = true;
            try (RawDevice device = device(house, 5, "probe-1")) {
                device.publish(1, 1, OWN, "reading");
                assertEquals(0, device.read().reason());
            }
        }
    }

    @Test
    void over_its_rate_a_device_waits_then_is_told_0x96_and_events_pass() throws Exception {
        try (OpenDoor house = new OpenDoor(pace(1, 5));
                RawDevice device = device(house, 5, "probe-1")) {
            house.intake.settlesAtOnce = true;
            device.publish(1, 1, OWN, "n=5");
            assertEquals(1, device.read().id());
            device.publish(1, 2, OWN, "reading");
            device.publish(1, 3, "phusong/v1/probe-1/event", "dying_gasp");
            assertEquals(RawDevice.DISCONNECT, device.read().type());
            assertEquals(2, house.intake.all.size(), "the gasp is in, the reading is not");
            assertEquals(1, house.door.counts().of(MqttCount.DISCONNECTED_RATE));
        }
    }

    @Test
    void tokens_that_come_in_time_let_the_reading_through() throws Exception {
        try (OpenDoor house = new OpenDoor(OpenDoor.with(
                        OpenDoor.LIMITS, new MqttDoorSettings.Rate(1, 5, 0.5, Duration.ofSeconds(4), 6)));
                RawDevice device = device(house, 4, "probe-1")) {
            house.intake.settlesAtOnce = true;
            device.publish(1, 1, OWN, "n=5");
            assertEquals(1, device.read().id());
            device.publish(1, 2, OWN, "reading");
            assertTrue(device.hearsNothing(150));
            house.now.addAndGet(1000);
            assertEquals(2, device.read().id());
        }
    }

    @Test
    void a_backlog_of_4320_gets_through_with_reconnects_and_loses_nothing() throws Exception {
        int many = 4320;
        try (OpenDoor house = new OpenDoor(pace(10, 1000))) {
            house.intake.settlesAtOnce = true;
            int acknowledged = 0;
            int connections = 0;
            while (acknowledged < many) {
                connections++;
                acknowledged = sendWhatIsLeft(house, acknowledged, many);
                house.now.addAndGet(60_000);
            }
            assertTrue(connections > 1, "it was over its rate");
            assertTrue(house.intake.all.size() >= many);
        }
    }

    /** Sends from {@code from} on with a window of 20 until all is acknowledged or the door hangs up. */
    private static int sendWhatIsLeft(OpenDoor house, int from, int many) throws IOException {
        int acknowledged = from;
        int sent = from;
        try (RawDevice device = device(house, 5, "probe-1")) {
            while (acknowledged < many) {
                while (sent < many && sent - acknowledged < 20) {
                    sent++;
                    device.publish(1, sent, OWN, "reading");
                }
                RawDevice.Packet answer = device.read();
                if (answer.type() != RawDevice.PUBACK) {
                    return acknowledged;
                }
                acknowledged++;
                assertEquals(acknowledged, answer.id());
            }
        } catch (IOException hungUp) {
            return acknowledged;
        }
        return acknowledged;
    }

    @Test
    void a_collector_may_send_as_much_as_its_lines_need() throws Exception {
        try (OpenDoor house = new OpenDoor(pace(1, 5));
                RawDevice device = device(house, 5, "olt-1")) {
            house.intake.settlesAtOnce = true;
            device.publish(1, 1, "phusong/v1/olt-1/telemetry", "n=200");
            assertEquals(1, device.read().id());
            device.publish(1, 2, "phusong/v1/olt-1/telemetry", "n=55");
            assertEquals(2, device.read().id());
        }
    }

    @Test
    void a_flood_of_qos_0_is_dropped_counted_and_hung_up() throws Exception {
        try (OpenDoor house = new OpenDoor(pace(1, 5));
                RawDevice device = device(house, 5, "probe-1")) {
            for (int i = 0; i < 206; i++) {
                device.publish(0, 0, OWN, "reading");
            }
            RawDevice.Packet end = device.read();
            assertEquals(RawDevice.DISCONNECT, end.type());
            assertEquals(0x96, end.body()[0] & 0xFF);
            assertEquals(5, house.intake.all.size());
            assertEquals(201, house.door.counts().of(MqttCount.DROPPED_QOS0));
        }
    }

    @Test
    void two_thousand_unparsable_messages_of_one_device_do_not_touch_another() throws Exception {
        try (OpenDoor house = new OpenDoor();
                RawDevice bad = device(house, 5, "probe-1");
                RawDevice good = device(house, 5, "probe-2")) {
            house.intake.settlesAtOnce = true;
            for (int i = 1; i <= 2000; i++) {
                bad.publish(1, i, OWN, "bad \0 bytes");
                assertEquals(0x99, bad.read().reason());
                if (i % 20 == 0) {
                    good.publish(1, i, "phusong/v1/probe-2/telemetry", "reading");
                    assertEquals(0, good.read().reason());
                }
            }
            assertEquals(2000, house.door.counts().of(MqttCount.ACKNOWLEDGED_REFUSED));
            assertEquals(2, house.door.counts().open());
        }
    }
}
