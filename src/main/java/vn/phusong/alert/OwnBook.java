package vn.phusong.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What lasts of our own troubles, and what the operators have still to be told, word for word: one small document of the journal, written before anything is
 * sent and after it was taken. So a restart begins no trouble anew, and a letter told again is the same letter.
 */
final class OwnBook {
    /** @param id the same from its beginning to its end */
    record Open(OwnTrouble trouble, String id, long start) {}

    private final TreeMap<String, Open> open = new TreeMap<>();
    private final Post letters;

    /**
     * @param bytes of the document, null when there is none
     * @param letters still to be told
     */
    OwnBook(byte @Nullable [] bytes, Post letters) {
        this.letters = letters;
        if (bytes != null) {
            read(new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    private void read(JsonObject json) {
        for (Object each : json.getJsonArray("open")) {
            JsonObject one = (JsonObject) each;
            OwnTrouble trouble = new OwnTrouble(
                    OwnTrouble.Kind.of(one.getString("condition")),
                    one.getString("subject"),
                    one.getString("vi"),
                    one.getString("en"));
            open.put(trouble.key(), new Open(trouble, one.getString("id"), one.getLong("start")));
        }
        letters.read(json.getJsonArray("letters"));
    }

    byte[] bytes() {
        JsonArray lasting = new JsonArray();
        open.values()
                .forEach(one -> lasting.add(new JsonObject()
                        .put("condition", one.trouble().kind().word())
                        .put("subject", one.trouble().subject())
                        .put("vi", one.trouble().vi())
                        .put("en", one.trouble().en())
                        .put("id", one.id())
                        .put("start", one.start())));
        return new JsonObject()
                .put("open", lasting)
                .put("letters", letters.json())
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    boolean isOpen(OwnTrouble trouble) {
        return open.containsKey(trouble.key());
    }

    Collection<Open> open() {
        return List.copyOf(open.values());
    }

    Open begin(OwnTrouble trouble, long at) {
        String subject = trouble.subject().isEmpty()
                ? ""
                : "-" + Integer.toHexString(trouble.subject().hashCode());
        Open begun = new Open(trouble, "ops-" + trouble.kind().word() + subject + "-" + at / 1_000, at);
        open.put(trouble.key(), begun);
        return begun;
    }

    void end(Open over) {
        open.remove(over.trouble().key());
    }
}
