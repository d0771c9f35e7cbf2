package vn.phusong.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;

/**
 * One row of the audit log, as it lies in the file. Rows are only ever added; each hash is the SHA-256 of the hash before (32 zero bytes before the first), then
 * {@code n} and {@code at} as eight bytes each, then {@code who}, {@code what}, {@code subject} and {@code detail}, each as four bytes of length and UTF-8. So
 * who changes a byte of a row must write anew every row after it.
 *
 * @param n 1 for the first, then +1
 * @param what {@link Deed#word()}, or a word of a newer program
 * @param detail a JSON object of texts, its names sorted
 */
public record AuditRow(long n, long at, String who, String what, String subject, String detail, byte[] hash) {
    private static final JsonFactory JSON = new JsonFactory();
    static final int HASH_BYTES = 32;

    static AuditRow after(long n, byte[] previous, Act act) {
        String what = act.deed().word();
        String detail = detail(act.details());
        byte[] hash = hash(previous, n, act.at(), act.by(), what, act.subject(), detail);
        return new AuditRow(n, act.at(), act.by(), what, act.subject(), detail, hash);
    }

    /** Whether it is what was written after the row with that hash. */
    boolean follows(byte[] previous) {
        return MessageDigest.isEqual(hash, hash(previous, n, at, who, what, subject, detail));
    }

    /** Null for one that this program cannot read: of a newer one, or changed by hand. */
    public @Nullable Act act() {
        Deed deed = Deed.of(what);
        SortedMap<String, String> details = details();
        if (deed == null || details == null) {
            return null;
        }
        try {
            return new Act(at, who, deed, subject, details);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** What it says by name; null when it is no object of texts. */
    public @Nullable SortedMap<String, String> details() {
        SortedMap<String, String> details = new TreeMap<>();
        try (JsonParser json = JSON.createParser(detail)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                String text = json.nextTextValue();
                if (text == null) {
                    return null;
                }
                details.put(name, text);
            }
            return details;
        } catch (IOException e) {
            return null;
        }
    }

    private static String detail(SortedMap<String, String> details) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (var entry : details.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    private static byte[] hash(byte[] previous, long n, long at, String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(previous);
            out.writeLong(n);
            out.writeLong(at);
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, and memory does not fail", e);
        }
    }
}
