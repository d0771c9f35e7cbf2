package vn.phusong.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The least a Paho subscriber can do: QoS 1, a persistent session, every message acknowledged by hand at once. What our broker door is measured against. */
public final class BareSubscriber implements MqttCallback {
    private final MqttAsyncClient paho;
    private final AtomicLong messages = new AtomicLong();

    private BareSubscriber(String address) throws MqttException {
        paho = new MqttAsyncClient(address, "bare", new MemoryPersistence());
    }

    public static void main(String... args) throws MqttException, IOException {
        BareSubscriber bare = new BareSubscriber(args[0]);
        bare.listen();
        HttpServer count = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        count.createContext("/", exchange -> {
            byte[] text = (bare.messages + "\n").getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        count.start();
        System.out.println("bare subscriber counts on " + count.getAddress().getPort());
    }

    private void listen() throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(3600L);
        options.setReceiveMaximum(2000);
        paho.setManualAcks(true);
        paho.setCallback(this);
        paho.connect(options).waitForCompletion(10_000);
        paho.subscribe("phusong/v1/#", 1).waitForCompletion(10_000);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
        messages.incrementAndGet();
        paho.messageArrivedComplete(message.getId(), 1);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        System.err.println("bare subscriber: " + response);
        System.exit(1);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
