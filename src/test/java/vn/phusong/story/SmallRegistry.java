package vn.phusong.story;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A registry of one commune: one village per probe, each with one operator, and one collector with its lines spread over the villages. */
final class SmallRegistry {
    static final String PLMN = "45204";
    static final String COLLECTOR = "olt-1";

    private SmallRegistry() {}

    static String probe(int i) {
        return "probe-" + i;
    }

    static String line(int i) {
        return "ont-" + i;
    }

    static String village(int i) {
        return "v" + i;
    }

    /** @param interval of the probes, as in {@code devices.csv} */
    static Path write(Path folder, int probes, int lines, String interval) throws IOException {
        return write(folder, probes, lines, interval, "06");
    }

    /** Each village in a commune of its own: whatever goes there goes alone. */
    static Path writeApart(Path folder, int probes, int lines, String interval) throws IOException {
        return write(folder, probes, lines, interval, "c%d");
    }

    /** Each village in a commune of no province: nothing that goes at the same time goes together. */
    static Path writeAlone(Path folder, int probes, String interval) throws IOException {
        Path whole = write(folder, probes, 0, interval, "c%d");
        return areas(whole, probes, "");
    }

    private static Path areas(Path folder, int communes, String province) throws IOException {
        StringBuilder areas = new StringBuilder("code,parent_code,level,name_vi,valid_from\n");
        areas.append(province.isEmpty() ? "" : province + ",,province,Tỉnh Thử,2020-01-01\n");
        for (int i = 0; i < communes; i++) {
            areas.append("c%d,%s,commune,Xã %d,2020-01-01\n".formatted(i, province, i));
        }
        write(folder, "areas.csv", areas.toString());
        return folder;
    }

    private static Path write(Path folder, int probes, int lines, String interval, String commune) throws IOException {
        Files.createDirectories(folder);
        areas(folder, commune.equals("06") ? 0 : probes, "06");
        write(folder, "operators.csv", "operator,name,plmns\nviettel,Viettel," + PLMN + "\n");
        write(
                folder,
                "targets.csv",
                "indicator,comparator,target,valid_from,source\nmobile,>=,100,2022-01-01,a test\nfibre,>=,70,2022-01-01,a test\n");
        StringBuilder villages = new StringBuilder("village_id,name,kind,area_code,lat,lon,households,valid_from\n");
        StringBuilder points = new StringBuilder("point_id,village_id,kind,lat,lon,households\n");
        StringBuilder devices =
                new StringBuilder("device_id,kind,village_id,point_id,operators,interval,household_key,collector_id\n");
        for (int i = 0; i < probes; i++) {
            villages.append(
                    "v%d,Thôn %d,thôn,%s,22.1%d,105.8%d,50,2020-01-01\n".formatted(i, i, commune.formatted(i), i, i));
            points.append("v%d-centre,v%d,CENTRE,22.1%d,105.8%d,50\n".formatted(i, i, i, i));
            devices.append("probe-%d,probe,v%d,v%d-centre,viettel,%s,,\n".formatted(i, i, i, interval));
        }
        devices.append(COLLECTOR + ",collector,,,,5m,,\n");
        for (int i = 0; i < lines; i++) {
            devices.append("ont-%d,ont,v%d,,,5m,house-%d,%s\n".formatted(i, i % probes, i, COLLECTOR));
        }
        write(folder, "villages.csv", villages.toString());
        write(folder, "points.csv", points.toString());
        write(folder, "devices.csv", devices.toString());
        return folder;
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** Readings of a probe every five seconds: well for nearly two minutes, then without signal up to {@code now}. */
    static JsonArray fallsDark(long now) {
        JsonArray readings = new JsonArray();
        for (long ago = 240_000; ago >= 0; ago -= 5_000) {
            JsonObject radio = new JsonObject()
                    .put("plmn", PLMN)
                    .put("rat", "LTE")
                    .put("reg", "home")
                    .put("rsrp", ago > 130_000 ? -85 : -125);
            readings.add(new JsonObject().put("t", now - ago).put("radio", new JsonArray().add(radio)));
        }
        return readings;
    }
}
