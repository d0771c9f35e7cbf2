package vn.phusong.ingest;

import java.util.List;
import java.util.function.Consumer;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;

/**
 * One message on its way to the commit. It is settled exactly once, only after the commit that holds it is durable.
 *
 * @param sender who sent it
 * @param readings what it holds, in order
 * @param refused what of it is refused for good, already as quarantine rows; durable in the same commit
 * @param bytes the message, at most its first 4 KB, for readings the fold refuses
 * @param settled called on the watch loop; must not block
 */
record Arrival(
        Sender sender, List<Reading> readings, List<Quarantined> refused, byte[] bytes, Consumer<Settled> settled) {
    /** What counts against the bound of the waiting queue: a heartbeat or an unreadable message is one. */
    int weight() {
        return Math.max(1, readings.size() + refused.size());
    }
}
