package vn.phusong.story;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was said and what the server promised to keep: written when its PUBACK arrives, never before. Any thread. */
final class Ledger {
    /** One reading: who, when, and the level it told in dBm. */
    record Said(String device, long at, float level) {}

    private final Set<Said> said = ConcurrentHashMap.newKeySet();
    private final Map<Said, Integer> promised = new ConcurrentHashMap<>();

    void said(Iterable<Said> readings) {
        readings.forEach(said::add);
    }

    void promised(Iterable<Said> readings) {
        readings.forEach(reading -> promised.merge(reading, 1, Integer::sum));
    }

    Set<Said> said() {
        return said;
    }

    Set<Said> promised() {
        return promised.keySet();
    }
}
