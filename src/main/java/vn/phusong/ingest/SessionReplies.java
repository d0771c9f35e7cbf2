package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubCompReasonCode;

/** What a session says to its device, in the words of its version: 3.1.1 can only say yes, or hang up. Event loop only. */
final class SessionReplies {
    private final MqttEndpoint endpoint;
    private final GateValve valve;
    private final boolean isFive;

    SessionReplies(MqttEndpoint endpoint, GateValve valve) {
        this.endpoint = endpoint;
        this.valve = valve;
        this.isFive = endpoint.protocolVersion() >= 5;
    }

    boolean isFive() {
        return isFive;
    }

    void acknowledge(SessionMessage message, MqttAnswer answer) {
        MqttAnswer said = isFive ? answer : MqttAnswer.DURABLE;
        if (message.qos == 1 && said == MqttAnswer.DURABLE) {
            valve.acknowledge(message.packet);
        } else if (message.qos == 1) {
            endpoint.publishAcknowledge(message.packet, said.puback(), MqttProperties.NO_PROPERTIES);
        } else {
            endpoint.publishReceived(message.packet, said.pubrec(), MqttProperties.NO_PROPERTIES);
        }
    }

    /** Whether a PUBREL follows this answer: a no on MQTT 5 ends the exchange. */
    boolean isReleaseAwaited(SessionMessage message, MqttAnswer answer) {
        return message.qos == 2 && (!isFive || answer == MqttAnswer.DURABLE);
    }

    void complete(int packet, boolean isKnown) {
        MqttPubCompReasonCode code =
                isKnown || !isFive ? MqttPubCompReasonCode.SUCCESS : MqttPubCompReasonCode.PACKET_IDENTIFIER_NOT_FOUND;
        endpoint.publishComplete(packet, code, MqttProperties.NO_PROPERTIES);
    }

    void goodbye(MqttDisconnectReasonCode why) {
        if (endpoint.isConnected()) {
            endpoint.disconnect(why, MqttProperties.NO_PROPERTIES);
        }
    }
}
