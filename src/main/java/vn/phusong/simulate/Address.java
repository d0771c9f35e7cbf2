package vn.phusong.simulate;

/** Where the MQTT door is. */
public record Address(String host, int port) {
    public Address {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1..65535, was " + port);
        }
    }
}
