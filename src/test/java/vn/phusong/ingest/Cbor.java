package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/** SenML in CBOR as others write it (by Jackson), and byte by byte. */
final class Cbor {
    private static final List<String> LABELS =
            List.of("bs", "bv", "bu", "bt", "bn", "bver", "n", "u", "v", "vs", "vb", "s", "t", "ut", "vd");

    private Cbor() {}

    /** The same pack with the labels of RFC 8428 Table 4. */
    static byte[] ofJson(byte[] senml) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator cbor = new CBORFactory().createGenerator(bytes)) {
            JsonNode pack = new ObjectMapper().readTree(senml);
            cbor.writeStartArray(pack, pack.size());
            for (JsonNode record : pack) {
                cbor.writeStartObject(record, record.size());
                for (Iterator<String> names = record.fieldNames(); names.hasNext(); ) {
                    String name = names.next();
                    int label = LABELS.indexOf(name) - 6;
                    if (label < -6) {
                        cbor.writeFieldName(name);
                    } else {
                        cbor.writeFieldId(label);
                    }
                    value(cbor, record.get(name));
                }
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void value(JsonGenerator cbor, JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case NUMBER -> {
                if (value.isIntegralNumber()) {
                    cbor.writeNumber(value.longValue());
                } else {
                    cbor.writeNumber(value.doubleValue());
                }
            }
            case BOOLEAN -> cbor.writeBoolean(value.booleanValue());
            case STRING -> cbor.writeString(value.textValue());
            default -> cbor.writeNull();
        }
    }

    /** Parts in hex and texts, one behind the other: {@code "81a2 00", text("p1/opt/rx"), "02 33"}. */
    static byte[] of(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            bytes.writeBytes(part instanceof byte[] raw ? raw : hex((String) part));
        }
        return bytes.toByteArray();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] text(String text) {
        byte[] utf8 = Said.bytes(text);
        byte[] head =
                utf8.length < 24 ? new byte[] {(byte) (0x60 + utf8.length)} : new byte[] {0x78, (byte) utf8.length};
        return of(head, utf8);
    }
}
