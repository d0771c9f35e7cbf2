package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats a message may come in. */
enum WireForm {
    NATIVE,
    SENML,
    CBOR,
    TR181,
    /** An array or object whose names must tell. */
    BY_BEGINNING;

    /** By the content type if it says enough, else by the first byte. */
    static WireForm of(byte[] payload, int start, @Nullable String contentType) {
        if (contentType != null) {
            int end = contentType.indexOf(';');
            String type = (end < 0 ? contentType : contentType.substring(0, end))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (type.equals("application/senml+json")) {
                return SENML;
            }
            if (type.equals("application/senml+cbor")) {
                return CBOR;
            }
        }
        int first = payload[start] & 0xFF;
        // Space is a number in CBOR, so only the very first byte may say that it is.
        // 0x80..0x9B and 0x9F begin a CBOR array, 0xD9 the tag that says "this is CBOR"; none begins a text.
        return start == 0 && ((first >= 0x80 && first <= 0x9F) || first == 0xD9) ? CBOR : BY_BEGINNING;
    }

    /** An array is SenML if its first object has a SenML name; an object is TR-181 bulk data if it has a {@code Report} array. */
    static WireForm ofBeginning(JsonFactory json, byte[] payload, int start) throws IOException {
        if (payload[start] == '{') {
            return isBulkData(payload, start) ? TR181 : NATIVE;
        }
        if (payload[start] != '[') {
            return NATIVE;
        }
        try (JsonParser parser = json.createParser(payload, start, payload.length - start)) {
            JsonToken array = parser.nextToken();
            if (array != JsonToken.START_ARRAY || parser.nextToken() != JsonToken.START_OBJECT) {
                return NATIVE;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (isSenmlName(name)) {
                    return SENML;
                }
                JsonToken unused = parser.nextToken();
                parser.skipChildren();
            }
            return NATIVE;
        }
    }

    private static boolean isSenmlName(String name) {
        return switch (name) {
            case "bn", "bt", "bver", "n", "v", "vs", "vb", "vd" -> true;
            default -> false;
        };
    }

    /** Bulk data begins with its report; looking further would cost every reading. */
    private static boolean isBulkData(byte[] payload, int start) {
        String name = "\"Report\"";
        int at = start + 1;
        while (at < payload.length && payload[at] <= ' ') {
            at++;
        }
        if (at + name.length() > payload.length) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (payload[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
