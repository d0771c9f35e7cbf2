package vn.phusong.ingest;

/** A broker answered, and its answer was no. */
final class BrokerRefused extends Exception {
    private static final long serialVersionUID = 1;

    BrokerRefused(String message) {
        super(message);
    }
}
