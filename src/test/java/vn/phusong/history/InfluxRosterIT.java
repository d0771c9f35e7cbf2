package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** What Grafana finds: every village in every bucket, the promise over all of them, and no more series than promised. On a real InfluxDB. */
class InfluxRosterIT {
    private static final long MINUTE = 60_000;
    private static final long BUCKET = Rollup.BUCKET_MS;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final List<EventKind> LINE_WORDS =
            List.of(EventKind.DYING_GASP, EventKind.LOS, EventKind.LOS_CLEAR, EventKind.ONLINE, EventKind.OFFLINE);

    @TempDir
    private Path place;

    private Influxd influxd;
    private SmallRoster roster = SmallRoster.of(5, 2, 1);
    private final RememberedJournal journal = new RememberedJournal();
    private final long start = InstantSource.system().millis() / DAY * DAY - 2 * DAY;

    @BeforeEach
    void start() throws Exception {
        influxd = Influxd.start(place.resolve("influxd"));
    }

    @AfterEach
    void stop() {
        influxd.close();
    }

    private History open() {
        return new InfluxHistory(
                influxd.settings("phusong"),
                HistorySettings.DEFAULT,
                new InfluxHistory.Ground(
                        roster, roster::registry, () -> SampleRules.DEFAULT, InstantSource.system(), place));
    }

    private List<Answered.Row> ask(String query) throws HistoryTrouble {
        try (InfluxDoor door = new InfluxDoor(influxd.settings("phusong"))) {
            return door.ask(query);
        }
    }

    @CanIgnoreReturnValue
    private long tick(long at, StandingChange... changes) {
        return journal.add(
                new Event.Tick(at), new Effects(List.of(changes), List.of(), List.of(), List.of(), List.of()));
    }

    private static StandingChange change(
            String village, @Nullable String operator, Standing from, Standing to, long at) {
        return new StandingChange(
                "mobile", village, operator == null ? null : village + "-centre", operator, from, to, at, "enter");
    }

    private void apply(History history) throws Exception {
        history.apply(journal.after(history.cursor().position(), 100_000));
    }

    @Test
    void every_village_stands_in_every_bucket_measured_or_not() throws Exception {
        for (long minute = 0; minute <= 15; minute++) {
            long at = start + minute * MINUTE;
            if (minute == 7) {
                tick(
                        at,
                        change("v0", "viettel", Standing.UNKNOWN, Standing.COVERED, at),
                        change("v0", null, Standing.UNKNOWN, Standing.COVERED, at));
            } else {
                tick(at);
            }
        }
        try (History history = open()) {
            apply(history);
        }
        List<Answered.Row> rows =
                ask("SELECT * FROM phusong.rollup.village_5m WHERE operator = 'any' GROUP BY village");
        assertEquals(5 * 3, rows.size());
        List<Answered.Row> v0 = rows.subList(0, 3);
        assertEquals(
                List.of(0L, 4L, 4L),
                v0.stream().map(row -> row.whole("standing_n", -1)).toList());
        assertEquals(
                List.of(start, start + BUCKET, start + 2 * BUCKET),
                v0.stream().map(Answered.Row::at).toList());
        assertEquals("Xã \"Hai\", Ba", v0.get(0).text("commune"));
        assertEquals("Huyện Một", v0.get(0).text("district"));
        assertEquals("Thôn 0", v0.get(0).text("name"));
        assertEquals(22.1, v0.get(0).real("lat"));
        assertEquals(40, v0.get(0).whole("households", -1));
        assertTrue(rows.subList(3, 15).stream()
                .allMatch(row -> row.text("standing").equals("UNKNOWN")));
        assertEquals(
                2,
                ask("SELECT standing_n FROM phusong.rollup.village_5m WHERE operator = 'viettel' AND village = 'v0'")
                        .size());
    }

    @Test
    void the_promise_is_counted_over_the_roster_and_bounded_by_what_nobody_knows() throws Exception {
        tick(start);
        tick(
                start + MINUTE,
                change("v0", null, Standing.UNKNOWN, Standing.COVERED, start + MINUTE),
                change("v1", null, Standing.UNKNOWN, Standing.UNCOVERED, start + MINUTE));
        tick(start + BUCKET);
        try (History history = open()) {
            apply(history);
        }
        List<Answered.Row> rows = ask("SELECT * FROM phusong.forever.indicator WHERE indicator = 'mobile'");
        assertEquals(1, rows.size());
        Answered.Row mobile = rows.get(0);
        assertEquals(start, mobile.at());
        assertEquals(
                List.of(1L, 0L, 1L, 3L, 5L),
                List.of(
                        mobile.whole("covered", -1),
                        mobile.whole("degraded", -1),
                        mobile.whole("uncovered", -1),
                        mobile.whole("unknown", -1),
                        mobile.whole("total", -1)));
        assertEquals(20.0, mobile.real("lower_bound"));
        assertEquals(80.0, mobile.real("upper_bound"));
        assertEquals(100.0, mobile.real("target"));
        assertEquals("no", mobile.text("met"));
        assertEquals(
                6,
                ask("SELECT last(total) FROM phusong.forever.indicator GROUP BY indicator")
                        .size());
    }

    @Test
    void a_restart_between_two_buckets_forgets_no_standing() throws Exception {
        tick(start);
        tick(start + MINUTE, change("v1", null, Standing.UNKNOWN, Standing.UNCOVERED, start + MINUTE));
        try (History history = open()) {
            apply(history);
        }
        tick(start + BUCKET);
        try (History history = open()) {
            apply(history);
        }
        List<Answered.Row> rows = ask("SELECT standing_n FROM phusong.rollup.village_5m WHERE village = 'v1'");
        assertEquals(1, rows.size());
        assertEquals(1, rows.get(0).whole("standing_n", -1));
        tick(
                start + BUCKET + MINUTE,
                change("v1", null, Standing.UNCOVERED, Standing.COVERED, start + BUCKET + MINUTE));
        try (History history = open()) {
            apply(history);
            List<StandingSpan> spans = history.standings("v1", start, start + DAY, History.TODAY, 10);
            assertEquals(2, spans.size());
            assertEquals(start + BUCKET + MINUTE, spans.get(0).to());
        }
    }

    @Test
    void the_figures_of_a_bucket_join_the_standing_of_it() throws Exception {
        tick(start);
        tick(start + BUCKET);
        Rollup viettel = new Rollup("v0", "viettel", start, 4, 1, 0, -480.5, 5);
        Rollup mobifone = new Rollup("v0", "mobifone", start, 0, 0, 5, 0, 0);
        Rollup lines = new Rollup("v0", Rollup.FIBRE, start, 1, 0, 0, 0, 0);
        journal.add(
                new Event.Tick(start + 2 * BUCKET),
                new Effects(List.of(), List.of(), List.of(), List.of(viettel, mobifone, lines), List.of()));
        try (History history = open()) {
            apply(history);
            assertEquals(List.of(lines, mobifone, viettel), history.rollups("v0", start, start + BUCKET, 10));
        }
        List<Answered.Row> any =
                ask("SELECT * FROM phusong.rollup.village_5m WHERE village = 'v0' AND operator = 'any' AND time < "
                        + (start + BUCKET) * 1_000_000L);
        assertEquals(1, any.size());
        assertEquals(4, any.get(0).whole("good", -1));
        assertEquals(5, any.get(0).whole("no_service", -1));
        assertEquals(-96.1, any.get(0).real("rsrp_mean"), 1e-9);
        assertEquals(0, any.get(0).whole("standing_n", -1));
    }

    @Test
    void a_synthetic_day_makes_no_more_series_than_devices_and_villages_allow() throws Exception {
        int villages = 20;
        int probes = 20;
        int lines = 10;
        roster = SmallRoster.of(villages, probes, lines);
        long devices = roster.registry().devices().size();
        try (History history = open()) {
            for (int hour = 0; hour < 24; hour++) {
                for (int minute = 0; minute < 60; minute += 5) {
                    step(start + (hour * 60L + minute) * MINUTE, probes, lines, hour);
                }
                apply(history);
            }
            assertEquals(0, history.setAside());
        }
        long series = 0;
        for (Keep keep : Keep.values()) {
            series += ask("SELECT * FROM phusong." + keep.policy() + "./.*/ GROUP BY * LIMIT 1")
                    .size();
        }
        long most = (long) (devices * 1.05) + villages * 20L;
        System.out.println("series after a day: " + series + ", allowed " + most + " (" + devices + " devices, "
                + villages + " villages)");
        assertTrue(series <= most, series + " series, allowed " + most);
        assertTrue(series > devices, "a day has a series for each device at least, was " + series);
        assertFalse(ask("SELECT * FROM phusong.raw.device_event LIMIT 1").isEmpty());
        // Days of here begin at 17:00 in UTC, also for who asks the store itself.
        List<Answered.Row> days = ask("SELECT count(up) FROM phusong.raw.ont_sample WHERE time >= "
                + start * 1_000_000L + " AND time < " + (start + DAY) * 1_000_000L
                + " GROUP BY time(1d) TZ('Asia/Ho_Chi_Minh')");
        long said = 12L * probes * lines;
        // Of every village one event is a line's word for each of five kinds, at a time of its own.
        assertEquals(
                List.of(17 * said + 5 * wordsBefore(17, probes), 7 * said + 5 * (probes - wordsBefore(17, probes))),
                days.stream().map(row -> row.whole("count", 0)).toList());
        assertEquals(start + 17 * 60 * MINUTE, days.get(1).at());
    }

    private static long wordsBefore(int hour, int probes) {
        return java.util.stream.IntStream.range(0, probes)
                .filter(i -> Math.floorMod(3 - i, 24) < hour)
                .count();
    }

    private static List<Reading> everyEvent(int village, long at) {
        List<Reading> events = new ArrayList<>();
        for (EventKind kind : EventKind.values()) {
            String name = kind.word().isEmpty() ? "door_open" : kind.word();
            boolean isOfLine = LINE_WORDS.contains(kind);
            String device = isOfLine ? "ont-" + village + "-1" : "probe-" + village;
            long then = at + 1 + events.size();
            if (kind != EventKind.HEARTBEAT) {
                events.add(new Reading(device, "olt-1", then, then, -1, new DeviceEvent(kind, name)));
            }
        }
        return events;
    }

    /** Every probe falls back to 3G for two hours and loses its network for one, every event there is happens once in each village, standings change every hour. */
    private void step(long at, int probes, int lines, int hour) {
        List<Reading> readings = new ArrayList<>();
        List<StandingChange> changes = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            int phase = (hour + i) % 24;
            Rat rat = phase < 2 ? Rat.UMTS : phase == 2 ? Rat.NONE : Rat.LTE;
            List<Radio> radio = new ArrayList<>();
            for (String plmn : List.of("45204", "45202", "45201")) {
                Levels levels =
                        rat == Rat.NONE ? Levels.ABSENT : new Levels(-95, -11.5f, Float.NaN, Float.NaN, -90, Float.NaN);
                radio.add(new Radio(plmn, null, rat, Registration.HOME, levels, Levels.ABSENT, -1, 3, "1"));
            }
            readings.add(
                    new Reading("probe-" + i, "probe-" + i, at, at, 1, new Mobile(radio, null, PowerSource.MAINS)));
            for (int n = 0; n < lines; n++) {
                readings.add(SmallWorld.fibre("ont-" + i + "-" + n, at, at, -20, true));
            }
            if (phase == 3 && at % (60 * MINUTE) == 0) {
                readings.addAll(everyEvent(i, at));
            }
            if (at % (60 * MINUTE) == 0) {
                Standing to = hour % 2 == 0 ? Standing.COVERED : Standing.DEGRADED;
                Standing from = hour % 2 == 0 ? Standing.DEGRADED : Standing.COVERED;
                changes.add(change("v" + i, null, from, to, at));
                for (String operator : List.of("viettel", "vinaphone", "mobifone")) {
                    changes.add(change("v" + i, operator, from, to, at));
                }
            }
        }
        journal.add(new Event.Readings(at, readings), Effects.NONE);
        List<Rollup> rollups = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            rollups.add(new Rollup("v" + i, "viettel", at - 2 * BUCKET, 5, 0, 0, -475, 5));
            rollups.add(new Rollup("v" + i, Rollup.FIBRE, at - 2 * BUCKET, lines, 0, 0, 0, 0));
        }
        List<vn.phusong.incident.Incident> incidents = at % (60 * MINUTE) == 0 && hour > 0
                ? List.of(SmallWorld.incident("v" + hour % 20, hour, at))
                : List.of();
        journal.add(new Event.Tick(at + MINUTE), new Effects(changes, incidents, List.of(), rollups, List.of()));
    }
}
