package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * Turns the bytes of one message into readings and refusals. A pure function: never throws for what a device sent, never takes an identity from a
 * payload that the sender may not use. Any thread.
 */
public final class ReadingDecoder {
    /** Above what any door lets in by default; only keeps a decoder that is called directly from working for ever. */
    private static final int MOST_BYTES = 4 << 20;

    private static final String NO_TROUBLE = "bytes in memory cannot fail to be read";
    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_NUMBER = 100;

    private final WireLimits limits;
    private final JsonFactory json;

    public ReadingDecoder(WireLimits limits) {
        this.limits = limits;
        json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nestingMax())
                        .maxStringLength(LONGEST_TEXT)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                // Names come from strangers; interning them would be work for nothing.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * Decodes one message.
     *
     * @param contentType as MQTT 5 or HTTP told it, null when it told none
     * @param isStateTopic whether it came on a {@code state} topic, where {@code online} and {@code offline} are plain words
     */
    public Decoded decode(Sender sender, byte[] payload, @Nullable String contentType, boolean isStateTopic) {
        if (payload.length > MOST_BYTES) {
            return refused(RefusalReason.TOO_LARGE, "the message has " + payload.length + " bytes");
        }
        int start = WireBytes.start(payload);
        if (start == payload.length) {
            return refused(RefusalReason.EMPTY, "the message is empty");
        }
        WireForm form = WireForm.of(payload, start, contentType);
        if (form == WireForm.CBOR) {
            return cbor(sender, payload);
        }
        RefusalReason bad = WireBytes.problem(payload);
        if (bad != null) {
            return refused(
                    bad, bad == RefusalReason.NOT_UTF8 ? "the message is not UTF-8" : "a NUL byte in the message");
        }
        if (isStateTopic && payload[start] != '{' && payload[start] != '[') {
            return state(sender, WireBytes.word(payload, start));
        }
        return parse(sender, payload, start, form);
    }

    private Decoded cbor(Sender sender, byte[] payload) {
        try {
            return new SenmlDecoder(sender, limits).decode(new CborFields(payload, limits.nestingMax()));
        } catch (CborBroken e) {
            return refused(RefusalReason.UNPARSABLE, "not CBOR: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(NO_TROUBLE, e);
        }
    }

    private Decoded parse(Sender sender, byte[] payload, int start, WireForm form) {
        try {
            WireForm known = form == WireForm.BY_BEGINNING ? WireForm.ofBeginning(json, payload, start) : form;
            try (JsonParser parser = json.createParser(payload, start, payload.length - start)) {
                JsonToken first = parser.nextToken();
                return switch (known) {
                    case SENML -> new SenmlDecoder(sender, limits).decode(new JsonFields(parser));
                    case NATIVE, BY_BEGINNING -> new NativeDecoder(sender, limits).decode(parser, first);
                    case TR181 -> new BulkDecoder(sender, limits).decode(parser);
                    case CBOR -> throw new IllegalStateException("answered before");
                };
            }
        } catch (JsonProcessingException e) {
            return refused(RefusalReason.UNPARSABLE, "not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(NO_TROUBLE, e);
        }
    }

    private static Decoded state(Sender sender, String word) {
        EventKind kind = EventKind.of(word);
        if (kind != EventKind.ONLINE && kind != EventKind.OFFLINE) {
            return refused(
                    RefusalReason.UNKNOWN_VALUE,
                    "state must be online or offline, was \"" + JsonFields.cut(word) + '"');
        }
        return new Decoded(List.of(now(sender, new DeviceEvent(kind, word))), List.of(), Map.of(), 0);
    }

    /** What the sender says of itself, at the time we heard it. */
    static Reading now(Sender sender, Content content) {
        return new Reading(sender.device(), sender.device(), sender.receivedAt(), sender.receivedAt(), -1, content);
    }

    /** A message of which nothing is taken. */
    static Decoded refused(RefusalReason reason, String detail) {
        return new Decoded(List.of(), List.of(new Decoded.Refused(0, new Refusal(reason, detail))), Map.of(), 0);
    }

    /** A second value behind the first means that somebody framed it wrongly: then the first cannot be trusted either. */
    static void expectEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "something follows the end of the message");
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
