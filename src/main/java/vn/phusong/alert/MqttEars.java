package vn.phusong.alert;

import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody to hear what a broker sends us, and that the connection is gone. Paho's thread. */
record MqttEars(BiConsumer<String, MqttMessage> heard, Runnable lost) implements MqttCallback {
    static final MqttEars NONE = new MqttEars((topic, message) -> {}, () -> {});

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        lost.run();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // What it was about fails by itself.
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.accept(topic, message);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // The listener of the message heard it.
    }

    @Override
    public void connectComplete(boolean isReconnect, String server) {
        // The listener of the connect heard it.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // We ask for none.
    }
}
