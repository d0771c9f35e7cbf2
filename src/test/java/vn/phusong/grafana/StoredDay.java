package vn.phusong.grafana;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A day of villages as the history writes it into InfluxDB, made without the product: villages of the shipped sample, three operators, lines on three PONs, an
 * outage every day, a cut fibre, an incident for each. By a formula, so every run is the same but for its end.
 */
final class StoredDay {
    static final long BUCKET_MS = 300_000;
    private static final long DAY_MS = 86_400_000;
    private static final List<String> OPERATORS = List.of("viettel", "vinaphone", "mobifone");
    private static final List<String> PLMNS = List.of("45204", "45202", "45201");
    private static final String[] STANDINGS = {"UNKNOWN", "UNCOVERED", "RECOVERING", "DEGRADED", "COVERED"};
    private static final int LINES = 9;
    private static final int AT_ONCE = 5_000;

    /** @param lineVillages how many of the villages have fibre lines */
    record Size(int villages, int lineVillages, long spanMs) {}

    private record Place(
            String id, String name, String area, String commune, String district, String lat, String lon, int homes) {}

    private final InfluxServer store;
    private final long end;
    private final List<String> waiting = new ArrayList<>();

    private StoredDay(InfluxServer store, long end) {
        this.store = store;
        this.end = end;
    }

    /** Fills the last hours before {@code end}; the last bucket is the one that ended last. */
    static void fill(InfluxServer store, Instant end, Size size) throws IOException, InterruptedException {
        StoredDay day = new StoredDay(store, end.toEpochMilli() / BUCKET_MS * BUCKET_MS);
        List<Place> places = places(size.villages());
        for (int i = 0; i < places.size(); i++) {
            day.village(places.get(i), i, i < size.lineVillages(), size.spanMs());
        }
        day.indicators(places.size(), size.spanMs());
    }

    private static List<Place> places(int count) throws IOException {
        Path folder = Path.of("src/main/resources/sample/backan");
        Map<String, NamedCsvRecord> areas = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("areas.csv"))) {
            rows.stream()
                    .filter(row -> row.getField("valid_to").isEmpty())
                    .forEach(row -> areas.put(row.getField("code"), row));
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("villages.csv"))) {
            return rows.stream()
                    .filter(row -> row.getField("valid_to").isEmpty())
                    .limit(count)
                    .map(row -> place(row, areas))
                    .toList();
        }
    }

    private static Place place(NamedCsvRecord row, Map<String, NamedCsvRecord> areas) {
        NamedCsvRecord commune = areas.get(row.getField("area_code"));
        return new Place(
                row.getField("village_id"),
                row.getField("name"),
                row.getField("area_code"),
                commune.getField("name_vi"),
                areas.get(commune.getField("parent_code")).getField("name_vi"),
                row.getField("lat"),
                row.getField("lon"),
                Integer.parseInt(row.getField("households")));
    }

    private void village(Place place, int number, boolean hasLines, long spanMs)
            throws IOException, InterruptedException {
        for (long t = end - spanMs; t < end; t += BUCKET_MS) {
            bucket(place, number, t);
            if (hasLines) {
                fibreBucket(place, number, t);
            }
        }
        send("rollup");
        if (isMeasured(number)) {
            for (long t = end - spanMs; t < end; t += BUCKET_MS) {
                samples(place, number, t);
            }
        }
        if (hasLines) {
            for (long t = end - spanMs; t < end; t += 3 * BUCKET_MS) {
                lines(place, number, t);
            }
            events(place, number);
        }
        send("raw");
        verdicts(place, number);
        send("forever");
    }

    private static boolean isMeasured(int village) {
        return village % 7 != 6;
    }

    /** How good an operator is in a village at a time, 0 none .. 1 good. An hour every day at half past eleven local it is out. */
    private static double quality(int village, int operator, long t) {
        boolean isOut =
                (village + operator) % 4 == 1 && Math.floorMod(t + 7 * 3_600_000 - 84_600_000, DAY_MS) < 3_600_000;
        boolean isWhite = village % 11 == 5;
        return isOut || isWhite ? 0 : 0.7 + 0.3 * Math.sin(village * 1.7 + 0.3 * operator + t / 9e6);
    }

    private static int standing(int village, int operator, long t) {
        double quality = quality(village, operator, t);
        if (!isMeasured(village)) {
            return 0;
        }
        return quality == 0 ? 1 : quality < 0.5 ? 3 : 4;
    }

    private void bucket(Place place, int number, long t) {
        int best = 0;
        for (int o = 0; o < OPERATORS.size(); o++) {
            int standing = standing(number, o, t);
            best = Math.max(best, standing);
            if (isMeasured(number)) {
                waiting.add(rollup(place, OPERATORS.get(o), quality(number, o, t), standing) + ' ' + t);
            }
        }
        double quality = Math.max(quality(number, 0, t), Math.max(quality(number, 1, t), quality(number, 2, t)));
        String line = isMeasured(number)
                ? rollup(place, "any", quality, best)
                : "village_5m,village=" + place.id()
                        + ",operator=any good=0i,bad=0i,no_service=0i,levels=0i,standing_n=0i,standing=\"UNKNOWN\"";
        waiting.add(line + ",lat=" + place.lat() + ",lon=" + place.lon() + ",name=\"" + place.name() + "\",commune=\""
                + place.commune() + "\",area=\"" + place.area() + "\",district=\"" + place.district()
                + "\",households=" + place.homes() + "i " + t);
    }

    private static String rollup(Place place, String operator, double quality, int standing) {
        int good = (int) Math.round(5 * quality);
        int silent = quality == 0 ? 5 : 0;
        String mean = quality == 0 ? "" : ",rsrp_mean=" + number(level(quality));
        return "village_5m,village=" + place.id() + ",operator=" + operator + " good=" + good + "i,bad="
                + (5 - good - silent) + "i,no_service=" + silent + "i,levels=" + (5 - silent) + "i,standing_n="
                + standing
                + "i,standing=\"" + STANDINGS[standing] + '"' + mean;
    }

    private static double level(double quality) {
        return -120 + 35 * quality;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void samples(Place place, int number, long t) {
        for (int o = 0; o < OPERATORS.size(); o++) {
            double quality = quality(number, o, t);
            String tags = "mobile_sample,village=" + place.id() + ",probe=probe-" + place.id() + ",operator="
                    + OPERATORS.get(o) + ",plmn=" + PLMNS.get(o);
            long at = t + 1_000L * (number % 60) + o;
            if (quality == 0) {
                waiting.add(tags + ",rat=none reg=\"searching\",power=\"mains\",received_at=" + at + "i " + at);
                continue;
            }
            String level = number(level(quality));
            waiting.add(tags + ",rat=LTE level=" + level + ",rsrp=" + level + ",rsrq=" + number(-16 + 6 * quality)
                    + ",sinr=" + number(-3 + 20 * quality) + ",dl=" + number(2e6 + 3e7 * quality) + ",ul="
                    + number(5e5 + 8e6 * quality) + ",rtt=" + number(0.2 - 0.1 * quality)
                    + ",loss=0.0,cqi=9i,band=3i,cell=\"1187331\",reg=\"home\",serving=\"" + PLMNS.get(o)
                    + "\",power=\"mains\",received_at=" + at + "i " + at);
        }
    }

    /** Lines of every second village fall together for two hours; one line in nine stays dark. */
    private boolean isCut(int number, long t) {
        return number % 2 == 1 && t >= end - 4 * 3_600_000 && t < end - 2 * 3_600_000;
    }

    private void fibreBucket(Place place, int number, long t) {
        int up = isCut(number, t) ? 0 : LINES - 1;
        waiting.add("village_5m,village=" + place.id() + ",operator=fibre good=" + up + "i,bad=" + (LINES - up)
                + "i,no_service=0i,levels=" + up + "i " + t);
    }

    private void lines(Place place, int number, long t) {
        for (int line = 0; line < LINES; line++) {
            boolean isUp = line > 0 && !isCut(number, t);
            String light = isUp ? "rx=" + number(-17 - line - number % 3 + Math.sin(t / 1e7)) + ",tx=2.3," : "";
            long at = t + 7_000L * line;
            waiting.add("ont_sample,ont=ont-" + place.id() + '-' + line + ",village=" + place.id() + ",pon=olt-"
                    + number / 3
                    + "/1/" + number % 3 + ' ' + light + "up=" + (isUp ? 1 : 0) + "i,no_light=" + (isUp ? 0 : 1)
                    + "i,state=\"" + (isUp ? "O5" : "LOS") + "\",received_at=" + at + "i " + at);
        }
    }

    private void events(Place place, int number) {
        for (int line = 1; number % 2 == 1 && line < LINES; line++) {
            waiting.add("device_event,village=" + place.id() + ",event=dying_gasp device=\"ont-" + place.id() + '-'
                    + line + "\",name=\"dying_gasp\",received_at=" + (end - 4 * 3_600_000) + "i "
                    + (end - 4 * 3_600_000 + line));
        }
    }

    private void verdicts(Place place, int number) {
        long from = end - 4 * 3_600_000;
        long to = end - 2 * 3_600_000;
        String standing = "village_standing,village=" + place.id() + ",operator=";
        for (int revision = 1; revision <= 2; revision++) {
            waiting.add(standing
                    + "any standing_n=4i,standing=\"COVERED\",reason=\"good share 1.00\",indicator=\"mobile\",point=\""
                    + place.id() + "-centre\",from_ms=" + from + "i,to_ms=" + (revision == 1 ? -1 : to) + "i,known_at="
                    + (revision == 1 ? from : to) + "i,revision=" + revision + "i " + (from + revision));
        }
        if (number % 2 == 1) {
            incident(place, from, -1, 1, "opened");
            if (number % 4 == 1) {
                incident(place, from, to, 2, "closed");
            }
        }
    }

    private void incident(Place place, long from, long to, int revision, String state) {
        waiting.add("incident,village=" + place.id() + " id=\"" + place.id() + "-1\",state=\"" + state
                + "\",severity=\"major\",cause=\"feeder_fibre\",title_vi=\"Mất cáp quang tại " + place.name()
                + "\",title_en=\"Fibre lost in " + place.name() + "\",operators=\"\",body=\"{}\",revision=" + revision
                + "i,start_ms=" + from + "i,end_ms=" + to + "i,known_at=" + from + "i,households=" + place.homes()
                + "i "
                + (from + revision));
    }

    private void indicators(int villages, long spanMs) throws IOException, InterruptedException {
        for (long t = end - spanMs; t < end; t += BUCKET_MS) {
            for (String indicator : List.of(
                    "mobile",
                    "mobile.4g+",
                    "mobile.operator.viettel",
                    "mobile.operator.vinaphone",
                    "mobile.operator.mobifone",
                    "fibre")) {
                waiting.add(indicator(indicator, villages, t));
            }
        }
        send("forever");
    }

    private static String indicator(String name, int villages, long t) {
        int[] counts = new int[5];
        for (int v = 0; v < villages; v++) {
            int best = 0;
            for (int o = 0; o < OPERATORS.size(); o++) {
                best = Math.max(best, standing(v, o, t));
            }
            counts[best]++;
        }
        double lower = 100.0 * (counts[4] + counts[3]) / villages;
        return "indicator,indicator=" + name + " covered=" + counts[4] + "i,degraded=" + counts[3] + "i,uncovered="
                + (counts[1] + counts[2]) + "i,unknown=" + counts[0] + "i,total=" + villages + "i,target="
                + (name.equals("fibre") ? 70 : 100) + ".0,lower_bound=" + number(lower) + ",upper_bound="
                + number(lower + 100.0 * counts[0] / villages) + ",met=\"" + (name.equals("fibre") ? "yes" : "no")
                + "\" " + t;
    }

    private void send(String policy) throws IOException, InterruptedException {
        for (int i = 0; i < waiting.size(); i += AT_ONCE) {
            store.write(policy, String.join("\n", waiting.subList(i, Math.min(waiting.size(), i + AT_ONCE))));
        }
        waiting.clear();
    }
}
