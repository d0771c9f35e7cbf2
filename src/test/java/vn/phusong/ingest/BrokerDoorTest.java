package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.RefusalReason;

/** The traps of a broker and of Paho, one by one, against a broker that does what the test says. */
class BrokerDoorTest {
    private final SmallBroker broker = new SmallBroker(Vertx.vertx());
    private final OpenBroker house = new OpenBroker(broker);

    @AfterEach
    void close() {
        house.close();
    }

    private static RefusalReason reason(Arrival arrival) {
        assertEquals(0, arrival.readings().size());
        return arrival.refused().get(0).refusal().reason();
    }

    @Test
    void it_asks_for_a_session_that_stays_a_window_no_aliases_and_nothing_retained() throws Exception {
        MqttEndpoint guest = broker.guest();
        assertFalse(guest.isCleanSession());
        assertEquals("phusong", guest.clientIdentifier());
        assertEquals(604_800, property(guest, MqttProperties.SESSION_EXPIRY_INTERVAL));
        assertEquals(OpenBroker.WINDOW, property(guest, MqttProperties.RECEIVE_MAXIMUM));
        assertNull(guest.connectProperties().getProperty(MqttProperties.TOPIC_ALIAS_MAXIMUM));
        var asked = broker.asked.poll(5, TimeUnit.SECONDS).topicSubscriptions().get(0);
        assertEquals("phusong/v1/#", asked.topicName());
        assertEquals(1, asked.qualityOfService().value());
        assertEquals(
                MqttSubscriptionOption.RetainedHandlingPolicy.DONT_SEND_AT_SUBSCRIBE,
                asked.subscriptionOption().retainHandling());
    }

    private static int property(MqttEndpoint guest, int id) {
        return (int) guest.connectProperties().getProperty(id).value();
    }

    @Test
    void what_comes_right_behind_the_connack_is_taken() throws Exception {
        MqttEndpoint first = broker.guest();
        house.intake.settlesAtOnce = true;
        for (int i = 0; i < OpenBroker.WINDOW; i++) {
            broker.behindConnack.add("reading");
        }
        SmallBroker.part(first::close);
        assertTrue(broker.guest().isConnected());
        for (int i = 0; i < OpenBroker.WINDOW; i++) {
            assertEquals(100 + i, broker.acknowledged());
        }
    }

    @Test
    void nothing_is_acknowledged_before_it_is_settled_and_all_in_the_order_of_receipt() throws Exception {
        MqttEndpoint guest = broker.guest();
        List<Arrival> arrivals = new ArrayList<>();
        for (int packet : new int[] {7, 3, 5}) {
            broker.send(guest, packet, "n=2");
            arrivals.add(house.intake.next());
        }
        assertEquals("p1", arrivals.get(0).sender().device());
        SettledWhenTold.settle(arrivals.get(2));
        SettledWhenTold.settle(arrivals.get(1));
        assertTrue(broker.hearsNoAcknowledgement(200));
        assertEquals(3, house.status().unacknowledged());
        SettledWhenTold.settle(arrivals.get(0));
        assertEquals(List.of(7, 3, 5), List.of(broker.acknowledged(), broker.acknowledged(), broker.acknowledged()));
        house.until(BrokerCount.ACKNOWLEDGED, 3);
        assertEquals(0, house.status().unacknowledged());
    }

    @Test
    void after_a_lost_connection_only_what_comes_again_is_acknowledged() throws Exception {
        MqttEndpoint first = broker.guest();
        broker.send(first, 1, "reading");
        Arrival before = house.intake.next();
        broker.hasSession = true;
        SmallBroker.part(first::close);
        MqttEndpoint second = broker.guest();
        SettledWhenTold.settle(before);
        assertTrue(broker.hearsNoAcknowledgement(200), "a number of the old connection means nothing on the new one");
        broker.send(second, 1, "reading");
        SettledWhenTold.settle(house.intake.next());
        assertEquals(1, broker.acknowledged());
        assertEquals(1, house.status().of(BrokerCount.LOSSES));
        assertEquals(0, house.status().of(BrokerCount.SESSIONS_FORGOTTEN));
    }

    @Test
    void a_broker_that_forgot_our_session_is_told() throws Exception {
        MqttEndpoint first = broker.guest();
        SmallBroker.part(first::close);
        assertTrue(broker.guest().isConnected());
        house.until(BrokerCount.SESSIONS_FORGOTTEN, 1);
    }

    @Test
    void a_fault_of_our_decoder_sets_the_message_aside_and_stops_nothing() throws Exception {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        OpenDoor.await(house.door.close());
        BrokerDoor other = house.door(broker.port(), (sender, payload, type, isState, settled) -> {
            if (isBroken.get()) {
                throw new IllegalStateException("a bug");
            }
            return OpenDoor.read(sender, payload, type, isState, settled);
        });
        try {
            MqttEndpoint gone = broker.guest();
            MqttEndpoint guest = broker.guest();
            assertFalse(gone.isConnected());
            house.intake.settlesAtOnce = true;
            broker.send(guest, 1, "reading");
            assertEquals(RefusalReason.UNPARSABLE, reason(house.intake.next()));
            assertEquals(1, broker.acknowledged());
            isBroken.set(false);
            broker.send(guest, 2, "reading");
            assertEquals(1, house.intake.next().readings().size());
            assertEquals(2, broker.acknowledged());
            assertTrue(guest.isConnected());
            assertEquals(1, other.status().get(0).of(BrokerCount.DECODER_FAULTS));
        } finally {
            OpenDoor.await(other.close());
        }
    }

    @Test
    void what_cannot_be_taken_is_set_aside_with_its_reason_and_acknowledged() throws Exception {
        MqttEndpoint guest = broker.guest();
        house.intake.settlesAtOnce = true;
        broker.send(guest, 1, "phusong/v1/p1/telemetry", "reading", true);
        assertEquals(RefusalReason.RETAINED, reason(house.intake.next()));
        broker.send(guest, 2, "phusong/v1/stranger/telemetry", "reading", false);
        assertEquals(RefusalReason.UNKNOWN_DEVICE, reason(house.intake.next()));
        broker.send(guest, 3, "phusong/v1/p1/weather", "reading", false);
        assertEquals(RefusalReason.UNKNOWN_TOPIC, reason(house.intake.next()));
        broker.send(guest, 4, "phusong/v1//telemetry", "reading", false);
        assertEquals(RefusalReason.UNKNOWN_TOPIC, reason(house.intake.next()));
        broker.send(guest, 5, "x".repeat(1001));
        assertEquals(RefusalReason.TOO_LARGE, reason(house.intake.next()));
        broker.send(guest, 6, "bad");
        assertEquals(RefusalReason.UNPARSABLE, reason(house.intake.next()));
        for (int packet = 1; packet <= 6; packet++) {
            assertEquals(packet, broker.acknowledged());
        }
        house.until(BrokerCount.ACKNOWLEDGED_REFUSED, 6);
        assertEquals(1, house.status().of(BrokerCount.RETAINED));
    }

    @Test
    void a_full_queue_holds_back_and_loses_nothing() throws Exception {
        MqttEndpoint guest = broker.guest();
        house.intake.hasRoom = false;
        for (int packet = 1; packet <= OpenBroker.WINDOW; packet++) {
            broker.send(guest, packet, "n=" + packet);
        }
        house.until(BrokerCount.HELD, OpenBroker.WINDOW);
        assertTrue(broker.hearsNoAcknowledgement(100));
        assertEquals(OpenBroker.WINDOW, house.status().held());
        house.intake.settlesAtOnce = true;
        house.intake.hasRoom = true;
        for (int packet = 1; packet <= OpenBroker.WINDOW; packet++) {
            assertEquals(packet, house.intake.next().readings().size(), "in order");
            assertEquals(packet, broker.acknowledged());
        }
        assertEquals(0, house.status().held());
        assertEquals(0, house.status().of(BrokerCount.WINDOW_EXCEEDED));
    }

    @Test
    void a_broker_that_breaks_its_word_is_read_no_further_than_twice_the_window_and_loses_nothing() throws Exception {
        MqttEndpoint guest = broker.guest();
        int many = 10 * OpenBroker.WINDOW;
        for (int packet = 1; packet <= many; packet++) {
            broker.send(guest, packet, "reading");
        }
        for (int i = 0; i < 2 * OpenBroker.WINDOW; i++) {
            assertEquals(1, house.intake.next().readings().size());
        }
        assertTrue(house.intake.isEmptyFor(200));
        assertEquals(1, house.status().of(BrokerCount.WINDOW_EXCEEDED));
        house.intake.settlesAtOnce = true;
        house.intake.all.forEach(SettledWhenTold::settle);
        for (int packet = 1; packet <= many; packet++) {
            assertEquals(packet, broker.acknowledged());
        }
        assertEquals(many, house.intake.all.size());
    }

    @Test
    void qos_0_is_taken_when_there_is_room_and_counted_when_not() throws Exception {
        MqttEndpoint guest = broker.guest();
        broker.send(guest, 0, "reading");
        SettledWhenTold.settle(house.intake.next());
        assertTrue(broker.hearsNoAcknowledgement(100));
        house.intake.hasRoom = false;
        broker.send(guest, 0, "reading");
        house.until(BrokerCount.DROPPED_QOS0, 1);
    }

    @Test
    void a_session_taken_over_is_told_and_comes_back_later() throws Exception {
        MqttEndpoint guest = broker.guest();
        SmallBroker.part(
                () -> guest.disconnect(MqttDisconnectReasonCode.SESSION_TAKEN_OVER, MqttProperties.NO_PROPERTIES));
        house.until(BrokerCount.TAKE_OVERS, 1);
        assertTrue(house.status().isConnected() || house.status().trouble().contains("took our session over"));
        assertTrue(broker.guest().isConnected());
        OpenBroker.until(() -> house.status().isConnected(), "back");
    }

    @Test
    void a_refused_subscription_is_told_and_asked_again() throws Exception {
        MqttEndpoint first = broker.guest();
        broker.letsRead = false;
        SmallBroker.part(first::close);
        house.until(BrokerCount.SUBSCRIPTIONS_REFUSED, 2);
        assertTrue(
                house.status().trouble().contains("does not let us read phusong/v1/# (0x87)"),
                house.status().trouble());
        broker.letsRead = true;
        OpenBroker.until(() -> house.status().isConnected(), "connected");
    }

    @Test
    void a_broker_that_comes_later_is_found() throws Exception {
        assertTrue(broker.guest().isConnected());
        int port = broker.port();
        broker.close();
        house.until(BrokerCount.CONNECT_FAILURES, 2);
        assertFalse(house.status().isConnected());
        try (SmallBroker again = new SmallBroker(house.vertx, port)) {
            assertTrue(again.guest().isConnected());
            OpenBroker.until(() -> house.status().isConnected(), "connected");
        }
    }

    @Test
    void a_device_over_its_pace_only_counts() throws Exception {
        MqttEndpoint guest = broker.guest();
        house.intake.settlesAtOnce = true;
        broker.send(guest, 1, "n=1000");
        assertEquals(1, broker.acknowledged());
        assertEquals(0, house.status().of(BrokerCount.OVER_RATE));
        broker.send(guest, 2, "n=1");
        assertEquals(2, broker.acknowledged());
        assertEquals(1, house.status().of(BrokerCount.OVER_RATE));
        assertEquals(2, house.intake.all.size());
    }

    @Test
    void what_the_broker_dropped_is_an_alert() throws Exception {
        MqttEndpoint guest = broker.guest();
        broker.send(guest, 0, BrokerWatch.DROPPED, "0", true);
        broker.send(guest, 0, BrokerWatch.STORED, "17", true);
        broker.send(guest, 0, BrokerWatch.DROPPED, "3", false);
        OpenBroker.until(() -> house.status().own().dropped() == 3, "dropped 3");
        assertEquals(17, house.status().own().storedMessages());
        assertEquals(
                "broker main dropped 3 messages within the last hour",
                house.status().own().alert());
        assertTrue(house.intake.isEmptyFor(50));
    }

    @Test
    void closing_acknowledges_what_becomes_durable_and_keeps_the_session() throws Exception {
        MqttEndpoint guest = broker.guest();
        broker.send(guest, 1, "reading");
        Arrival first = house.intake.next();
        var closed = house.door.close();
        SettledWhenTold.settle(first);
        assertEquals(1, broker.acknowledged());
        OpenDoor.await(closed);
        OpenBroker.until(() -> !guest.isConnected(), "gone");
        assertFalse(house.status().isConnected());
    }
}
