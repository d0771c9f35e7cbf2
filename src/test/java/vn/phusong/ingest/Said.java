package vn.phusong.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.RefusalReason;

/** One message decoded, and short ways to ask what became of it. Heard on 2026-03-01 at 08:00:10, +07:00. */
record Said(Decoded decoded) {
    static final long NOW = Instant.parse("2026-03-01T01:00:10Z").toEpochMilli();
    static final WireLimits LIMITS = new WireLimits(5 * 60_000, 30L * 86_400_000, 500, 16);
    private static final ReadingDecoder DECODER = new ReadingDecoder(LIMITS);
    static final Sender PROBE = new Sender("p1", false, NOW, "phusong/v1/p1/telemetry");
    static final Sender COLLECTOR = new Sender("olt1", true, NOW, "phusong/v1/olt1/telemetry");

    static Said by(Sender sender, byte[] payload, @Nullable String type) {
        return new Said(DECODER.decode(sender, payload, type, false));
    }

    static Said probe(String payload) {
        return by(PROBE, bytes(payload), null);
    }

    static Said collector(String payload) {
        return by(COLLECTOR, bytes(payload), null);
    }

    static Said senml(String payload) {
        return by(PROBE, bytes(payload), "application/senml+json");
    }

    static Said state(String payload) {
        return new Said(DECODER.decode(PROBE, bytes(payload), null, true));
    }

    /** One radio element of a reading of the probe. */
    static Said radio(String element) {
        return probe("{\"radio\":[" + element + "]}");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] file(String name) {
        try (InputStream in = Said.class.getResourceAsStream("/payloads/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int taken() {
        return decoded.readings().size();
    }

    Mobile mobile() {
        return (Mobile) decoded.readings().get(0).content();
    }

    Fibre fibre() {
        return (Fibre) decoded.readings().get(0).content();
    }

    long at() {
        return decoded.readings().get(0).claimedAt();
    }

    /** "index:reason" of each refusal, joined by a space. */
    String no() {
        StringBuilder all = new StringBuilder();
        for (Decoded.Refused refused : decoded.refused()) {
            all.append(all.length() == 0 ? "" : " ")
                    .append(refused.index())
                    .append(':')
                    .append(refused.refusal().reason());
        }
        return all.toString();
    }

    RefusalReason reason() {
        return decoded.refused().get(0).refusal().reason();
    }

    String detail() {
        return decoded.refused().get(0).refusal().detail();
    }

    int dropped(String name) {
        return decoded.dropped().getOrDefault(name, 0);
    }
}
