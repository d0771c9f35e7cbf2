package vn.phusong.journal;

/**
 * One line of the security log.
 *
 * @param what a fixed word: {@code login_failed}, {@code other_devices_topic}, {@code session_taken_over}, {@code secret_issued}, {@code revoked} …
 * @param device the device concerned, as claimed; empty when unknown
 * @param from the peer's address
 */
public record SecurityEvent(long at, String what, String device, String from, String detail) {}
