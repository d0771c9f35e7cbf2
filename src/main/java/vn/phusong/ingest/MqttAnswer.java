package vn.phusong.ingest;

import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubRecReasonCode;
import java.util.List;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Quarantined;

/** What a device is told about one message, only after the commit that holds it. MQTT 3.1.1 has no words for a no: it hears an acknowledgement. */
enum MqttAnswer {
    DURABLE,
    /** Nothing of it was taken because of what it says: 0x99. */
    INVALID,
    /** Nothing of it was taken because of who says it, or where: 0x87. */
    NOT_AUTHORISED;

    static MqttAnswer of(Arrival arrival, Settled settled) {
        if (!settled.isAllRefused()) {
            return DURABLE;
        }
        return isAboutWho(arrival.refused(), settled.outcomes()) ? NOT_AUTHORISED : INVALID;
    }

    private static boolean isAboutWho(List<Quarantined> refused, List<Outcome> outcomes) {
        for (Quarantined one : refused) {
            switch (one.refusal().reason()) {
                case UNKNOWN_DEVICE, DEVICE_NOT_ALLOWED, OTHER_DEVICE, UNKNOWN_TOPIC -> {}
                case UNPARSABLE,
                        NOT_UTF8,
                        TOO_LARGE,
                        WRONG_TYPE,
                        MISSING_FIELD,
                        UNKNOWN_VALUE,
                        OUT_OF_RANGE,
                        EMPTY,
                        TIME_IN_FUTURE,
                        TIME_TOO_OLD,
                        TIME_UNREADABLE,
                        SENML,
                        RETAINED,
                        CONFLICT -> {
                    return false;
                }
            }
        }
        for (Outcome outcome : outcomes) {
            if (outcome != Outcome.NOT_ALLOWED) {
                return false;
            }
        }
        return true;
    }

    MqttPubAckReasonCode puback() {
        return switch (this) {
            case DURABLE -> MqttPubAckReasonCode.SUCCESS;
            case INVALID -> MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID;
            case NOT_AUTHORISED -> MqttPubAckReasonCode.NOT_AUTHORIZED;
        };
    }

    MqttPubRecReasonCode pubrec() {
        return switch (this) {
            case DURABLE -> MqttPubRecReasonCode.SUCCESS;
            case INVALID -> MqttPubRecReasonCode.PAYLOAD_FORMAT_INVALID;
            case NOT_AUTHORISED -> MqttPubRecReasonCode.NOT_AUTHORIZED;
        };
    }
}
