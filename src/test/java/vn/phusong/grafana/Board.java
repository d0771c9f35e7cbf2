package vn.phusong.grafana;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A shipped dashboard as its file says it. */
public record Board(String file, JsonObject json) {
    private static final Path FOLDER = Path.of("grafana/dashboards");

    /** Where a query stands, and what it asks. {@code text} is as written, variables and all. */
    public record Query(String where, String source, String text, boolean isTable, String minimum) {}

    /** All of them, in the order of their names. */
    public static List<Board> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Board::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Board read(Path file) {
        try {
            return new Board(file.getFileName().toString(), new JsonObject(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Board named(String file) {
        return read(FOLDER.resolve(file));
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    List<JsonObject> panels() {
        List<JsonObject> panels = new ArrayList<>();
        for (JsonObject panel : objects(json.getJsonArray("panels"))) {
            panels.add(panel);
            panels.addAll(objects(panel.getJsonArray("panels", new JsonArray())));
        }
        return panels;
    }

    List<JsonObject> variables() {
        return objects(json.getJsonObject("templating").getJsonArray("list"));
    }

    List<JsonObject> annotations() {
        return objects(json.getJsonObject("annotations").getJsonArray("list"));
    }

    /** Every query of every variable that has one, by the variable's name. */
    public Map<String, Query> variableQueries() {
        Map<String, Query> queries = new LinkedHashMap<>();
        for (JsonObject variable : variables()) {
            if (variable.getString("type").equals("query")) {
                Object asked = variable.getValue("query");
                String text =
                        asked instanceof JsonObject prometheus ? prometheus.getString("query") : String.valueOf(asked);
                queries.put(
                        variable.getString("name"),
                        new Query(file + " $" + variable.getString("name"), uid(variable), text, true, ""));
            }
        }
        return queries;
    }

    /** Every query of every panel and annotation. */
    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonObject annotation : annotations()) {
            queries.add(new Query(
                    file + " annotation " + annotation.getString("name"),
                    uid(annotation),
                    annotation.getString("query"),
                    true,
                    ""));
            queries.add(new Query(
                    file + " annotation target " + annotation.getString("name"),
                    uid(annotation),
                    annotation.getJsonObject("target").getString("query"),
                    true,
                    ""));
        }
        for (JsonObject panel : panels()) {
            for (JsonObject target : objects(panel.getJsonArray("targets", new JsonArray()))) {
                queries.add(new Query(
                        file + " panel " + panel.getString("title") + ' ' + target.getString("refId"),
                        uid(target),
                        target.getString("query", target.getString("expr")),
                        "table".equals(target.getString("resultFormat")),
                        panel.getString("interval", "")));
            }
        }
        return queries;
    }

    static String uid(JsonObject holder) {
        return holder.getJsonObject("datasource").getString("uid");
    }
}
