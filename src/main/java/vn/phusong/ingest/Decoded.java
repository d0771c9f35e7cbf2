package vn.phusong.ingest;

import java.util.List;
import java.util.Map;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;

/**
 * What one message turned out to be. Every element is either a reading or a refusal; a message that cannot be read at all is one refusal.
 *
 * @param readings in the order of the message; a collector's heartbeat is one reading of {@code HEARTBEAT}
 * @param refused elements refused for good
 * @param dropped fields set aside as out of range or a sentinel, by name, with how many; the readings stand without them
 * @param clamped readings whose time was a little ahead of ours
 */
public record Decoded(List<Reading> readings, List<Refused> refused, Map<String, Integer> dropped, int clamped) {
    /** @param index place in the message, 0 for a single reading or a message that cannot be read */
    public record Refused(int index, Refusal refusal) {}
}
