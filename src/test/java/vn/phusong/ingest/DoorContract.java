package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.RefusalReason;

/**
 * What every door for MQTT keeps, whoever stands before it: the same decoders, the same refusals, nothing acknowledged before it is settled, everything in
 * order, nothing stopped by one bad message. The registry is {@link Roster}.
 */
abstract class DoorContract {
    private static final String RADIO = "{\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"rsrp\":-97}]}";

    final SettledWhenTold intake = new SettledWhenTold();
    final Credentials credentials = new Credentials(List.of());
    private final List<MqttAsyncClient> clients = new ArrayList<>();

    final MqttNeeds needs() {
        DeviceAccess access = new DeviceAccess(Roster::registry);
        return new MqttNeeds(
                intake,
                credentials,
                new Entrance.Devices(access, Roster::registry),
                new Entrance.Reader(new ReadingDecoder(Said.LIMITS), new Admission(access)),
                () -> Instant.ofEpochMilli(Said.NOW));
    }

    /** Where devices connect. */
    abstract int port();

    /** Messages that whoever stands before the door was told are safe. */
    abstract long acknowledged();

    /** Messages that wait for room. */
    abstract long held();

    @AfterEach
    void everyone_leaves() throws MqttException {
        for (MqttAsyncClient client : clients) {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        }
    }

    private MqttAsyncClient device(String id) throws MqttException {
        Credentials.Issued issued = Credentials.issue(id);
        credentials.put(issued.kept());
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port(), id, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(id);
        options.setPassword(issued.plain().getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(10_000);
        clients.add(client);
        return client;
    }

    private static void say(MqttAsyncClient device, String topic, String payload) throws MqttException {
        say(device, topic, payload, null);
    }

    /** Not waited for: the answer may be what the test holds back. */
    private static void say(MqttAsyncClient device, String topic, String payload, String type) throws MqttException {
        MqttMessage message = new MqttMessage(payload.getBytes(StandardCharsets.UTF_8));
        MqttProperties properties = new MqttProperties();
        properties.setContentType(type);
        message.setProperties(properties);
        message.setQos(1);
        assertTrue(device.publish("phusong/v1/" + topic, message) != null);
    }

    private RefusalReason refused() throws InterruptedException {
        Arrival arrival = intake.next();
        SettledWhenTold.settle(arrival);
        assertEquals(0, arrival.readings().size());
        assertEquals(1, arrival.refused().size());
        return arrival.refused().get(0).refusal().reason();
    }

    private void untilAcknowledged(long least) {
        OpenBroker.until(() -> acknowledged() >= least, least + " acknowledged");
    }

    @Test
    void a_probe_says_what_it_measured_in_both_formats() throws Exception {
        MqttAsyncClient probe = device("p1");
        say(probe, "p1/telemetry", RADIO);
        Arrival arrival = intake.next();
        assertEquals("p1", arrival.sender().device());
        assertEquals("phusong/v1/p1/telemetry", arrival.sender().topic());
        assertEquals(
                -97,
                ((Mobile) arrival.readings().get(0).content())
                        .radio()
                        .get(0)
                        .levels()
                        .rsrpDbm());
        SettledWhenTold.settle(arrival);
        String senml = "[{\"bn\":\"p1/\",\"n\":\"45204/lte/rsrp\",\"u\":\"dBm\",\"v\":-98}]";
        say(probe, "p1/telemetry", senml, "application/senml+json");
        assertEquals(
                -98,
                ((Mobile) intake.next().readings().get(0).content())
                        .radio()
                        .get(0)
                        .levels()
                        .rsrpDbm());
    }

    @Test
    void a_collector_speaks_for_its_own_lines_only() throws Exception {
        MqttAsyncClient collector = device("olt1");
        String fibre = ",\"fibre\":{\"rx\":-21.4,\"state\":\"O5\"}}";
        say(collector, "olt1/telemetry", "[{\"dev\":\"ont7\"" + fibre + ",{\"dev\":\"ont8\"" + fibre + "]");
        Arrival arrival = intake.next();
        assertEquals("ont7", arrival.readings().get(0).device());
        assertEquals(-21.4f, ((Fibre) arrival.readings().get(0).content()).rxDbm());
        assertEquals(
                List.of(RefusalReason.OTHER_DEVICE),
                arrival.refused().stream().map(row -> row.refusal().reason()).toList());
    }

    @Test
    void a_state_is_a_word() throws Exception {
        say(device("p1"), "p1/state", "offline");
        assertEquals(1, intake.next().readings().size());
    }

    @Test
    void the_same_things_are_refused_for_the_same_reasons() throws Exception {
        MqttAsyncClient probe = device("p1");
        say(probe, "p1/telemetry", "{\"radio\":");
        assertEquals(RefusalReason.UNPARSABLE, refused());
        say(probe, "p1/telemetry", "{\"t\":\"1970-01-01T00:00:00Z\"," + RADIO.substring(1));
        assertEquals(RefusalReason.TIME_TOO_OLD, refused());
        say(probe, "p1/telemetry", "{\"dev\":\"ont8\"," + RADIO.substring(1));
        assertTrue(Stream.of(RefusalReason.OTHER_DEVICE, RefusalReason.DEVICE_NOT_ALLOWED)
                .anyMatch(refused()::equals));
        say(probe, "p1/telemetry", "{\"fibre\":{\"rx\":-20}}");
        assertEquals(RefusalReason.DEVICE_NOT_ALLOWED, refused());
        say(probe, "p1/weather", RADIO);
        assertEquals(RefusalReason.UNKNOWN_TOPIC, refused());
        untilAcknowledged(5);
    }

    @Test
    void nothing_is_acknowledged_before_it_is_settled_and_nothing_out_of_order() throws Exception {
        MqttAsyncClient probe = device("p1");
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            say(probe, "p1/telemetry", RADIO);
            arrivals.add(intake.next());
        }
        SettledWhenTold.settle(arrivals.get(2));
        SettledWhenTold.settle(arrivals.get(1));
        assertTrue(intake.isEmptyFor(200));
        assertEquals(0, acknowledged());
        SettledWhenTold.settle(arrivals.get(0));
        untilAcknowledged(3);
    }

    @Test
    void poison_stops_nothing() throws Exception {
        intake.settlesAtOnce = true;
        MqttAsyncClient probe = device("p1");
        for (int i = 0; i < 100; i++) {
            say(probe, "p1/telemetry", i % 2 == 0 ? "\u0000\u0001" : "[".repeat(200));
            untilAcknowledged(i + 1);
            OpenBroker.until(() -> probe.getInFlightMessageCount() == 0, "the probe has read its answer");
        }
        say(probe, "p1/telemetry", RADIO);
        untilAcknowledged(101);
        assertEquals(1, intake.all.get(100).readings().size());
    }

    @Test
    void while_the_queue_is_full_messages_wait_in_order_and_none_is_lost() throws Exception {
        MqttAsyncClient probe = device("p1");
        intake.hasRoom = false;
        for (int i = 0; i < 5; i++) {
            say(probe, "p1/telemetry", RADIO.replace("-97", "-9" + i));
        }
        OpenBroker.until(() -> held() > 0 && intake.refusedOffers.get() > 0, "held");
        assertEquals(0, acknowledged());
        intake.settlesAtOnce = true;
        intake.hasRoom = true;
        untilAcknowledged(5);
        assertEquals(
                List.of(-90f, -91f, -92f, -93f, -94f),
                intake.all.stream()
                        .map(arrival -> ((Mobile) arrival.readings().get(0).content())
                                .radio()
                                .get(0)
                                .levels()
                                .rsrpDbm())
                        .collect(Collectors.toList()));
    }
}
