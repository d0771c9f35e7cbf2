package vn.phusong.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes of bytes what goes to the commit: readings, and refusals ready for the quarantine. Never throws on bad input. */
interface MqttReader {
    Arrival read(
            Sender sender, byte[] payload, @Nullable String contentType, boolean isState, Consumer<Settled> settled);
}
