package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttWill;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a device asked for at CONNECT about its end: how long its session is kept, and its Will. Event loop only. */
final class SessionEnd {
    private static final long FOR_GOOD = -1;
    private static final int NEVER_EXPIRES = -1;

    private final long keep;
    private @Nullable SessionWill will;

    private SessionEnd(long keep, @Nullable SessionWill will) {
        this.keep = keep;
        this.will = will;
    }

    static SessionEnd asked(MqttEndpoint endpoint, Duration usualDelay) {
        MqttWill will = endpoint.will();
        boolean isSaid = will.isWillFlag() && will.getWillTopic() != null && will.getWillMessage() != null;
        return new SessionEnd(keep(endpoint), isSaid ? will(will, usualDelay) : null);
    }

    private static long keep(MqttEndpoint endpoint) {
        if (endpoint.protocolVersion() < 5) {
            return endpoint.isCleanSession() ? 0 : FOR_GOOD;
        }
        int seconds = number(endpoint.connectProperties(), MqttProperties.SESSION_EXPIRY_INTERVAL, 0);
        return seconds == NEVER_EXPIRES ? FOR_GOOD : Integer.toUnsignedLong(seconds) * 1000;
    }

    private static SessionWill will(MqttWill will, Duration usualDelay) {
        MqttProperties properties = will.getWillProperties();
        MqttProperties said = properties == null ? MqttProperties.NO_PROPERTIES : properties;
        int seconds = number(said, MqttProperties.WILL_DELAY_INTERVAL, (int) usualDelay.toSeconds());
        return new SessionWill(
                will.getWillTopic(),
                will.getWillMessageBytes(),
                SessionInbox.text(said, MqttProperties.CONTENT_TYPE),
                Integer.toUnsignedLong(seconds) * 1000);
    }

    private static int number(MqttProperties properties, int id, int otherwise) {
        MqttProperties.MqttProperty<?> property = properties.getProperty(id);
        return property != null && property.value() instanceof Integer value ? value : otherwise;
    }

    /** The device's own DISCONNECT: it takes its Will with it, unless it says otherwise. */
    void said(MqttDisconnectReasonCode code) {
        if (code != MqttDisconnectReasonCode.WITH_WILL_MESSAGE) {
            will = null;
        }
    }

    void forgetWill() {
        will = null;
    }

    /** Milliseconds its state is kept; negative for good. */
    long keep() {
        return keep;
    }

    @Nullable
    SessionWill will() {
        return will;
    }
}
