package vn.phusong.journal;

import vn.phusong.reading.Refusal;

/**
 * One refusal, kept for people to look at.
 *
 * @param id journal's own, counting up; 0 when not yet written
 * @param at receive time, epoch milliseconds
 * @param device whose session sent it
 * @param topic MQTT topic or HTTP path
 * @param bytes at most the first 4 KB of the message
 */
public record Quarantined(long id, long at, String device, String topic, Refusal refusal, byte[] bytes) {
    public static final int BYTES_KEPT = 4096;
}
