package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/** Why a CONNECT is refused, in the words of both versions of MQTT. */
enum MqttRefusal {
    LOGIN(
            MqttCount.REFUSED_LOGIN,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD),
    NOT_ALLOWED(
            MqttCount.REFUSED_NOT_ALLOWED,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED),
    METHOD(
            MqttCount.REFUSED_LOGIN,
            MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD,
            MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED),
    RATE(
            MqttCount.REFUSED_RATE,
            MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE),
    CLONE(
            MqttCount.REFUSED_CLONE,
            MqttConnectReturnCode.CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE),
    CLOSING(
            MqttCount.REFUSED_CLOSING,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE_5,
            MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);

    private final MqttCount counted;
    private final MqttConnectReturnCode five;
    private final MqttConnectReturnCode three;

    MqttRefusal(MqttCount counted, MqttConnectReturnCode five, MqttConnectReturnCode three) {
        this.counted = counted;
        this.five = five;
        this.three = three;
    }

    MqttCount counted() {
        return counted;
    }

    MqttConnectReturnCode five() {
        return five;
    }

    MqttConnectReturnCode three() {
        return three;
    }
}
