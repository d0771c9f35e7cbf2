package vn.phusong.ingest;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the MQTT door stands.
 *
 * @param port 0 = any free one
 * @param tls a second listener, or null for none
 * @param loops event loops that share the port
 */
public record MqttDoorSettings(String host, int port, @Nullable Tls tls, Limits limits, Rate rate, int loops) {
    public MqttDoorSettings {
        if (loops < 1) {
            throw new IllegalArgumentException("loops must be at least 1, was " + loops);
        }
    }

    /**
     * @param port 0 = any free one
     * @param certificate PEM chain
     * @param key PEM private key, PKCS #8
     */
    public record Tls(int port, Path certificate, Path key) {}

    /**
     * @param packetMax bytes of one packet
     * @param connectTimeout from the opened socket to the end of CONNECT
     * @param connectionsMax sockets at the same time
     * @param receiveMax publishes a session may have unacknowledged. Keep it at or below 32: so many readings of a device the engine remembers to tell a
     *     repeat, and after a lost connection a device repeats all that were not acknowledged
     * @param willDelay how long after an abnormal end the Will counts, when the device does not say it (MQTT 5)
     */
    public record Limits(
            int packetMax,
            Duration connectTimeout,
            int connectionsPerSecond,
            int connectionsMax,
            int receiveMax,
            Duration willDelay) {
        public Limits {
            if (receiveMax < 1 || receiveMax > 65_535) {
                throw new IllegalArgumentException("receiveMax must be 1..65535, was " + receiveMax);
            }
        }
    }

    /**
     * @param perDevice readings a second a device may send for long
     * @param burst readings it may send at once on top of that
     * @param perOnt readings a second a collector may send more for each line that names it
     * @param patience how long a message waits for tokens or for the disk before its sender is disconnected, so that its backlog survives
     * @param takeOversPerMinute how often a device's session may change hands
     */
    public record Rate(double perDevice, int burst, double perOnt, Duration patience, int takeOversPerMinute) {}
}
