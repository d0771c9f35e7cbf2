package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Network;

/** The part of the network a notice is of, under the names of the {@code judge} lines. */
final class NetworkJson {
    private NetworkJson() {}

    static void write(JsonGenerator json, @Nullable Network network) throws IOException {
        // A notice from before networks were told keeps its bytes.
        if (network == null) {
            return;
        }
        json.writeObjectFieldStart("network");
        json.writeStringField("olt", network.olt());
        json.writeArrayFieldStart("pons");
        for (String pon : network.pons()) {
            json.writeString(pon);
        }
        json.writeEndArray();
        json.writeNumberField("gone", network.lines().gone());
        json.writeNumberField("expected", network.lines().expected());
        json.writeNumberField("dyingGasps", network.lines().gasps());
        json.writeNumberField("withinSeconds", network.lines().withinMs() / 1000);
        json.writeStringField("mains", network.mains().word());
        json.writeArrayFieldStart("members");
        for (PonSignal.Member member : network.members()) {
            json.writeStartObject();
            json.writeStringField("village", member.village());
            json.writeNumberField("gone", member.gone());
            json.writeNumberField("expected", member.expected());
            json.writeNumberField("households", member.households());
            json.writeStringField("mains", member.mains().word());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
