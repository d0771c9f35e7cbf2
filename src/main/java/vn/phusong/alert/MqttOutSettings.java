package vn.phusong.alert;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/**
 * The broker that we tell.
 *
 * @param url {@code mqtt://host:port} or {@code mqtts://host:port}; without a port 1883 or 8883
 * @param client begins the names of our connections there
 * @param user empty for none
 * @param password empty for none
 * @param ca PEM of who signed the broker's certificate, null for whom the Java machine trusts
 * @param answerMs so long the broker has to acknowledge one message, or a login
 */
public record MqttOutSettings(URI url, String client, String user, String password, @Nullable Path ca, long answerMs) {
    /** All that we say begins so; what devices say begins otherwise. */
    static final String ROOT = "phusong-out/v1/";

    private static final int KEEP_ALIVE_S = 30;

    public MqttOutSettings {
        if (client.isEmpty() || answerMs < 1) {
            throw new IllegalArgumentException(
                    "a broker needs a client name and time to answer, were \"" + client + "\" and " + answerMs + " ms");
        }
    }

    boolean isTls() {
        return "mqtts".equals(url.getScheme());
    }

    /** The address as Paho writes it. */
    String address() {
        int port = url.getPort() > 0 ? url.getPort() : isTls() ? 8883 : 1883;
        return (isTls() ? "ssl://" : "tcp://") + url.getHost() + ':' + port;
    }

    /** @param will the topic on which the broker says {@code offline}, retained, when we are gone without a word; null for none */
    MqttConnectionOptions options(@Nullable String will) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setConnectionTimeout((int) Math.max(1, answerMs / 1000));
        if (isTls()) {
            options.setSocketFactory(MqttTrust.sockets(ca));
        }
        if (!user.isEmpty()) {
            options.setUserName(user);
        }
        if (!password.isEmpty()) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        if (will != null) {
            MqttMessage gone = new MqttMessage("offline".getBytes(StandardCharsets.UTF_8), 1, true, null);
            options.setWill(will, gone);
        }
        return options;
    }
}
