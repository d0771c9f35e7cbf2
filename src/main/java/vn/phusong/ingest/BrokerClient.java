package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * Paho's client for one connection, as we need it: QoS 1, acknowledged by hand, a session that outlives us, no topic aliases (Paho 1.2.5 looks them up
 * wrongly), nothing retained. Link only.
 */
final class BrokerClient {
    static final String READINGS = SessionTopics.ROOT + "#";

    private static final int NEVER_RETAINED = 2;
    private static final int KEEP_ALIVE_S = 30;
    private static final int ANSWERS_WITHIN_S = 10;
    private static final int REFUSED = 0x80;
    private static final long LEAVES_WITHIN_MS = 2_000;
    private static final String[] OWN = {BrokerWatch.DROPPED, BrokerWatch.STORED, BrokerWatch.BYTES};

    // Paho tells every lost connection there; we tell it ourselves, once. Held, or it would be collected with its
    // level.
    private static final java.util.logging.Logger PAHO = java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO.setLevel(java.util.logging.Level.OFF);
    }

    private final MqttAsyncClient paho;
    private final MqttConnectionOptions options;

    /** @throws MqttException when the settings cannot be meant, or a certificate cannot be read */
    BrokerClient(BrokerSettings settings, BrokerSession session) throws MqttException {
        paho = new MqttAsyncClient(settings.address(), settings.login().client(), new MemoryPersistence());
        options = options(settings);
        paho.setManualAcks(true);
        // Before connect: the broker sends what it kept for us right behind its CONNACK.
        paho.setCallback(session);
    }

    private static MqttConnectionOptions options(BrokerSettings settings) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(settings.limits().session().toSeconds());
        options.setReceiveMaximum(settings.limits().receiveMax());
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setConnectionTimeout(ANSWERS_WITHIN_S);
        options.setSocketFactory(
                settings.isTls() ? BrokerTls.sockets(settings.login().tls()) : new BrokerSockets());
        BrokerSettings.Login login = settings.login();
        if (!login.user().isEmpty()) {
            options.setUserName(login.user());
        }
        if (!login.password().isEmpty()) {
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    /** @return whether the broker still had our session */
    boolean connect() throws MqttException {
        IMqttToken answer = paho.connect(options);
        answer.waitForCompletion(ANSWERS_WITHIN_S * 1000L);
        return answer.getSessionPresent();
    }

    /**
     * Asks anew each time: a session resumed may be older than this program.
     *
     * @param answer told once on Paho's thread: why we may not read, or nothing
     */
    void subscribe(Consumer<String> answer) throws MqttException {
        MqttSubscription[] asked = new MqttSubscription[1 + OWN.length];
        asked[0] = new MqttSubscription(READINGS, 1);
        asked[0].setRetainHandling(NEVER_RETAINED);
        for (int i = 0; i < OWN.length; i++) {
            asked[i + 1] = new MqttSubscription(OWN[i], 0);
        }
        MqttActionListener listener = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                answer.accept(refusal(token.getReasonCodes()));
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                answer.accept("it does not let us read " + READINGS + ": " + cause.getMessage());
            }
        };
        IMqttToken unused = paho.subscribe(asked, null, listener, new MqttProperties());
        assert unused != null;
    }

    /** Only the first code is about readings; a broker without {@code $SYS} may refuse the others. */
    private static String refusal(int @Nullable [] codes) {
        if (codes == null || codes.length == 0) {
            return "it answered our subscription with nothing";
        }
        int code = codes[0] & 0xFF;
        return code < REFUSED ? "" : "it does not let us read " + READINGS + " (0x" + Integer.toHexString(code) + ")";
    }

    void acknowledge(int packet) throws MqttException {
        paho.messageArrivedComplete(packet, 1);
    }

    boolean isConnected() {
        return paho.isConnected();
    }

    /** Goodbye in order: what was acknowledged goes out first. */
    void leave() {
        try {
            paho.disconnect(LEAVES_WITHIN_MS).waitForCompletion(2 * LEAVES_WITHIN_MS);
        } catch (MqttException e) {
            // Gone already: the session stays at the broker either way.
        }
        close();
    }

    void close() {
        try {
            if (paho.isConnected()) {
                paho.disconnectForcibly(0, 0, false);
            }
            paho.close(true);
        } catch (MqttException e) {
            // Nothing is left to close.
        }
    }
}
