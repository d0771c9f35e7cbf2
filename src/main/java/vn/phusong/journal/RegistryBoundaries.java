package vn.phusong.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Looks whether a file is a map of areas: a GeoJSON FeatureCollection whose features name their area by {@code code}. Changes nothing in it. */
final class RegistryBoundaries {
    private static final JsonFactory JSON = new JsonFactory();

    private RegistryBoundaries() {}

    /** @return null when it is one, else what is wrong with it */
    static @Nullable String wrong(byte[] bytes) {
        try (JsonParser in = JSON.createParser(bytes)) {
            return collection(in);
        } catch (JsonProcessingException e) {
            return "is not JSON: line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static @Nullable String collection(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return "must be a GeoJSON FeatureCollection";
        }
        boolean isCollection = false;
        boolean hasFeatures = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("type")) {
                isCollection = value == JsonToken.VALUE_STRING && in.getText().equals("FeatureCollection");
            }
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                hasFeatures = true;
                String wrong = features(in);
                if (wrong != null) {
                    return wrong;
                }
            } else {
                in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            return "has something after its end";
        }
        return isCollection && hasFeatures ? null : "must be a GeoJSON FeatureCollection";
    }

    private static @Nullable String features(JsonParser in) throws IOException {
        for (int number = 1; in.nextToken() != JsonToken.END_ARRAY; number++) {
            if (in.currentToken() != JsonToken.START_OBJECT || !hasCode(in)) {
                return "feature " + number + " has no property \"code\" with an area's code as text";
            }
        }
        return null;
    }

    private static boolean hasCode(JsonParser in) throws IOException {
        boolean hasCode = false;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            boolean isProperties = in.currentName().equals("properties");
            if (in.nextToken() == JsonToken.START_OBJECT && isProperties) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isCode = in.currentName().equals("code");
                    JsonToken value = in.nextToken();
                    hasCode |= isCode
                            && value == JsonToken.VALUE_STRING
                            && !in.getText().isBlank();
                    in.skipChildren();
                }
            } else {
                in.skipChildren();
            }
        }
        return hasCode;
    }
}
