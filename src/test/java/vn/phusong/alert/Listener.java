package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Somebody at the broker who hears all that we say, and remembers what is kept there. */
final class Listener implements AutoCloseable, MqttCallback {
    /** A message as it came; retained when it was kept from before. */
    record Came(String topic, String payload, boolean isKept, String contentType, TreeMap<String, String> said) {}

    final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
    final Map<String, String> last = new ConcurrentSkipListMap<>();
    private final MqttAsyncClient client;

    Listener(int port, String... topics) throws MqttException {
        client = new MqttAsyncClient(
                "tcp://127.0.0.1:" + port, "listener-" + System.nanoTime(), new MemoryPersistence());
        client.setCallback(this);
        client.connect().waitForCompletion(10_000);
        for (String topic : topics) {
            client.subscribe(new MqttSubscription(topic, 1)).waitForCompletion(10_000);
        }
    }

    Came next() throws InterruptedException {
        Came next = came.poll(20, TimeUnit.SECONDS);
        assertNotNull(next, "something is said within 20 s");
        return next;
    }

    /** Waits until what was last said of every topic is so. */
    void await(Predicate<Map<String, String>> state) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!state.test(last)) {
            assertTrue(System.nanoTime() < end, () -> "never came: " + last);
            Thread.onSpinWait();
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        TreeMap<String, String> said = new TreeMap<>();
        properties.getUserProperties().forEach(one -> said.put(one.getKey(), one.getValue()));
        String payload = new String(message.getPayload(), StandardCharsets.UTF_8);
        if (payload.isEmpty()) {
            last.remove(topic);
        } else {
            last.put(topic, payload);
        }
        came.add(new Came(topic, payload, message.isRetained(), properties.getContentType(), said));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean isReconnect, String server) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnectForcibly(0, 0, false);
        }
        client.close(true);
    }
}
