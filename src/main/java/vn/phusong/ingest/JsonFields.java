package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** {@link WireFields} of JSON; the native format asks it for more. One thread. */
final class JsonFields extends WireFields {
    private static final int SHOWN = 40;
    final JsonParser json;

    /** @param json stands at the first token of the message, or of the element to read */
    JsonFields(JsonParser json) {
        this.json = json;
    }

    @Override
    @Nullable
    Refusal begin() {
        return json.currentToken() == JsonToken.START_ARRAY
                ? null
                : new Refusal(RefusalReason.SENML, "a SenML pack is an array of records");
    }

    @Override
    Element element() throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return Element.END;
        }
        if (token == JsonToken.START_OBJECT) {
            return Element.OBJECT;
        }
        json.skipChildren();
        return Element.OTHER;
    }

    @Override
    @Nullable
    String label() throws IOException {
        return json.nextFieldName();
    }

    @Override
    double number(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return json.getDoubleValue();
        }
        wrong(field, "a number", token);
        return Double.NaN;
    }

    @Override
    @Nullable
    String text(String field) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        wrong(field, "text", token);
        return null;
    }

    @Override
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

    @Override
    void skip() throws IOException {
        JsonToken unused = json.nextToken();
        json.skipChildren();
    }

    @Override
    void end() throws IOException {
        ReadingDecoder.expectEnd(json);
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
