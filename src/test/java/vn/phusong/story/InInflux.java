package vn.phusong.story;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.history.Influxd;

/** Every reading in a real InfluxDB, asked in InfluxQL. */
final class InInflux {
    private static final long NS_PER_MS = 1_000_000;

    private InInflux() {}

    static List<Ledger.Said> told(Influxd influxd) throws Exception {
        List<Ledger.Said> told = new ArrayList<>();
        add(influxd, "mobile_sample", "probe", "level", told);
        add(influxd, "ont_sample", "ont", "rx", told);
        return told;
    }

    private static void add(Influxd influxd, String measurement, String device, String level, List<Ledger.Said> told)
            throws Exception {
        String query = "SELECT " + level + ", received_at, claimed FROM \"phusong\".\"raw\".\"" + measurement
                + "\" GROUP BY " + device;
        JsonObject answer = new JsonObject(
                influxd.get("/query?db=phusong&epoch=ns&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        JsonObject result = answer.getJsonArray("results").getJsonObject(0);
        for (Object each : result.getJsonArray("series", new JsonArray())) {
            JsonObject series = (JsonObject) each;
            if (series.getBoolean("partial", false)) {
                throw new IllegalStateException("InfluxDB kept some rows back");
            }
            String name = series.getJsonObject("tags").getString(device);
            for (Object row : series.getJsonArray("values")) {
                told.add(said(name, (JsonArray) row));
            }
        }
    }

    /** The point stands at what the device said, unless its clock ran ahead of ours. */
    private static Ledger.Said said(String device, JsonArray row) {
        long at = row.getValue(3) == null ? row.getLong(0) / NS_PER_MS : row.getLong(3);
        return new Ledger.Said(device, at, row.getFloat(1));
    }
}
