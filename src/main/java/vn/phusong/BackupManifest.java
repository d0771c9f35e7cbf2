package vn.phusong;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.journal.JournalCopy;

/**
 * What a backup says about itself: the last entry of its archive, so that one cut short has none.
 *
 * @param program the version that made it
 * @param madeAt epoch milliseconds
 */
record BackupManifest(String program, long madeAt, JournalCopy.Content journal, List<Part> parts) {
    static final String ENTRY = "manifest.json";
    /** Of the archive; the journal in it has a format of its own. */
    static final int FORMAT = 1;

    private static final String KIND = "phusong-backup";

    /** One file in the archive. */
    record Part(String name, long bytes, String sha256) {}

    JsonObject json() {
        JsonArray files = new JsonArray();
        parts.forEach(part -> files.add(new JsonObject()
                .put("name", part.name())
                .put("bytes", part.bytes())
                .put("sha256", part.sha256())));
        return new JsonObject()
                .put("kind", KIND)
                .put("format", FORMAT)
                .put("program", program)
                .put("madeAt", time(madeAt))
                .put("journalFormat", journal.format())
                .put("position", journal.position())
                .put("at", time(journal.at()))
                .put("files", files);
    }

    /** @throws Failure in one sentence, when it is none, or of a newer program */
    static BackupManifest read(byte[] text) throws Failure {
        try {
            JsonObject json = new JsonObject(Buffer.buffer(text));
            if (!KIND.equals(json.getString("kind"))) {
                throw new Failure("its manifest is not one of a backup of Phủ Sóng");
            }
            String program = json.getString("program", "unknown");
            if (json.getInteger("format") > FORMAT || !JournalCopy.isReadable(json.getLong("journalFormat"))) {
                throw new Failure("it was made by another Phủ Sóng (" + program + ", backup format "
                        + json.getInteger("format") + ", journal format " + json.getLong("journalFormat")
                        + "): restore it with that one");
            }
            List<Part> parts = new ArrayList<>();
            for (Object file : json.getJsonArray("files")) {
                JsonObject part = (JsonObject) file;
                parts.add(new Part(part.getString("name"), part.getLong("bytes"), part.getString("sha256")));
            }
            JournalCopy.Content journal = new JournalCopy.Content(
                    json.getLong("position"), millis(json.getString("at")), json.getLong("journalFormat"));
            return new BackupManifest(program, millis(json.getString("madeAt")), journal, parts);
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException e) {
            throw new Failure("its manifest cannot be read");
        }
    }

    private static String time(long at) {
        return Instant.ofEpochMilli(at).atOffset(ZoneOffset.ofHours(7)).toString();
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }

    /** The time of the newest event, for people. */
    String until() {
        return time(journal.at());
    }
}
