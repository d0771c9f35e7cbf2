package vn.phusong.ingest;

import java.util.Locale;

/** What the MQTT door counts: the closed list of its metrics. Never by device: a label that grows with the fleet is a leak. */
public enum MqttCount {
    CONNECTIONS_ACCEPTED,
    /** CONNECT with an unknown device, a wrong secret, or no secret. */
    REFUSED_LOGIN,
    /** The right secret of a device that the registry does not let in now. */
    REFUSED_NOT_ALLOWED,
    /** More connections in a second than the setting allows. */
    REFUSED_RATE,
    /** More connections at once than the setting allows. */
    REFUSED_FULL,
    /** A device whose session changes hands too often: two boxes with one identity. */
    REFUSED_CLONE,
    REFUSED_CLOSING,
    /** Bytes that are not MQTT, a packet out of turn, or one that breaks the protocol. */
    BROKEN,
    PACKETS_TOO_LARGE,
    /** Sockets that did not finish CONNECT in time. */
    SILENT_SOCKETS,
    MESSAGES,
    BYTES,
    /** Messages that had to wait for tokens or for the disk. */
    HELD,
    DROPPED_QOS0,
    ACKNOWLEDGED,
    /** Acknowledgements that carried a permanent no. */
    ACKNOWLEDGED_REFUSED,
    /** Sessions ended because their secret was changed or revoked. */
    DISPROVED,
    TAKE_OVERS,
    OTHER_DEVICES_TOPIC,
    UNKNOWN_TOPIC,
    SUBSCRIPTIONS_REFUSED,
    /** Disconnected because tokens did not come within the patience. */
    DISCONNECTED_RATE,
    /** Disconnected because the disk did not take a message within the patience. */
    DISCONNECTED_BUSY,
    /** Disconnected because more was sent unacknowledged than we announced. */
    DISCONNECTED_WINDOW,
    /** Disconnected because of a flood of QoS 0. */
    DISCONNECTED_FLOOD,
    WILLS;

    /** The word in JSON and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
