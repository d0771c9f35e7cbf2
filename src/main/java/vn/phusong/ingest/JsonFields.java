package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * Reads values of one element and remembers the first that is wrong, so that the parser always ends where the element ends and its neighbours are read
 * whatever it held. Each method consumes exactly the value of the current field. {@code null} on the wire is absence. One thread.
 */
final class JsonFields {
    private static final int SHOWN = 40;
    final JsonParser json;
    private @Nullable Refusal refusal;

    JsonFields(JsonParser json) {
        this.json = json;
    }

    /** The first thing wrong since the last call, or null. */
    @Nullable
    Refusal takeRefusal() {
        Refusal taken = refusal;
        refusal = null;
        return taken;
    }

    boolean hasRefusal() {
        return refusal != null;
    }

    void refuse(Refusal why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    void refuse(RefusalReason reason, String detail) {
        refuse(new Refusal(reason, detail));
    }

    /** A number, NaN when it is absent or wrong; may be infinite, which no range holds. */
    double number(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return json.getDoubleValue();
        }
        wrong(field, "a number", token);
        return Double.NaN;
    }

    @Nullable
    String text(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        wrong(field, "text", token);
        return null;
    }

    @Nullable
    Boolean truth(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        wrong(field, "true or false", token);
        return null;
    }

    /** Whether the value is an object; the parser then stands at its start, else behind the value. */
    boolean isObject(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_OBJECT) {
            return true;
        }
        wrong(field, "an object", token);
        return false;
    }

    boolean isArray(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
            return true;
        }
        wrong(field, "an array", token);
        return false;
    }

    /** Steps over the value of a field nobody asked for. */
    void skip() throws IOException {
        JsonToken unused = json.nextToken();
        json.skipChildren();
    }

    void wrong(String field, String wanted, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        refuse(RefusalReason.WRONG_TYPE, field + " must be " + wanted + ", was " + shown(token));
        json.skipChildren();
    }

    private String shown(@Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "an array";
        }
        String text = cut(json.getText());
        return token == JsonToken.VALUE_STRING ? '"' + text + '"' : text;
    }

    /** Enough of a device's text to recognise it. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
