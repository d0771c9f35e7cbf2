package vn.phusong.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One broker of others that we listen to.
 *
 * @param name a short word, for logs and labels
 * @param url {@code mqtt://host:port} or {@code mqtts://host:port}; without a port 1883 or 8883
 * @param login how we show who we are
 * @param limits what we promise each other
 */
public record BrokerSettings(String name, URI url, Login login, Limits limits) {
    /**
     * @param client names our session at the broker
     * @param user empty for none
     * @param password empty for none
     */
    public record Login(String client, String user, String password, Tls tls) {}

    /**
     * PEM files; all absent for what the Java machine trusts and no certificate of ours.
     *
     * @param ca who signed the broker's certificate
     * @param certificate our chain
     * @param key ours, PKCS #8
     */
    public record Tls(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {
        public static final Tls USUAL = new Tls(null, null, null);
    }

    /**
     * @param session how long the broker is asked to keep our session while we are away
     * @param receiveMax messages in our hands and not acknowledged, 1..65535
     * @param packetMax bytes of one message
     * @param backoffMax the longest pause between two attempts to connect
     */
    public record Limits(Duration session, int receiveMax, int packetMax, Duration backoffMax) {
        public Limits {
            if (receiveMax < 1 || receiveMax > 65_535) {
                throw new IllegalArgumentException("receiveMax must be 1..65535, was " + receiveMax);
            }
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
}
