package vn.phusong.grafana;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.phusong.history.Influxd;

/** What people choose in the variables of a dashboard: everything where that is offered, or some of what the variable's own query found. */
final class Choices {
    private static final int SOME = 2;

    private final Influxd store;
    private final long fromMs;
    private final long toMs;

    Choices(Influxd store, long fromMs, long toMs) {
        this.store = store;
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    Filling everything(Board board) throws IOException, InterruptedException {
        return choose(board, true);
    }

    Filling some(Board board) throws IOException, InterruptedException {
        return choose(board, false);
    }

    private Filling choose(Board board, boolean isAll) throws IOException, InterruptedException {
        Map<String, Filling.Chosen> chosen = new LinkedHashMap<>();
        for (JsonObject variable : board.variables()) {
            String name = variable.getString("name");
            Board.Query query = board.variableQueries().get(name);
            if (query == null) {
                chosen.put(name, Filling.Chosen.of(List.of(variable.getString("query"))));
            } else if (isAll && variable.getBoolean("includeAll")) {
                chosen.put(name, Filling.Chosen.all(variable.getString("allValue")));
            } else if (name.equals("village")) {
                chosen.put(name, Filling.Chosen.of(List.of(eventfulVillage())));
            } else {
                List<String> found = values(new Filling(Map.of(), fromMs, toMs).fill(query.text(), ""));
                int many = variable.getBoolean("multi") ? Math.min(SOME, found.size()) : 1;
                chosen.put(name, Filling.Chosen.of(found.subList(0, many)));
            }
        }
        return new Filling(chosen, fromMs, toMs);
    }

    /** As Grafana reads a variable's answer: the second column of each row. */
    List<String> values(String query) throws IOException, InterruptedException {
        Set<String> values = new LinkedHashSet<>();
        for (Influxd.Series series : store.query(DashboardsIT.DATABASE, query)) {
            series.rows().forEach(row -> values.add(String.valueOf(row.getValue(1))));
        }
        return new ArrayList<>(values);
    }

    /** A village that has everything there is to see: signal, lines, events and an incident. */
    String eventfulVillage() throws IOException, InterruptedException {
        Set<String> villages = null;
        for (String what : List.of(
                "last(\"revision\") FROM \"phusong\".\"forever\".\"incident\"",
                "last(\"revision\") FROM \"phusong\".\"forever\".\"village_standing\"",
                "last(\"sinr\") FROM \"phusong\".\"raw\".\"mobile_sample\"",
                "last(\"rx\") FROM \"phusong\".\"raw\".\"ont_sample\"",
                "last(\"device\") FROM \"phusong\".\"raw\".\"device_event\"")) {
            List<String> have = values("SELECT DISTINCT(\"village\") FROM (SELECT " + what + " WHERE time >= " + fromMs
                    + "ms AND time <= " + toMs + "ms GROUP BY \"village\")");
            if (villages == null) {
                villages = new LinkedHashSet<>(have);
            } else {
                villages.retainAll(have);
            }
        }
        return villages.iterator().next();
    }
}
