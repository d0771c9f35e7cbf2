package vn.phusong.ingest;

import java.util.concurrent.TimeUnit;

/**
 * Tells another program with our session from bad weather. MQTT 5 has a word for it, 0x8E; Mosquitto 2.0.11 hangs up without one. So three connections in a
 * row that worked and were over within seconds count as taken over. One thread.
 */
final class BrokerRival {
    static final String SENTENCE = "another program took our session over; two must not use one client name";

    private static final int TAKEN_OVER = 0x8E;
    private static final int IN_A_ROW = 3;
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private int inARow;
    private long begunAt;

    void connected(long nanos) {
        begunAt = nanos;
    }

    /** Whether the connection that has just ended was probably taken over. */
    boolean isSuspected(int code, long nanos) {
        inARow = nanos - begunAt < SHORT_NANOS ? inARow + 1 : 0;
        return code == TAKEN_OVER || inARow >= IN_A_ROW;
    }
}
