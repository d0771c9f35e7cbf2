package vn.phusong.ingest;

/**
 * Who speaks, as the session proved it, and when the door heard it.
 *
 * @param device the session's device; never taken from a payload
 * @param isCollector whether it may speak for the lines that name it
 * @param receivedAt epoch milliseconds, taken once per message
 * @param topic MQTT topic or HTTP path, for the quarantine
 */
public record Sender(String device, boolean isCollector, long receivedAt, String topic) {}
