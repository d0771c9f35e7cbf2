package vn.phusong.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Reading;

/** What InfluxDB holds of devices: their newest times, and the points that late readings would repeat. */
final class KnownQuery {
    /** So many devices in one question. */
    private static final int AT_ONCE = 50;

    /** A device's clock may run ahead of ours by so much at the door; its readings stand at the time they came. */
    private static final long AHEAD_MS = 3_600_000L;

    private static final long NANOS = 1_000_000L;

    private final InfluxDoor door;
    private final InfluxNames names;

    KnownQuery(InfluxDoor door) {
        this.door = door;
        this.names = new InfluxNames(door.settings().database());
    }

    /** Takes a device and a time it told. */
    interface NewestTold {
        void of(String device, long at);
    }

    void newest(NewestTold told) throws HistoryTrouble {
        for (String field : List.of("received_at", "claimed")) {
            newest("mobile_sample", "probe", field, told);
            newest("ont_sample", "ont", field, told);
        }
    }

    private void newest(String measurement, String tag, String field, NewestTold told) throws HistoryTrouble {
        String query =
                "SELECT last(\"" + field + "\") FROM " + names.of(Keep.RAW, measurement) + " GROUP BY \"" + tag + "\"";
        for (Answered.Row row : door.ask(query)) {
            String device = row.tags().getOrDefault(tag, "");
            told.of(device, field.equals("claimed") ? row.whole("last", 0) : row.at());
        }
    }

    Set<Firsts.Known> among(List<Reading> late) throws HistoryTrouble {
        List<Reading> mobile = new ArrayList<>();
        List<Reading> fibre = new ArrayList<>();
        List<Reading> events = new ArrayList<>();
        for (Reading reading : late) {
            (reading.content() instanceof DeviceEvent ? events : reading.content() instanceof Fibre ? fibre : mobile)
                    .add(reading);
        }
        Set<Firsts.Known> known = new HashSet<>();
        samples(mobile, "mobile_sample", "probe", known);
        samples(fibre, "ont_sample", "ont", known);
        if (!events.isEmpty()) {
            Range range = new Range();
            events.forEach(range::add);
            for (Answered.Row row : door.ask(
                    "SELECT \"device\", \"claimed\" FROM " + names.of(Keep.RAW, "device_event") + range.where())) {
                known.add(known(row, row.text("device"), Lines.tag("")));
            }
        }
        return known;
    }

    private void samples(List<Reading> late, String measurement, String tag, Set<Firsts.Known> known)
            throws HistoryTrouble {
        TreeMap<String, Range> ranges = new TreeMap<>();
        late.forEach(reading -> ranges.computeIfAbsent(Lines.tag(reading.device()), device -> new Range())
                .add(reading));
        List<String> devices = new ArrayList<>(ranges.keySet());
        for (int i = 0; i < devices.size(); i += AT_ONCE) {
            List<String> some = devices.subList(i, Math.min(devices.size(), i + AT_ONCE));
            Range range = new Range();
            StringBuilder among = new StringBuilder();
            for (String device : some) {
                range.add(ranges.getOrDefault(device, range));
                among.append(among.length() == 0 ? " AND (" : " OR ")
                        .append('"')
                        .append(tag)
                        .append("\" = ")
                        .append(InfluxNames.literal(device));
            }
            String query = "SELECT \"received_at\", \"claimed\" FROM " + names.of(Keep.RAW, measurement) + range.where()
                    + among + ") GROUP BY \"" + tag + "\", \"plmn\"";
            for (Answered.Row row : door.ask(query)) {
                String slot = row.tags().getOrDefault("plmn", "");
                known.add(known(row, row.tags().getOrDefault(tag, ""), Lines.tag(slot)));
            }
        }
    }

    private static Firsts.Known known(Answered.Row row, String device, String slot) {
        return new Firsts.Known(device, row.whole("claimed", row.at()), (int) Math.floorMod(row.nanos(), NANOS), slot);
    }

    /** Where points of some readings may stand. */
    private static final class Range {
        private long from = Long.MAX_VALUE;
        private long to = Long.MIN_VALUE;

        private void add(Reading reading) {
            boolean isAhead = reading.claimedAt() > reading.receivedAt();
            from = Math.min(from, isAhead ? reading.claimedAt() - AHEAD_MS : reading.at());
            to = Math.max(to, reading.claimedAt());
        }

        private void add(Range other) {
            from = Math.min(from, other.from);
            to = Math.max(to, other.to);
        }

        private String where() {
            return " WHERE time >= " + from * NANOS + " AND time < " + (to + 1) * NANOS;
        }
    }
}
