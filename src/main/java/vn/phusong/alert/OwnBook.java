package vn.phusong.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /**
     * Still to be told.
     *
     * @param key of the trouble: a newer letter about it takes this one's place
     */
    record Letter(String way, String key, String id, String body) {}

    private final TreeMap<String, Open> open = new TreeMap<>();
    private final List<Letter> letters = new ArrayList<>();

    /** @param bytes of the document, null when there is none */
    static OwnBook of(byte @Nullable [] bytes) {
        OwnBook book = new OwnBook();
        if (bytes != null) {
            book.read(new JsonObject(new String(bytes, StandardCharsets.UTF_8)));
        }
        return book;
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
        for (Object each : json.getJsonArray("letters")) {
            JsonObject one = (JsonObject) each;
            letters.add(
                    new Letter(one.getString("way"), one.getString("key"), one.getString("id"), one.getString("body")));
        }
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
        JsonArray owed = new JsonArray();
        letters.forEach(one -> owed.add(new JsonObject()
                .put("way", one.way())
                .put("key", one.key())
                .put("id", one.id())
                .put("body", one.body())));
        return new JsonObject()
                .put("open", lasting)
                .put("letters", owed)
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

    void owe(OwnWay way, OwnLetter letter) {
        String key = letter.trouble().key();
        letters.removeIf(it -> it.way().equals(way.name()) && it.key().equals(key));
        byte[] body = way.form().apply(letter);
        letters.add(new Letter(way.name(), key, letter.id(), new String(body, StandardCharsets.UTF_8)));
    }

    /** The oldest for a way, null when there is none. */
    @Nullable
    Letter next(String way) {
        return letters.stream().filter(it -> it.way().equals(way)).findFirst().orElse(null);
    }

    void settled(Letter letter) {
        letters.remove(letter);
    }

    /** Letters for ways that are no longer set are nobody's. */
    void keepOnly(List<String> ways) {
        letters.removeIf(it -> !ways.contains(it.way()));
    }

    int letters() {
        return letters.size();
    }
}
