package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Ledger;
import vn.phusong.coverage.Numbering;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.incident.Owed;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Place;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Site;

/** How far devices are believed: clocks, numbers, what was sent, cells and levels. Edge cases of domain.md §7.9 by their numbers. */
class TrustTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = Province.T0;

    private final Province province = new Province()
            .village("v1", 100)
            .probe("p1", "v1", MINUTE, "viettel")
            .begin();

    @CanIgnoreReturnValue
    private Outcome say(long seq, long claimedAt, long receivedAt, Content content) {
        Reading reading = new Reading("p1", "p1", claimedAt, receivedAt, seq, content);
        return province.step(new Event.Readings(receivedAt, List.of(reading)))
                .outcomes()
                .get(0);
    }

    private void say(long at, Content content) {
        assertEquals(Outcome.COMMITTED, say(-1, at, at + 300, content));
    }

    private void spurn(long at, long seq, RefusalReason reason) {
        province.step(new Event.Readings(at, List.of(), List.of(new Spurned("p1", at, seq, reason))));
    }

    private void tick(long at) {
        province.step(new Event.Tick(at));
    }

    private int said;

    private Mobile cell(float rsrpDbm, String cell) {
        return radio("45204", rsrpDbm, -10, 12 + said++ % 3, cell);
    }

    private static Mobile radio(String plmn, float rsrpDbm, float rsrqDb, float sinrDb, String cell) {
        Levels levels = new Levels(rsrpDbm, rsrqDb, sinrDb, Float.NaN, Float.NaN, Float.NaN);
        return new Mobile(
                List.of(new Radio(plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, cell)),
                null,
                null);
    }

    private List<Flag> flags(String device) {
        for (DeviceFlags flagged : province.engine.picture(1).flagged()) {
            if (flagged.device().equals(device)) {
                return flagged.flags();
            }
        }
        return List.of();
    }

    private List<FlagKind> kinds(String device) {
        return flags(device).stream().map(Flag::kind).toList();
    }

    private DeviceLook look(String device, DeviceKind kind) {
        SnapshotRow row = province.engine.allRows().stream()
                .filter(one -> one.kind().equals(DeviceLook.ROW) && one.key().equals(device))
                .findFirst()
                .orElseThrow();
        return DeviceLook.of(kind, device, row.value());
    }

    private List<Ledger.Day> days() {
        return Objects.requireNonNull(look("p1", DeviceKind.PROBE).watch().days())
                .days();
    }

    private List<Numbering.Gap> gaps() {
        return Objects.requireNonNull(look("p1", DeviceKind.PROBE).watch().numbering())
                .gaps();
    }

    private VillageCoverage v1() {
        return Objects.requireNonNull(province.engine.picture(1).villages().get("v1"));
    }

    // --- clocks

    @Test
    void case_3_a_clock_seven_hours_behind_is_flagged_by_the_second_report_and_moves_no_village() {
        say(-1, T0 - 7 * HOUR, T0, Province.good("45204"));
        assertEquals(List.of(), kinds("p1"));
        say(-1, T0 + MINUTE - 7 * HOUR, T0 + MINUTE, Province.good("45204"));
        assertEquals(List.of(FlagKind.CLOCK), kinds("p1"));
        assertTrue(
                flags("p1").get(0).vi().contains("chậm khoảng 7 giờ"),
                flags("p1").get(0).vi());
        for (int minute = 2; minute < 40; minute++) {
            say(-1, T0 + minute * MINUTE - 7 * HOUR, T0 + minute * MINUTE, Province.bad("45204"));
            tick(T0 + minute * MINUTE + 30_000);
        }
        assertEquals(Standing.UNKNOWN, v1().standing(), "nothing of it is of now");
        assertEquals(T0 + 39 * MINUTE + 30_000, province.engine.now());
    }

    @Test
    void case_3_a_clock_ahead_within_what_is_allowed_counts_as_of_its_receipt_and_is_flagged() {
        for (int minute = 0; minute < 30; minute++) {
            long at = T0 + minute * MINUTE;
            say(-1, at + 4 * MINUTE, at, Province.good("45204"));
            tick(at + 1000);
            assertEquals(minute >= 1 ? List.of(FlagKind.CLOCK) : List.of(), kinds("p1"), "minute " + minute);
        }
        assertEquals(Standing.COVERED, v1().standing());
        assertEquals(T0 + 29 * MINUTE, v1().slots().get(0).lastSampleAt());
    }

    @Test
    void case_3_times_of_1970_and_2106_are_refused_and_flagged_by_the_second_report() {
        spurn(T0, -1, RefusalReason.TIME_TOO_OLD);
        spurn(T0, -1, RefusalReason.TIME_TOO_OLD);
        assertEquals(List.of(), kinds("p1"), "two of one report");
        spurn(T0 + MINUTE, -1, RefusalReason.TIME_TOO_OLD);
        assertEquals(List.of(FlagKind.CLOCK), kinds("p1"));
        spurn(T0 + 2 * MINUTE, -1, RefusalReason.TIME_IN_FUTURE);
        spurn(T0 + 3 * MINUTE, -1, RefusalReason.TIME_IN_FUTURE);
        assertTrue(
                flags("p1").get(0).en().contains("future"), flags("p1").get(0).en());
        assertEquals(Silence.NEVER_HEARD, v1().silence());
    }

    @Test
    void a_clock_that_is_right_again_is_cleared() {
        say(-1, T0 - 7 * HOUR, T0, Province.good("45204"));
        say(-1, T0 + MINUTE - 7 * HOUR, T0 + MINUTE, Province.good("45204"));
        assertEquals(List.of(FlagKind.CLOCK), kinds("p1"));
        say(-1, T0 + 2 * MINUTE, T0 + 2 * MINUTE + 500, Province.good("45204"));
        say(-1, T0 + 3 * MINUTE, T0 + 3 * MINUTE + 500, Province.good("45204"));
        assertEquals(List.of(), kinds("p1"));
    }

    @Test
    void a_backlog_is_no_wrong_clock_however_it_comes() {
        // Three hours handed in within some minutes, two a second, with live ones between.
        int minute = -200;
        for (long received = T0; minute < -5; received += 500, minute++) {
            say(-1, T0 + minute * MINUTE, received, Province.good("45204"));
            assertEquals(List.of(), kinds("p1"), "minute " + minute);
        }
        for (int late = 0; late < 60; late++) {
            // And one that speaks once an hour of all its minutes.
            long received = T0 + 3 * HOUR + late;
            say(-1, T0 + 2 * HOUR + late * MINUTE, received, Province.good("45204"));
        }
        assertEquals(List.of(), kinds("p1"));
    }

    // --- numbers

    @Test
    void numbers_that_never_came_are_named_as_a_range() {
        say(1040, T0, T0, Province.good("45204"));
        say(1041, T0 + MINUTE, T0 + MINUTE, Province.good("45204"));
        say(1101, T0 + 61 * MINUTE, T0 + 61 * MINUTE, Province.good("45204"));
        assertEquals(List.of(new Numbering.Gap(1042, 1100, Ledger.dayOf(T0))), gaps());
    }

    @Test
    void late_arrivals_fill_their_gap_and_what_is_still_missing_stays() {
        say(1, T0, T0, Province.good("45204"));
        say(10, T0 + 9 * MINUTE, T0 + 9 * MINUTE, Province.good("45204"));
        say(5, T0 + 4 * MINUTE, T0 + 10 * MINUTE, Province.good("45204"));
        say(2, T0 + MINUTE, T0 + 10 * MINUTE, Province.good("45204"));
        int day = Ledger.dayOf(T0);
        assertEquals(List.of(new Numbering.Gap(6, 9, day), new Numbering.Gap(3, 4, day)), gaps());
        assertEquals(List.of(new Ledger.Day(day, 4, 0, 0, 6)), days());
    }

    @Test
    void case_2_a_lower_number_with_a_later_time_is_a_restart_and_no_loss() {
        say(900, T0, T0, Province.good("45204"));
        say(3, T0 + MINUTE, T0 + MINUTE, Province.good("45204"));
        say(4, T0 + 2 * MINUTE, T0 + 2 * MINUTE, Province.good("45204"));
        assertEquals(List.of(), gaps());
        assertEquals(
                1,
                Objects.requireNonNull(look("p1", DeviceKind.PROBE).watch().numbering())
                        .restarts());
        // A number beyond anything it could have said meanwhile is another numbering too.
        say(5_000_000, T0 + 3 * MINUTE, T0 + 3 * MINUTE, Province.good("45204"));
        assertEquals(List.of(), gaps());
        assertEquals(0, days().get(0).lost());
    }

    @Test
    void only_the_eight_newest_gaps_are_kept() {
        for (int i = 0; i < 20; i++) {
            say(3L * i, T0 + i * MINUTE, T0 + i * MINUTE, Province.good("45204"));
        }
        assertEquals(8, gaps().size());
        assertEquals(new Numbering.Gap(55, 56, Ledger.dayOf(T0)), gaps().get(0));
        assertEquals(38, days().get(0).lost());
    }

    // --- ledger

    @Test
    void what_was_sent_is_stored_or_duplicate_or_refused_or_lost() {
        java.util.Random random = new java.util.Random(11);
        long[] truth = new long[4];
        long sent = 0;
        for (int n = 0; n < 2000; n++) {
            long at = T0 + n * 30_000L;
            boolean isLast = n == 1999;
            switch (isLast ? 9 : random.nextInt(10)) {
                case 0 -> truth[3]++;
                case 1 -> {
                    // Its number is never read.
                    spurn(at, -1, RefusalReason.UNPARSABLE);
                    truth[2]++;
                }
                case 2 -> {
                    assertEquals(Outcome.COMMITTED, say(n, at, at, Province.good("45204")));
                    assertEquals(Outcome.DUPLICATE, say(n, at, at + 10, Province.good("45204")));
                    truth[0]++;
                    truth[1]++;
                    sent++;
                }
                case 3 -> {
                    // The same time with other content: the second bears a number of its own.
                    assertEquals(Outcome.COMMITTED, say(n, at, at, Province.good("45204")));
                    n++;
                    assertEquals(Outcome.CONFLICT, say(n, at, at + 10, Province.bad("45204")));
                    truth[0]++;
                    truth[2]++;
                    sent++;
                }
                default -> {
                    assertEquals(Outcome.COMMITTED, say(n, at, at, Province.good("45204")));
                    truth[0]++;
                }
            }
            sent++;
        }
        Ledger.Day sum = new Ledger.Day(0, 0, 0, 0, 0);
        for (Ledger.Day day : days()) {
            sum = sum.plus(day);
        }
        assertEquals(truth[0], sum.stored());
        assertEquals(truth[1], sum.duplicate());
        assertEquals(truth[2], sum.refused());
        assertEquals(truth[3], sum.lost());
        assertEquals(sent, sum.sent());
    }

    @Test
    void a_reading_belongs_to_the_local_day_of_its_own_time() {
        // T0 is midnight at +07:00.
        say(1, T0 - 1, T0 + MINUTE, Province.good("45204"));
        say(2, T0, T0 + MINUTE, Province.good("45204"));
        int day = Ledger.dayOf(T0);
        assertEquals(List.of(new Ledger.Day(day, 1, 0, 0, 0), new Ledger.Day(day - 1, 1, 0, 0, 0)), days());
        assertEquals("2026-01-01", java.time.LocalDate.ofEpochDay(day).toString());
    }

    @Test
    void the_log_without_what_was_not_taken_gives_the_same_state_again() {
        Engine live = new Engine(vn.phusong.coverage.SampleRules.DEFAULT);
        Engine again = new Engine(vn.phusong.coverage.SampleRules.DEFAULT);
        java.util.Random random = new java.util.Random(3);
        step(live, again, new Event.RegistryChanged(T0 - MINUTE, province.change()));
        for (int n = 0; n < 400; n++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                long at = T0 + (n - random.nextInt(4)) * MINUTE;
                Content content = random.nextBoolean() ? Province.good("45204") : cell(-100, "c" + random.nextInt(4));
                readings.add(new Reading("p1", "p1", at, T0 + n * MINUTE, n - random.nextInt(5), content));
            }
            List<Spurned> spurned = random.nextInt(3) > 0
                    ? List.of()
                    : List.of(new Spurned("p1", T0 + n * MINUTE, -1, RefusalReason.TIME_IN_FUTURE));
            step(live, again, new Event.Readings(T0 + n * MINUTE, readings, spurned));
            step(live, again, new Event.Tick(T0 + n * MINUTE + 30_000));
            if (n == 200) {
                again = Engine.restore(again.allRows());
            }
        }
        same(live, again);
    }

    /** What the journal would keep of an event, to the other. */
    private static void step(Engine live, Engine again, Event event) {
        Effects made = live.step(event);
        Event kept = event;
        if (event instanceof Event.Readings batch) {
            List<Reading> taken = new ArrayList<>();
            List<Spurned> spurned = new ArrayList<>();
            for (int i = 0; i < batch.readings().size(); i++) {
                Spurned one =
                        Spurned.of(batch.readings().get(i), made.outcomes().get(i));
                if (one == null) {
                    taken.add(batch.readings().get(i));
                } else {
                    spurned.add(one);
                }
            }
            spurned.addAll(batch.spurned());
            kept = new Event.Readings(batch.at(), taken, spurned);
        }
        assertEquals(made.standings(), again.step(kept).standings());
    }

    private static void same(Engine one, Engine other) {
        List<SnapshotRow> rows = one.allRows();
        List<SnapshotRow> others = other.allRows();
        assertEquals(rows.size(), others.size());
        for (int i = 0; i < rows.size(); i++) {
            assertArrayEquals(
                    rows.get(i).value(),
                    others.get(i).value(),
                    rows.get(i).kind() + rows.get(i).key());
        }
    }

    // --- suspended and moved

    @Test
    void case_17_a_suspended_sim_makes_no_village_uncovered() {
        for (int minute = 0; minute < 60; minute++) {
            say(T0 + minute * MINUTE, Province.good("45204"));
            tick(T0 + minute * MINUTE + 30_000);
        }
        assertEquals(Standing.COVERED, v1().standing());
        say(T0 + HOUR, new DeviceEvent(EventKind.SIM_SUSPENDED, "sim_suspended"));
        for (int minute = 61; minute < 160; minute++) {
            say(T0 + minute * MINUTE, minute % 2 == 0 ? Province.bad("45204") : dead());
            tick(T0 + minute * MINUTE + 30_000);
        }
        assertEquals(Standing.UNKNOWN, v1().standing());
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), kinds("p1"));
        assertEquals(List.of(), province.owed());
        assertTrue(province.engine.openIncidents().isEmpty());
        say(T0 + 160 * MINUTE, new DeviceEvent(EventKind.ONLINE, "online"));
        assertEquals(List.of(), kinds("p1"));
    }

    private static Mobile dead() {
        Mobile strong = Province.mobile(-70, "45204");
        return new Mobile(strong.radio(), new ActiveTest("45204", 0, 0, Double.NaN, 1), null);
    }

    /** A day at home, so that it is settled there; ends at the returned minute. */
    private int aDayAtHome() {
        for (int minute = 0; minute < 25 * 60; minute++) {
            say(T0 + minute * MINUTE, cell(-90, minute % 7 == 0 ? "home-2" : "home-1"));
            tick(T0 + minute * MINUTE + 30_000);
        }
        assertEquals(Standing.COVERED, v1().standing());
        return 25 * 60;
    }

    @CanIgnoreReturnValue
    private int speak(int from, int minutes, Supplier<Content> content) {
        for (int minute = from; minute < from + minutes; minute++) {
            say(T0 + minute * MINUTE, content.get());
            tick(T0 + minute * MINUTE + 30_000);
        }
        return from + minutes;
    }

    @Test
    void case_21_a_probe_carried_away_tells_no_outage_and_is_flagged() {
        int minute = aDayAtHome();
        minute = speak(minute + 40, 300, () -> cell(-125, "far-1"));
        assertEquals(Standing.UNKNOWN, v1().standing());
        assertEquals(List.of(FlagKind.MOVED), kinds("p1"));
        assertEquals(List.of(), province.owed());
        assertTrue(province.effects.stream()
                .flatMap(made -> made.standings().stream())
                .noneMatch(change -> change.to() == Standing.UNCOVERED));
        // Brought back, it is believed again.
        speak(minute + 40, 60, () -> cell(-90, "home-1"));
        assertEquals(List.of(), kinds("p1"));
        assertEquals(Standing.COVERED, v1().standing());
    }

    @Test
    void a_dead_mast_is_an_outage_though_the_probe_is_served_by_a_cell_never_seen() {
        int minute = aDayAtHome();
        speak(minute, 60, () -> cell(-125, "far-1"));
        assertEquals(Standing.UNCOVERED, v1().standing());
        assertEquals(List.of(), kinds("p1"));
        assertEquals(1, province.engine.openIncidents().size());
    }

    @Test
    void a_probe_that_was_off_and_finds_its_cells_again_is_not_moved() {
        int minute = aDayAtHome();
        speak(minute + 300, 60, () -> cell(-125, "home-2"));
        assertEquals(List.of(), kinds("p1"));
        assertEquals(Standing.UNCOVERED, v1().standing());
    }

    @Test
    void a_new_row_in_the_registry_says_where_the_probe_stands_now() {
        int minute = aDayAtHome();
        minute = speak(minute + 40, 60, () -> cell(-90, "far-1"));
        assertEquals(List.of(FlagKind.MOVED), kinds("p1"));
        assertEquals(Standing.UNKNOWN, v1().standing());
        Province said = new Province().village("v1", 100).probe("p1", "v1", 2 * MINUTE, "viettel");
        province.step(new Event.RegistryChanged(T0 + minute * MINUTE, said.change()));
        assertEquals(List.of(), kinds("p1"));
        speak(minute, 90, () -> cell(-90, "far-1"));
        assertEquals(Standing.COVERED, v1().standing());
    }

    @Test
    void a_probe_that_stays_where_it_was_carried_is_judged_there_after_three_days_as_a_place_never_served() {
        int minute = aDayAtHome();
        speak(minute + 40, 73 * 60, () -> cell(-125, "far-1"));
        assertEquals(List.of(), kinds("p1"));
        assertEquals(Standing.UNCOVERED, v1().standing());
        assertEquals(List.of(), province.owed(), "listed, not alarmed");
    }

    @Test
    void what_was_out_where_a_probe_stood_is_closed_as_left_when_it_is_accepted_elsewhere() {
        int minute = aDayAtHome();
        minute = speak(minute, 60, () -> cell(-125, "home-1"));
        assertEquals(1, province.engine.openIncidents().size());
        speak(minute + 40, 73 * 60, () -> cell(-90, "far-1"));
        assertEquals(List.of(), kinds("p1"), "it is accepted where it stands");
        assertEquals(Standing.COVERED, v1().standing());
        assertEquals(List.of(), province.engine.openIncidents());
        List<Owed> owed =
                province.effects.stream().flatMap(made -> made.owed().stream()).toList();
        assertEquals(2, owed.size());
        assertEquals(Owed.Step.CLOSED, owed.get(1).step());
        assertTrue(owed.get(1).incident().marks().left(), "what is measured elsewhere repairs nothing");
    }

    @Test
    void a_slot_that_begins_anew_leaves_no_row_of_its_past_behind() {
        Map<String, SnapshotRow> kept = new TreeMap<>();
        int minute = aDayAtHome();
        minute = speak(minute + 40, 71 * 60, () -> cell(-125, "far-1"));
        keep(kept);
        speak(minute, 3 * 60, () -> cell(-125, "far-1"));
        assertEquals(List.of(), kinds("p1"), "it is accepted where it stands");
        keep(kept);
        assertEquals(
                province.engine.allRows().stream()
                        .filter(row -> row.kind().equals(Rows.PAST))
                        .map(SnapshotRow::key)
                        .toList(),
                List.copyOf(kept.keySet()));
    }

    private void keep(Map<String, SnapshotRow> kept) {
        for (SnapshotRow row : province.engine.takeDirtyRows()) {
            if (!row.kind().equals(Rows.PAST)) {
                continue;
            }
            if (row.value().length == 0) {
                kept.remove(row.key());
            } else {
                kept.put(row.key(), row);
            }
        }
    }

    @Test
    void case_21_known_masts_say_how_far_it_was_carried_and_a_neighbour_is_not_far() {
        site("m1", "home-1", 105.80);
        site("m2", "near-1", 105.83);
        site("m3", "far-1", 105.95);
        int minute = aDayAtHome();
        minute = speak(minute + 40, 10, () -> cell(-90, "near-1"));
        assertEquals(List.of(), kinds("p1"), "3 km");
        minute = speak(minute, 5, () -> cell(-90, "home-1"));
        speak(minute + 40, 10, () -> cell(-90, "far-1"));
        assertEquals(List.of(FlagKind.MOVED), kinds("p1"));
        assertTrue(flags("p1").get(0).vi().contains("15 km"), flags("p1").get(0).vi());
    }

    private void site(String id, String cell, double lon) {
        Site site = new Site(id, "viettel", List.of(cell), List.of(), new Place(22.1, lon));
        province.step(new Event.RegistryChanged(
                T0 - MINUTE,
                new RegistryChange(
                        new RegistryChange.Tree(List.of(), List.of(), List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(site))));
    }

    // --- levels

    @Test
    void levels_that_never_change_to_the_digit_are_flagged_and_still_count() {
        speak(0, 59, () -> radio("45204", -90.3f, -10, 12, "c"));
        assertEquals(List.of(), kinds("p1"));
        speak(59, 1, () -> radio("45204", -90.3f, -10, 12, "c"));
        assertEquals(List.of(FlagKind.STUCK), kinds("p1"));
        assertEquals(Standing.COVERED, v1().standing());
        assertEquals(60, v1().slots().get(0).samples());
        speak(60, 1, () -> radio("45204", -90.4f, -10, 12, "c"));
        assertEquals(List.of(), kinds("p1"));
    }

    @Test
    void whole_decibels_may_repeat_for_an_hour_and_a_single_one_for_a_night() {
        speak(0, 119, () -> radio("45204", -90, -10.5f, 12, "c"));
        assertEquals(List.of(), kinds("p1"));
        speak(119, 3, () -> radio("45204", -90, -10.5f, 12, "c"));
        assertEquals(List.of(FlagKind.STUCK), kinds("p1"));
        speak(122, 600, () -> Province.good("45204"));
        assertEquals(List.of(), kinds("p1"));
    }

    @Test
    void case_20_two_probes_that_say_the_opposite_for_an_hour_are_both_flagged() {
        province.probe("p2", "v1", MINUTE, "viettel");
        province.step(new Event.RegistryChanged(T0 - MINUTE, province.change()));
        for (int minute = 0; minute < 130; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.say("p2", minute, minute < 20 ? Province.good("45204") : Province.bad("45204"));
            province.tick(minute);
            if (minute == 80) {
                assertEquals(List.of(), kinds("p1"), "not an hour yet");
            }
        }
        assertEquals(List.of(FlagKind.DISAGREES), kinds("p1"));
        assertEquals(List.of(FlagKind.DISAGREES), kinds("p2"));
        assertEquals(Standing.DEGRADED, v1().standing(), "both count: half of all samples were good");
        for (int minute = 130; minute < 160; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.say("p2", minute, Province.good("45204"));
            province.tick(minute);
        }
        assertEquals(List.of(), kinds("p1"));
        assertEquals(List.of(), kinds("p2"));
    }

    @Test
    void case_22_a_step_of_six_decibels_from_the_week_is_flagged_as_the_antenna() {
        for (int hour = 0; hour < 8 * 24; hour++) {
            level(hour, -95);
        }
        assertEquals(List.of(), kinds("p1"));
        for (int hour = 8 * 24; hour < 9 * 24; hour++) {
            level(hour, -88);
        }
        assertEquals(List.of(FlagKind.LEVEL_STEP), kinds("p1"));
        assertTrue(
                flags("p1").get(0).vi().contains("cao hơn tuần trước 7,0 dB"),
                flags("p1").get(0).vi());
        for (int hour = 9 * 24; hour < 16 * 24; hour++) {
            level(hour, -88);
        }
        assertEquals(List.of(), kinds("p1"), "the week is used to it");
    }

    private void level(int hour, float dbm) {
        say(T0 + hour * HOUR, radio("45204", dbm + hour % 2, -10, 12, "c"));
        say(T0 + hour * HOUR + 30 * MINUTE, radio("45204", dbm - hour % 2, -10, 12, "c"));
    }

    // --- fibre

    private void light(int hour, Fibre fibre) {
        long at = T0 + hour * HOUR;
        Reading reading = new Reading("ont-1", "ont-1", at, at, hour, fibre);
        province.step(new Event.Readings(at, List.of(reading)));
    }

    private void line() {
        province.line("ont-1", "v1", "h1");
        province.step(new Event.RegistryChanged(T0 - MINUTE, province.change()));
    }

    private static Fibre rx(float dbm) {
        return new Fibre(dbm, 2, OnuState.O5, false);
    }

    @Test
    void light_three_decibels_below_its_week_is_flagged_as_fading_and_is_no_outage() {
        line();
        for (int hour = 0; hour < 7 * 24; hour++) {
            light(hour, rx(-20));
        }
        for (int hour = 7 * 24; hour < 8 * 24; hour++) {
            light(hour, rx(-22.9f));
        }
        assertEquals(List.of(), kinds("ont-1"), "2.9 dB");
        for (int hour = 8 * 24; hour < 9 * 24; hour++) {
            light(hour, rx(-23));
        }
        assertEquals(List.of(FlagKind.LIGHT_FADING), kinds("ont-1"));
        assertTrue(
                flags("ont-1").get(0).vi().contains("Suy hao quang"),
                flags("ont-1").get(0).vi());
        assertTrue(
                flags("ont-1").get(0).vi().contains("−20,0 dBm"),
                flags("ont-1").get(0).vi());
        assertTrue(province.engine.openIncidents().isEmpty());
        assertEquals(1, v1().fibre().up());
        // The week grows used to it, the flag does not.
        for (int hour = 9 * 24; hour < 20 * 24; hour++) {
            light(hour, rx(-23));
        }
        assertEquals(List.of(FlagKind.LIGHT_FADING), kinds("ont-1"));
        for (int hour = 20 * 24; hour < 22 * 24; hour++) {
            light(hour, rx(-20.5f));
        }
        assertEquals(List.of(), kinds("ont-1"));
    }

    @Test
    void case_32_a_sentinel_of_no_light_never_enters_the_week() {
        line();
        for (int hour = 0; hour < 9 * 24; hour++) {
            light(hour, hour % 2 == 0 ? rx(-20) : new Fibre(Float.NaN, Float.NaN, OnuState.O5, true));
        }
        assertEquals(List.of(), kinds("ont-1"));
        assertEquals(
                -20,
                Objects.requireNonNull(look("ont-1", DeviceKind.ONT).watch().lightWatch())
                        .weekDbm());
        for (int hour = 9 * 24; hour < 10 * 24; hour++) {
            light(hour, new Fibre(Float.NaN, Float.NaN, OnuState.O1, true));
        }
        assertEquals(List.of(), kinds("ont-1"), "no light is an outage or silence, and no fading");
    }

    @Test
    void a_line_with_a_week_behind_it_takes_at_most_160_bytes() {
        line();
        for (int hour = 0; hour < 9 * 24; hour++) {
            long at = T0 + hour * HOUR;
            Reading reading = new Reading("ont-1", "ont-1", at, at, -1, rx(-20 - hour % 3));
            province.step(new Event.Readings(at, List.of(reading)));
        }
        int row = province.engine.allRows().stream()
                .filter(one -> one.key().equals("ont-1"))
                .mapToInt(one -> one.value().length)
                .sum();
        assertEquals(155, row);
        assertTrue(row <= 160);
    }

    @Test
    void a_line_that_numbers_what_it_sends_takes_its_days_beside() {
        line();
        for (int hour = 0; hour < 9 * 24; hour++) {
            light(hour, rx(-20 - hour % 3));
        }
        int row = province.engine.allRows().stream()
                .filter(one -> one.key().equals("ont-1"))
                .mapToInt(one -> one.value().length)
                .sum();
        assertTrue(row <= 250, "bytes " + row);
    }

    @Test
    void a_level_is_believed_better_only_a_whole_decibel_beyond_its_edge() {
        line();
        String[] levels = {"WARN", "WARN", "OK", "WARN", "CRITICAL", "CRITICAL", "WARN", "OVERLOAD", "OVERLOAD", "OK"};
        float[] told = {-25, -24.5f, -23.9f, -25.1f, -27.1f, -26.5f, -26, -7.9f, -8.5f, -9};
        for (int i = 0; i < told.length; i++) {
            light(i, rx(told[i]));
            DeviceLook look = look("ont-1", DeviceKind.ONT);
            assertEquals(
                    levels[i],
                    Objects.requireNonNull(look.line())
                            .opticalLevel(vn.phusong.village.PonClass.B_PLUS)
                            .name(),
                    "after " + told[i]);
        }
    }

    @Test
    void a_box_on_another_fibre_has_no_week_yet() {
        line();
        for (int hour = 0; hour < 8 * 24; hour++) {
            light(hour, rx(-20));
        }
        Province moved = new Province().village("v1", 100).line("ont-1", "v1", "h1", "olt-1/0/9");
        province.step(new Event.RegistryChanged(T0 + 8 * 24 * HOUR, moved.change()));
        for (int hour = 8 * 24; hour < 10 * 24; hour++) {
            light(hour, rx(-24));
        }
        assertEquals(List.of(), kinds("ont-1"));
    }

    @Test
    void snapshot_and_tail_are_the_state_and_the_flags_of_a_whole_replay() {
        java.util.Random random = new java.util.Random(8);
        province.probe("p2", "v1", MINUTE, "viettel", "vinaphone");
        line();
        Engine other = Engine.restore(province.engine.allRows());
        for (int n = 0; n < 3000; n++) {
            long at = T0 + n * 10L * MINUTE;
            List<Reading> readings = new ArrayList<>();
            int roll = random.nextInt(8);
            String cell = n % 1000 < 600 ? "home-" + n % 2 : "far-" + n % 2;
            long claimed = roll == 0 ? at - 7 * HOUR : at - random.nextInt(3) * MINUTE;
            readings.add(new Reading("p1", "p1", claimed, at, n / 2, cell(-90 - random.nextInt(30), cell)));
            readings.add(new Reading("p2", "p2", at, at, n, radio("45204", -90, -10, 12, cell)));
            readings.add(new Reading("ont-1", "ont-1", at, at, n, rx(-20 - n / 600)));
            if (roll == 1) {
                EventKind kind = List.of(EventKind.SIM_SUSPENDED, EventKind.ONLINE, EventKind.REBOOT)
                        .get(random.nextInt(3));
                readings.add(new Reading("p2", "p2", at, at, -1, new DeviceEvent(kind, kind.word())));
            }
            Event event = new Event.Readings(at, readings, List.of(new Spurned("p1", at, -1, null)));
            assertEquals(province.engine.step(event), other.step(event));
            Event tick = new Event.Tick(at + 5 * MINUTE);
            assertEquals(
                    province.engine.step(tick).standings(), other.step(tick).standings());
            if (random.nextInt(100) == 0) {
                other = Engine.restore(other.allRows());
                assertEquals(
                        province.engine.picture(1).flagged(), other.picture(1).flagged());
            }
        }
        same(province.engine, other);
        assertTrue(!province.engine.picture(1).flagged().isEmpty(), "the story must have flags");
        assertNull(DeviceLook.of(DeviceKind.PROBE, "p1", rowOf("p1")).line());
    }

    private byte[] rowOf(String device) {
        return province.engine.allRows().stream()
                .filter(row -> row.key().equals(device))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void a_flag_names_the_operator_it_is_about() {
        speak(0, 61, () -> radio("45204", -90.3f, -10, 12, "c"));
        assertTrue(
                flags("p1").get(0).vi().startsWith("Viettel: "),
                flags("p1").get(0).vi());
    }
}
