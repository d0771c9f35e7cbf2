package vn.phusong.ingest;

import java.util.Locale;

/** What the broker door counts, for each broker: the closed list of its metrics. Never by device. */
public enum BrokerCount {
    CONNECTS,
    /** Attempts to connect that came to nothing. */
    CONNECT_FAILURES,
    /** Connections that ended without our wish. */
    LOSSES,
    /** Another client with our name pushed us out: two programs with one identity. */
    TAKE_OVERS,
    /** The broker had forgotten our session when we came back: what it heard meanwhile may be lost. */
    SESSIONS_FORGOTTEN,
    /** The broker does not let us read what we asked for. */
    SUBSCRIPTIONS_REFUSED,
    MESSAGES,
    BYTES,
    /** Messages that the broker sent again, by its own word. */
    REDELIVERED,
    /** Messages that had to wait for room or for the disk. */
    HELD,
    DROPPED_QOS0,
    ACKNOWLEDGED,
    /** Acknowledged messages of which nothing was taken; they are in the quarantine. */
    ACKNOWLEDGED_REFUSED,
    /** Copies the broker had kept for newcomers. */
    RETAINED,
    UNKNOWN_TOPIC,
    /** Messages beyond the pace their device would have at our own door; taken all the same. */
    OVER_RATE,
    /** Messages our own decoders failed over: a fault of ours, set aside so that it stops nobody. */
    DECODER_FAULTS,
    /** Connections on which the broker sent more without a PUBACK than we announced. */
    WINDOW_EXCEEDED;

    /** The word in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
