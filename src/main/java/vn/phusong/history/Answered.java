package vn.phusong.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What InfluxQL answered, read as it streams by. An error inside a good answer is an error. */
final class Answered {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long NANOS = 1_000_000L;

    private Answered() {}

    /** One row: its series' tags, and its columns by name; what was not told is absent. */
    record Row(Map<String, String> tags, Map<String, String> values) {
        boolean has(String name) {
            return values.containsKey(name);
        }

        /** Empty when absent. */
        String text(String name) {
            String value = values.get(name);
            return value == null ? "" : value;
        }

        long whole(String name, long otherwise) {
            String value = values.get(name);
            return value == null ? otherwise : Long.parseLong(value);
        }

        double real(String name) {
            String value = values.get(name);
            return value == null ? Double.NaN : Double.parseDouble(value);
        }

        long nanos() {
            return whole("time", 0);
        }

        /** Epoch milliseconds. */
        long at() {
            return Math.floorDiv(nanos(), NANOS);
        }
    }

    /** All rows of all series in the order of the answer. */
    static List<Row> rows(InputStream body) throws IOException, HistoryTrouble {
        List<Row> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new HistoryTrouble("InfluxDB answered no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("results")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        result(json, rows);
                    }
                } else {
                    other(json, name);
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new HistoryTrouble("InfluxDB's answer ends in the middle");
            }
        }
        return rows;
    }

    private static void result(JsonParser json, List<Row> rows) throws IOException, HistoryTrouble {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("series")) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    series(json, rows);
                }
            } else {
                other(json, name);
            }
        }
    }

    private static void other(JsonParser json, String name) throws IOException, HistoryTrouble {
        if (name.equals("error")) {
            throw new HistoryTrouble("InfluxDB refuses a query: " + json.getText());
        }
        if (name.equals("partial") && json.currentToken() == JsonToken.VALUE_TRUE) {
            throw new HistoryTrouble("InfluxDB cut its answer short");
        }
        json.skipChildren();
    }

    private static void series(JsonParser json, List<Row> rows) throws IOException, HistoryTrouble {
        Map<String, String> tags = new HashMap<>();
        List<String> columns = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "tags" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String tag = json.currentName();
                        json.nextToken();
                        tags.put(tag, json.getText());
                    }
                }
                case "columns" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        columns.add(json.getText());
                    }
                }
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        rows.add(new Row(tags, row(json, columns)));
                    }
                }
                default -> other(json, name);
            }
        }
    }

    private static Map<String, String> row(JsonParser json, List<String> columns) throws IOException {
        Map<String, String> values = new HashMap<>();
        int i = 0;
        for (@Nullable JsonToken token = json.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            if (token != JsonToken.VALUE_NULL) {
                values.put(columns.get(i), json.getText());
            }
            i++;
        }
        return values;
    }

    /** The sentence in an error's JSON body, else the body itself. */
    static String message(String body) {
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("message")) {
                    String message = json.nextTextValue();
                    return message == null ? body : message;
                }
            }
        } catch (IOException e) {
            return body;
        }
        return body;
    }
}
