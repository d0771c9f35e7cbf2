package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.engine.Outcome;

/** What a device is told, when, and in which order. */
class MqttAcknowledgeTest {
    private static final String OWN = "phusong/v1/probe-1/telemetry";

    private final OpenDoor house = new OpenDoor();

    @AfterEach
    void close() {
        house.close();
    }

    private RawDevice device(int version) throws IOException {
        RawDevice device = new RawDevice(house.port(), version);
        assertEquals(0, device.login("probe-1", house.secret("probe-1")));
        return device;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void nothing_is_acknowledged_before_it_is_settled(int version) throws Exception {
        try (RawDevice device = device(version)) {
            device.publish(1, 7, OWN, "n=2");
            Arrival arrival = house.intake.next();
            assertEquals(2, arrival.readings().size());
            assertTrue(device.hearsNothing(200));
            SettledWhenTold.settle(arrival);
            RawDevice.Packet puback = device.read();
            assertEquals(RawDevice.PUBACK, puback.type());
            assertEquals(7, puback.id());
            assertEquals(0, puback.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void settled_out_of_order_is_acknowledged_in_order(int version) throws Exception {
        try (RawDevice device = device(version)) {
            for (int id = 1; id <= 3; id++) {
                device.publish(1, id, OWN, "reading");
            }
            Arrival first = house.intake.next();
            Arrival second = house.intake.next();
            Arrival third = house.intake.next();
            SettledWhenTold.settle(third);
            SettledWhenTold.settle(second);
            assertTrue(device.hearsNothing(200));
            SettledWhenTold.settle(first);
            for (int id = 1; id <= 3; id++) {
                assertEquals(id, device.read().id());
            }
        }
    }

    @Test
    void a_permanent_no_carries_its_reason_on_version_5() throws Exception {
        try (RawDevice device = device(5)) {
            assertEquals(0x99, answerTo(device, "bad", OWN, Outcome.COMMITTED));
            assertEquals(0x99, answerTo(device, "reading", OWN, Outcome.CONFLICT));
            assertEquals(0x87, answerTo(device, "reading", OWN, Outcome.NOT_ALLOWED));
            assertEquals(0x87, answerTo(device, "reading", "phusong/v1/probe-2/telemetry", Outcome.COMMITTED));
            assertEquals(0x87, answerTo(device, "reading", "factory/1", Outcome.COMMITTED));
            assertEquals(0x00, answerTo(device, "reading", OWN, Outcome.DUPLICATE));
        }
        assertEquals(5, house.door.counts().of(MqttCount.ACKNOWLEDGED_REFUSED));
    }

    @Test
    void version_3_hears_an_acknowledgement_and_the_refusal_is_in_the_commit() throws Exception {
        try (RawDevice device = device(4)) {
            device.publish(1, 9, "phusong/v1/probe-2/telemetry", "n=3");
            Arrival arrival = house.intake.next();
            assertEquals(0, arrival.readings().size());
            assertEquals(
                    "other_device", arrival.refused().get(0).refusal().reason().word());
            assertEquals("probe-1", arrival.refused().get(0).device());
            SettledWhenTold.settle(arrival);
            RawDevice.Packet puback = device.read();
            assertEquals(2, puback.body().length);
            assertEquals(9, puback.id());
        }
        assertEquals("other_devices_topic", house.intake.nextSecurity().what());
        assertEquals(1, house.door.counts().of(MqttCount.OTHER_DEVICES_TOPIC));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void qos_2_hears_pubrec_after_the_commit_and_is_taken_once(int version) throws Exception {
        try (RawDevice device = device(version)) {
            device.publish(2, 5, OWN, "reading");
            Arrival arrival = house.intake.next();
            assertTrue(device.hearsNothing(200));
            SettledWhenTold.settle(arrival);
            assertEquals(RawDevice.PUBREC, device.read().type());
            device.publish(2, 5, OWN, "reading");
            assertEquals(RawDevice.PUBREC, device.read().type());
            assertTrue(house.intake.isEmptyFor(100));
            device.release(5);
            RawDevice.Packet pubcomp = device.read();
            assertEquals(RawDevice.PUBCOMP, pubcomp.type());
            assertEquals(0, pubcomp.reason());
        }
    }

    @Test
    void a_retained_publish_is_taken_as_any_other() throws Exception {
        try (RawDevice device = device(4)) {
            house.intake.settlesAtOnce = true;
            device.send(0x33, "\0\034phusong/v1/probe-1/telemetry\0\1x".getBytes(StandardCharsets.US_ASCII));
            assertEquals(1, device.read().id());
        }
    }

    @Test
    void version_3_without_a_window_is_read_no_further_than_the_bound_and_loses_nothing() throws Exception {
        int many = 500;
        try (RawDevice device = device(4)) {
            for (int id = 1; id <= many; id++) {
                device.publish(1, id, OWN, "reading");
            }
            for (int i = 0; i < 32; i++) {
                assertEquals(1, house.intake.next().readings().size());
            }
            assertTrue(house.intake.isEmptyFor(200), "the 33rd waits for an acknowledgement");
            house.intake.settlesAtOnce = true;
            house.intake.all.forEach(SettledWhenTold::settle);
            for (int id = 1; id <= many; id++) {
                assertEquals(id, device.read().id());
            }
        }
        assertEquals(many, house.intake.all.size());
    }

    @Test
    void version_5_that_ignores_the_window_is_told_0x93() throws Exception {
        try (RawDevice device = device(5)) {
            for (int id = 1; id <= 33; id++) {
                device.publish(1, id, OWN, "reading");
            }
            RawDevice.Packet end = device.read();
            assertEquals(RawDevice.DISCONNECT, end.type());
            assertEquals(0x93, end.body()[0] & 0xFF);
        }
    }

    private int answerTo(RawDevice device, String payload, String topic, Outcome outcome) throws Exception {
        device.publish(1, 3, topic, payload);
        SettledWhenTold.settle(house.intake.next(), outcome);
        return device.read().reason();
    }
}
