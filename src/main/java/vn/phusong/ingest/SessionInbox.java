package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Quarantined;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** Turns a publish of one session into a message for the commit; a topic that is not the session's own becomes a refusal. Event loop only. */
final class SessionInbox {
    private static final double DROPS_PER_SECOND = 1;
    private static final double DROPS_AT_ONCE = 200;

    private final String device;
    private final boolean isCollector;
    private final String from;
    private final MqttLoop loop;
    private final SessionTopics topics;
    private final TokenBucket drops;

    SessionInbox(String device, boolean isCollector, String from, MqttLoop loop) {
        this.device = device;
        this.isCollector = isCollector;
        this.from = from;
        this.loop = loop;
        this.topics = new SessionTopics(device);
        this.drops = new TokenBucket(DROPS_PER_SECOND, DROPS_AT_ONCE, loop.now());
    }

    String device() {
        return device;
    }

    String from() {
        return from;
    }

    boolean isOwnState(String topic) {
        return topics.isState(topic);
    }

    /** Whether one more QoS 0 message may be dropped before it counts as a flood. */
    boolean mayDrop(long now) {
        return drops.take(1, now);
    }

    SessionMessage read(Session session, MqttPublishMessage publish) {
        SessionMessage message = new SessionMessage(
                session, publish.messageId(), publish.qosLevel().value());
        String topic = publish.topicName();
        byte[] payload = publish.payload().getBytes();
        long now = loop.now();
        if (topics.isOwn(topic)) {
            Sender sender = new Sender(device, isCollector, now, topic);
            message.holds(
                    loop.needs().reader().read(sender, payload, contentType(publish), topics.isState(topic), message));
        } else {
            message.holds(refused(topic, payload, now, message));
        }
        return message;
    }

    private Arrival refused(String topic, byte[] payload, long now, SessionMessage message) {
        RefusalReason reason = SessionTopics.refuse(topic);
        boolean isOther = reason == RefusalReason.OTHER_DEVICE;
        loop.tally().add(isOther ? MqttCount.OTHER_DEVICES_TOPIC : MqttCount.UNKNOWN_TOPIC);
        // The refusal cleans and cuts it: a topic may be 64 KB of anything.
        Refusal refusal = new Refusal(reason, topic);
        if (isOther) {
            loop.report(new SecurityEvent(now, "other_devices_topic", device, from, refusal.detail()));
        }
        Sender sender = new Sender(device, isCollector, now, refusal.detail());
        Quarantined row = KeptBytes.row(sender, refusal, payload);
        return new Arrival(sender, List.of(), List.of(row), row.bytes(), message);
    }

    private static @Nullable String contentType(MqttPublishMessage publish) {
        MqttProperties properties = publish.properties();
        return properties == null || properties.isEmpty() ? null : text(properties, MqttProperties.CONTENT_TYPE);
    }

    static @Nullable String text(MqttProperties properties, int id) {
        MqttProperties.MqttProperty<?> property = properties.getProperty(id);
        return property == null ? null : String.valueOf(property.value());
    }
}
