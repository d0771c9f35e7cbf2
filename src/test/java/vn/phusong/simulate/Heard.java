package vn.phusong.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers what a world said, as a server that never fails would have heard it. */
final class Heard implements Mouth {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<Said> said = new ArrayList<>();
    final List<String> reaches = new ArrayList<>();

    record Said(int link, Topic topic, long at, byte[] payload, int readings) {
        JsonNode json() {
            try {
                return JSON.readTree(payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void say(int link, Topic topic, long at, byte[] payload, int readings) {
        said.add(new Said(link, topic, at, payload, readings));
    }

    @Override
    public void reach(int link, boolean isReachable) {
        reaches.add(link + (isReachable ? " back" : " away"));
    }

    /** Every reading or event of every array, with the message it came in. */
    void each(Topic topic, Consumer<JsonNode> reader) {
        for (Said message : said) {
            if (message.topic() == topic) {
                JsonNode json = message.json();
                if (json.isArray()) {
                    json.forEach(reader);
                } else {
                    reader.accept(json);
                }
            }
        }
    }
}
