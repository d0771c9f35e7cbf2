package vn.phusong.ingest;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.village.Registry;

/** A message heard without a door: the same decoding and the same access rule, for work over files. */
public final class Hearing {
    private static final String TOPIC = "judge";

    private final ReadingDecoder decoder;
    private final DeviceAccess access;
    private final Admission admission;

    /** What a message came to. */
    public record Heard(List<Reading> readings, List<Refusal> refused) {}

    public Hearing(WireLimits limits, Supplier<Registry> registry) {
        this.decoder = new ReadingDecoder(limits);
        this.access = new DeviceAccess(registry);
        this.admission = new Admission(access);
    }

    public Heard hear(String device, long receivedAt, byte[] payload, @Nullable String contentType) {
        Refusal stranger = access.mayConnect(device, receivedAt);
        if (stranger != null) {
            return new Heard(List.of(), List.of(stranger));
        }
        Sender sender = new Sender(device, access.isCollector(device, receivedAt), receivedAt, TOPIC);
        Consumer<Settled> nobodyWaits = settled -> {};
        Arrival arrival =
                admission.arrival(sender, decoder.decode(sender, payload, contentType, false), payload, nobodyWaits);
        return new Heard(
                arrival.readings(),
                arrival.refused().stream().map(Quarantined::refusal).toList());
    }
}
