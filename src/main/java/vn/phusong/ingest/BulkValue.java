package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * One parameter of a bulk data report. Agents that do not know the type of a parameter send every value as text, so text that holds what was wanted is it.
 *
 * @param name whole, as "Device.Optical.Interface.1.OpticalSignalLevel"
 * @param token what stood there, never an object, array or null
 */
record BulkValue(String name, JsonToken token, String text) {
    /** NaN when it is none. */
    double number() {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE || text.length() > 32) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Null when it is neither. */
    @Nullable
    Boolean truth() {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    Refusal wrong(String wanted) {
        boolean isText = token == JsonToken.VALUE_STRING;
        String shown = JsonFields.cut(text);
        return new Refusal(
                RefusalReason.WRONG_TYPE,
                name.substring(Math.max(0, name.length() - 120)) + " must be " + wanted + ", was "
                        + (isText ? '"' + shown + '"' : shown));
    }
}
