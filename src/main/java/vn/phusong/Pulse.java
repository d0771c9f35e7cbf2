package vn.phusong;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.Heartbeat;
import vn.phusong.engine.Event;
import vn.phusong.incident.Cause;
import vn.phusong.ingest.DiskTrouble;
import vn.phusong.ingest.Durable;

/** Whether the way from a reading to its commit is alive: a tick went through it to the disk a short while ago, and we are not blind. Any thread. */
final class Pulse implements Heartbeat.Pulse {
    /** A tick is due every minute. */
    private static final long LEAST_MS = 120_000;

    private final Supplier<@Nullable DiskTrouble> disk;
    private final BooleanSupplier isBlind;
    private final LongSupplier nanos;
    private final long withinMs;
    private volatile long tickedAt;

    /**
     * @param nanos a clock nobody sets; a tick is taken to have become durable just now
     * @param withinMs a tick must become durable within this; two minutes are allowed in any case
     */
    Pulse(Supplier<@Nullable DiskTrouble> disk, BooleanSupplier isBlind, LongSupplier nanos, long withinMs) {
        this.disk = disk;
        this.isBlind = isBlind;
        this.nanos = nanos;
        this.withinMs = Math.max(LEAST_MS, withinMs);
        tickedAt = nanos.getAsLong();
    }

    /** Of a watch that has begun, so that its first tick is durable. */
    static Pulse of(Watch watch, long withinMs) {
        Pulse pulse = new Pulse(
                () -> watch.batcher().trouble(),
                () -> watch.scene().open().stream().anyMatch(incident -> incident.cause() == Cause.COLLECTION),
                System::nanoTime,
                withinMs);
        watch.batcher().listen(pulse::look);
        return pulse;
    }

    void look(Durable durable) {
        if (durable.steps().stream().anyMatch(step -> step.event() instanceof Event.Tick)) {
            tickedAt = nanos.getAsLong();
        }
    }

    @Override
    public @Nullable String fault() {
        DiskTrouble trouble = disk.get();
        if (trouble != null) {
            return "nothing can be made durable: " + trouble.sentence();
        }
        long ageMs = (nanos.getAsLong() - tickedAt) / 1_000_000;
        if (ageMs > withinMs) {
            return "no tick has become durable for " + ageMs / 1_000 + " s";
        }
        return isBlind.getAsBoolean() ? "most villages that spoke are silent at once: we may be blind" : null;
    }
}
