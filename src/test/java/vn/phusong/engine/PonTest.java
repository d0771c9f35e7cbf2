package vn.phusong.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Explain;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Network;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Reading;

/** One cause, one incident: what went together on the tree of lines (domain.md §2.3, §7.7–7.9). */
class PonTest {
    private static final long MINUTE = Province.MINUTE;

    private final Province province = new Province();
    private final List<String> lines = new ArrayList<>();
    private int minute;

    /** {@code count} lines on that PON, spread over the first so many villages. */
    private void pon(String path, int count, int villages) {
        for (int i = 0; i < count; i++) {
            String id = path + "-" + i;
            province.line(id, "v" + i % villages, "h-" + id, path);
            lines.add(id);
        }
    }

    private void villages(int count) {
        for (int i = 0; i < count; i++) {
            province.village("v" + i, 100);
        }
    }

    private List<String> of(String pon) {
        return lines.stream().filter(line -> line.startsWith(pon + "-")).toList();
    }

    /** Every line says every quarter that it has light, for two hours. */
    private void upForTwoHours() {
        province.begin();
        upFor(120);
    }

    private void upFor(int minutes) {
        upFor(minutes, lines);
    }

    private void upFor(int minutes, List<String> up) {
        for (int to = minute + minutes; minute < to; ) {
            if (minute % 15 == 0) {
                up.forEach(line -> assertEquals(Outcome.COMMITTED, province.say(line, minute, Province.light())));
            }
            tick(1);
        }
    }

    private void tick(int minutes) {
        for (int i = 0; i < minutes; i++) {
            province.tick(minute++);
        }
    }

    /** They all say that, evenly within two seconds of this minute. */
    private void all(List<String> of, EventKind kind) {
        for (int i = 0; i < of.size(); i++) {
            assertEquals(
                    Outcome.COMMITTED, province.told(of.get(i), minute, 1000 + 2000L * i / of.size(), kind), of.get(i));
        }
    }

    private List<Incident> incidents() {
        List<Incident> all = new ArrayList<>();
        province.effects.forEach(made -> all.addAll(made.incidents()));
        return all;
    }

    private List<String> ids() {
        return incidents().stream().map(Incident::id).distinct().toList();
    }

    private Incident last() {
        List<Incident> all = incidents();
        return all.get(all.size() - 1);
    }

    private Network network() {
        return Objects.requireNonNull(last().scope().network());
    }

    private static Mobile onBattery() {
        return new Mobile(Province.good("45204").radio(), null, PowerSource.BATTERY);
    }

    private static Mobile onMains() {
        return new Mobile(Province.good("45204").radio(), null, PowerSource.MAINS);
    }

    @Test
    void lines_of_one_pon_that_lose_their_light_within_two_seconds_are_one_incident_of_fibre() {
        villages(5);
        pon("olt-1/0/3", 150, 5);
        pon("olt-1/0/4", 20, 5);
        upForTwoHours();
        all(of("olt-1/0/3"), EventKind.LOS);
        tick(10);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(List.of("opened 123 120 warning"), province.owed());
        assertEquals(Cause.FEEDER_FIBRE, last().cause());
        assertEquals(0.9, last().confidence());
        assertEquals(List.of("olt-1/0/3"), network().pons());
        assertEquals(150, network().lines().gone());
        assertEquals(150, network().lines().expected());
        assertEquals(1000, network().lines().withinMs());
        assertEquals(5, last().scope().villages());
        assertEquals(150, last().scope().households());
        assertEquals(30, network().members().get(0).gone());
        assertNull(last().scope().village());
        assertEquals(Province.T0 + 120 * MINUTE + 1000, last().span().start());
    }

    @Test
    void with_dying_gasps_and_a_probe_alive_on_its_battery_it_is_one_incident_of_power() {
        villages(3);
        pon("olt-1/0/3", 150, 3);
        province.probe("p1", "v0", MINUTE, "viettel");
        upForTwoHours();
        all(of("olt-1/0/3"), EventKind.DYING_GASP);
        for (int i = 0; i < 10; i++) {
            province.say("p1", minute, onBattery());
            tick(1);
        }
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(1, province.owed().size());
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(Mains.LOST, network().mains());
        assertEquals(0.95, last().confidence());
    }

    @Test
    void a_probe_that_still_has_mains_makes_power_doubtful_and_fibre_sure() {
        villages(3);
        pon("olt-1/0/3", 30, 3);
        pon("olt-2/0/3", 30, 3);
        province.probe("p1", "v0", MINUTE, "viettel");
        upForTwoHours();
        all(of("olt-1/0/3"), EventKind.DYING_GASP);
        all(of("olt-2/0/3"), EventKind.LOS);
        for (int i = 0; i < 5; i++) {
            province.say("p1", minute, onMains());
            tick(1);
        }
        List<Incident> open = province.engine.openIncidents();
        assertEquals(Cause.POWER_VILLAGE, open.get(0).cause());
        assertEquals(0.5, open.get(0).confidence());
        assertEquals(Cause.FEEDER_FIBRE, open.get(1).cause());
        assertEquals(0.95, open.get(1).confidence());
    }

    @Test
    void between_a_fifth_and_three_fifths_of_gasps_the_cause_is_not_told() {
        villages(3);
        pon("olt-1/0/3", 30, 3);
        upForTwoHours();
        all(of("olt-1/0/3").subList(0, 12), EventKind.DYING_GASP);
        all(of("olt-1/0/3").subList(12, 30), EventKind.LOS);
        tick(5);
        assertEquals(Cause.UNKNOWN, last().cause());
        assertTrue(last().confidence() < 0.5);
    }

    @Test
    void two_lines_of_150_are_no_incident_of_anybody() {
        villages(3);
        pon("olt-1/0/3", 150, 3);
        upForTwoHours();
        all(of("olt-1/0/3").subList(0, 2), EventKind.LOS);
        tick(30);
        assertEquals(List.of(), incidents());
        VillageCoverage village =
                Objects.requireNonNull(province.engine.picture(1).villages().get("v0"));
        Why why = Explain.village(village, name -> name, province.engine.now());
        assertTrue(why.vi().contains("1/50 đường mất tín hiệu riêng lẻ: nghi đứt cáp quang thuê bao"), why.vi());
        assertTrue(why.en().contains("suspected drop fibre or customer side"), why.en());
    }

    @Test
    void case_25_a_dying_gasp_after_the_loss_of_signal_counts() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        for (String line : of("olt-1/0/3")) {
            assertEquals(Outcome.COMMITTED, province.told(line, minute, 5000, EventKind.LOS));
            // Sent before the loss, received after it.
            assertEquals(Outcome.COMMITTED, province.told(line, minute, 3000, EventKind.DYING_GASP));
        }
        tick(5);
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(20, network().lines().gasps());
        assertEquals(Province.T0 + 120 * MINUTE + 3000, last().span().start());
    }

    @Test
    void case_25_a_gasp_of_before_the_line_came_up_says_nothing_of_its_next_loss() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        for (String line : of("olt-1/0/3")) {
            assertEquals(Outcome.COMMITTED, province.told(line, minute, 5000, EventKind.ONLINE));
            assertEquals(Outcome.COMMITTED, province.told(line, minute, 9000, EventKind.LOS));
            assertEquals(Outcome.COMMITTED, province.told(line, minute, 3000, EventKind.DYING_GASP));
        }
        tick(5);
        assertEquals(Cause.FEEDER_FIBRE, last().cause());
        assertEquals(0, network().lines().gasps());
    }

    @Test
    void case_26_four_hundred_gasps_in_a_second_are_one_incident() {
        villages(8);
        for (int pon = 0; pon < 4; pon++) {
            pon("olt-1/0/" + pon, 100, 8);
        }
        upForTwoHours();
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(
                    Outcome.COMMITTED,
                    province.told(lines.get(i), minute, 1000L * i / lines.size(), EventKind.DYING_GASP));
        }
        tick(10);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(1, province.owed().size());
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(400, network().lines().gone());
        assertEquals(4, network().pons().size());
        assertEquals(8, last().scope().villages());
    }

    @Test
    void case_27_a_storm_of_returns_closes_once_after_five_minutes() {
        villages(3);
        pon("olt-1/0/3", 60, 3);
        upForTwoHours();
        all(of("olt-1/0/3"), EventKind.LOS);
        tick(20);
        for (int round = 0; round < 3; round++) {
            all(of("olt-1/0/3"), EventKind.ONLINE);
            tick(2);
            all(of("olt-1/0/3").subList(0, 40), EventKind.LOS);
            tick(1);
        }
        all(of("olt-1/0/3"), EventKind.ONLINE);
        long back = minute;
        tick(20);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(List.of("opened 123 120 warning", "closed " + (back + 6) + " 120 warning"), province.owed());
        assertEquals(back, Province.minute(last().span().end()));
    }

    @Test
    void case_28_a_household_with_two_lines_is_touched_once() {
        villages(2);
        for (int i = 0; i < 12; i++) {
            String id = "olt-1/0/3-" + i;
            province.line(id, "v" + i % 2, "house-" + i / 4 + i % 2, "olt-1/0/3");
            lines.add(id);
        }
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(5);
        assertEquals(12, network().lines().gone());
        assertEquals(6, last().scope().households());
    }

    @Test
    void case_28_a_household_with_lines_on_two_pons_is_touched_once_when_both_go() {
        villages(1);
        for (int i = 0; i < 20; i++) {
            String id = "olt-1/0/" + i % 2 + "-" + i;
            // Four of them have a line on each.
            province.line(id, "v0", i < 8 ? "both-" + i / 2 : "one-" + i, "olt-1/0/" + i % 2);
            lines.add(id);
        }
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(5);
        assertEquals(20, network().lines().gone());
        assertEquals(16, last().scope().households());
        assertEquals(List.of(), network().members().get(0).shared(), "an incident names no household");
    }

    @Test
    void case_30_an_ont_that_is_off_every_night_is_not_missed() {
        villages(2);
        pon("olt-1/0/3", 10, 2);
        province.begin();
        for (int day = 0; day < 6; day++) {
            upFor(16 * 60);
            all(lines, EventKind.DYING_GASP);
            tick(8 * 60);
        }
        // Of the first two nights nobody can know; in the third evening they were up for 75 % of the time.
        assertTrue(incidents().stream().allMatch(it -> Province.minute(it.at()) < 3 * 24 * 60), incidents()::toString);
        assertTrue(Province.minute(last().span().start()) < 2 * 24 * 60, last()::toString);
    }

    @Test
    void a_long_outage_is_no_habit_and_the_next_one_is_found() {
        villages(2);
        pon("olt-1/0/3", 10, 2);
        province.begin();
        upFor(6 * 24 * 60);
        all(lines, EventKind.LOS);
        tick(3 * 24 * 60);
        upFor(24 * 60);
        assertEquals(IncidentState.CLOSED, last().state());
        all(lines, EventKind.LOS);
        tick(5);
        assertEquals(List.of("olt-1-p1", "olt-1-p2"), ids());
    }

    @Test
    void case_34_a_pon_split_between_villages_is_one_incident_with_each_of_them() {
        villages(4);
        pon("olt-1/0/3", 8, 4);
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(5);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(
                List.of("v0 2/2", "v1 2/2", "v2 2/2", "v3 2/2"),
                network().members().stream()
                        .map(it -> it.village() + " " + it.gone() + "/" + it.expected())
                        .toList());
    }

    @Test
    void case_35_without_the_feed_of_the_olt_silence_is_no_outage() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        // Their own sessions end, and nobody else speaks for them.
        for (String line : lines) {
            assertEquals(Outcome.COMMITTED, province.say(line, minute, Province.event(EventKind.OFFLINE)));
        }
        tick(120);
        assertEquals(List.of(), incidents());
    }

    @Test
    void case_35_a_few_words_among_silence_conclude_nothing() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        tick(60);
        all(lines.subList(0, 3), EventKind.LOS);
        tick(30);
        assertEquals(List.of(), incidents());
    }

    @Test
    void lines_that_join_later_are_members_and_told_to_nobody() {
        villages(3);
        pon("olt-1/0/3", 20, 2);
        province.line("olt-1/0/3-late", "v2", "h-late", "olt-1/0/3");
        lines.add("olt-1/0/3-late");
        upForTwoHours();
        all(lines.subList(0, 20), EventKind.LOS);
        tick(6);
        all(lines.subList(20, 21), EventKind.LOS);
        tick(5);
        assertEquals(1, province.owed().size());
        assertEquals(IncidentState.UPDATED, last().state());
        assertEquals(3, last().scope().villages());
        assertEquals(21, network().lines().gone());
    }

    @Test
    void a_village_that_stays_out_when_its_parent_closes_is_an_incident_of_its_own() {
        villages(6);
        pon("olt-1/0/3", 60, 6);
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(10);
        List<String> back = lines.stream()
                .filter(line -> Integer.parseInt(line.substring(10)) % 6 != 5)
                .toList();
        all(back, EventKind.ONLINE);
        tick(8);
        assertEquals(IncidentState.CLOSED, last().state());
        tick(10);
        assertEquals(List.of("olt-1-p1", "v5-f1"), ids());
        assertEquals(120, Province.minute(last().span().start()));
        assertEquals(
                List.of("opened 123 120 warning", "closed 136 120 warning", "opened 146 120 warning"), province.owed());
    }

    /** Of 60 lines of six villages these of the sixth stay out when the rest is back and the incident of the PON closed; returns the rest. */
    private List<String> backBut(int... ofTheSixth) {
        villages(6);
        pon("olt-1/0/3", 60, 6);
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(10);
        List<String> back = new ArrayList<>(lines);
        for (int out : ofTheSixth) {
            back.remove("olt-1/0/3-" + (6 * out + 5));
        }
        all(back, EventKind.ONLINE);
        tick(8);
        assertEquals(IncidentState.CLOSED, last().state());
        return back;
    }

    @Test
    void a_village_where_few_lines_stay_out_when_its_parent_closes_is_told_nothing_more() {
        upFor(90, backBut(0, 3, 7));
        assertEquals(List.of("olt-1-p1"), ids(), "three households of ten may have gone to bed");
    }

    @Test
    void what_goes_there_later_has_its_own_start() {
        upFor(90, backBut(0, 3, 7));
        int went = minute;
        all(
                lines.stream()
                        .filter(line -> Integer.parseInt(line.substring(10)) % 6 == 5)
                        .toList(),
                EventKind.LOS);
        tick(5);
        assertEquals(List.of("olt-1-p1", "v5-f1"), ids());
        assertEquals(went, Province.minute(last().span().start()));
    }

    @Test
    void a_new_outage_of_the_pon_within_two_hours_goes_on_under_the_old_id() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(10);
        all(lines, EventKind.ONLINE);
        tick(30);
        all(lines, EventKind.DYING_GASP);
        tick(5);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(1, last().earlier().size());
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertTrue(province.owed().get(2).startsWith("reopened"), province.owed()::toString);
    }

    @Test
    void all_pons_of_an_olt_within_two_minutes_are_one_incident_of_the_olt() {
        villages(4);
        for (int pon = 0; pon < 5; pon++) {
            pon("olt-1/0/" + pon, 10, 4);
        }
        upForTwoHours();
        all(of("olt-1/0/0"), EventKind.LOS);
        tick(1);
        for (int pon = 1; pon < 5; pon++) {
            all(of("olt-1/0/" + pon), EventKind.LOS);
        }
        tick(10);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(1, province.owed().size());
        assertEquals(Cause.OLT, last().cause());
        assertEquals(5, network().pons().size());
    }

    @Test
    void a_pon_that_stays_out_when_the_others_are_back_is_split_off_with_its_own_start() {
        villages(4);
        for (int pon = 0; pon < 6; pon++) {
            pon("olt-1/0/" + pon, 10, 4);
        }
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(10);
        all(lines.subList(10, 60), EventKind.ONLINE);
        tick(7);
        assertEquals(IncidentState.CLOSED, last().state());
        assertEquals(1, ids().size());
        tick(10);
        assertEquals(List.of("olt-1-p1", "olt-1-p2"), ids());
        assertEquals(List.of("olt-1/0/0"), network().pons());
        assertEquals(120, Province.minute(last().span().start()));
        all(lines.subList(0, 10), EventKind.ONLINE);
        tick(8);
        assertEquals(IncidentState.CLOSED, last().state());
        assertEquals(4, province.owed().size());
    }

    @Test
    void after_our_own_absence_a_pon_is_told_when_the_grace_is_over_with_its_true_start() {
        villages(2);
        pon("olt-1/0/3", 20, 2);
        upForTwoHours();
        all(lines, EventKind.LOS);
        minute += 15;
        tick(1);
        assertEquals(List.of(), incidents());
        tick(60);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(120, Province.minute(last().span().start()));
    }

    @Test
    void two_pons_of_many_are_a_shared_cable_and_not_the_olt() {
        villages(4);
        for (int pon = 0; pon < 8; pon++) {
            pon("olt-1/0/" + pon, 10, 4);
        }
        upForTwoHours();
        all(of("olt-1/0/2"), EventKind.LOS);
        all(of("olt-1/0/3"), EventKind.LOS);
        tick(5);
        assertEquals(List.of("olt-1-p1"), ids());
        assertEquals(Cause.FEEDER_FIBRE, last().cause());
    }

    @Test
    void pons_that_go_at_different_times_are_different_incidents() {
        villages(4);
        pon("olt-1/0/2", 10, 4);
        pon("olt-1/0/3", 10, 4);
        pon("olt-1/0/4", 10, 4);
        upForTwoHours();
        all(of("olt-1/0/2"), EventKind.LOS);
        tick(10);
        all(of("olt-1/0/3"), EventKind.LOS);
        tick(5);
        assertEquals(List.of("olt-1-p1", "olt-1-p2"), ids());
    }

    @Test
    void a_box_sold_to_another_household_brings_no_history_and_no_outage() {
        villages(2);
        pon("olt-1/0/3", 4, 1);
        upForTwoHours();
        all(lines, EventKind.LOS);
        tick(5);
        assertEquals(1, ids().size());
        Province sold = new Province().village("v0", 100).village("v1", 100);
        lines.forEach(line -> sold.line(line, "v1", "other-" + line, "olt-1/0/9"));
        province.step(new Event.RegistryChanged(Province.T0 + minute * MINUTE, sold.change()));
        tick(5);
        assertEquals(IncidentState.CLOSED, last().state());
        assertTrue(last().marks().left());
        assertEquals(
                0,
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                        .fibre()
                        .households());
    }

    @Test
    void a_state_restored_between_any_two_events_goes_on_the_same() {
        Random random = new Random(5);
        villages(4);
        pon("olt-1/0/2", 12, 4);
        pon("olt-1/0/3", 12, 4);
        upForTwoHours();
        List<Event> tail = new ArrayList<>();
        for (int i = 0; i < 60; i++, minute++) {
            String pon = random.nextBoolean() ? "olt-1/0/2" : "olt-1/0/3";
            EventKind[] kinds = {EventKind.LOS, EventKind.DYING_GASP, EventKind.ONLINE, EventKind.HEARTBEAT};
            EventKind kind = kinds[random.nextInt(kinds.length)];
            for (String line : of(pon)) {
                if (random.nextInt(12) > 0) {
                    long at = Province.T0 + minute * MINUTE + random.nextInt(50_000);
                    tail.add(new Event.Readings(
                            at, List.of(new Reading(line, "olt-1", at, at, -1, Province.event(kind)))));
                }
            }
            tail.add(new Event.Tick(Province.T0 + minute * MINUTE + 59_000));
        }
        Engine one = province.engine;
        Engine other = Engine.restore(one.allRows());
        int told = 0;
        for (Event event : tail) {
            Effects expected = one.step(event);
            Effects made = other.step(event);
            assertEquals(expected.incidents(), made.incidents());
            assertEquals(expected.owed(), made.owed());
            told += expected.incidents().size();
            if (random.nextInt(10) == 0) {
                other = Engine.restore(other.allRows());
            }
        }
        assertTrue(told > 5, "the story must have one: " + told);
        List<SnapshotRow> rows = one.allRows();
        List<SnapshotRow> restored = other.allRows();
        assertEquals(rows.size(), restored.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(rows.get(i).key(), restored.get(i).key());
            assertArrayEquals(
                    rows.get(i).value(),
                    restored.get(i).value(),
                    rows.get(i).kind() + rows.get(i).key());
        }
    }

    @Test
    void dirty_rows_laid_over_an_old_snapshot_are_the_whole_state() {
        villages(4);
        pon("olt-1/0/2", 12, 4);
        pon("olt-1/0/3", 12, 4);
        upForTwoHours();
        Map<String, SnapshotRow> kept = new TreeMap<>();
        keep(kept, province.engine.allRows());
        assertFalse(province.engine.takeDirtyRows().isEmpty());
        all(of("olt-1/0/3"), EventKind.LOS);
        for (int i = 0; i < 12; i++) {
            tick(1);
            keep(kept, province.engine.takeDirtyRows());
        }
        assertNotNull(last().scope().network());
        List<SnapshotRow> whole = province.engine.allRows();
        assertEquals(whole.size(), kept.size());
        for (SnapshotRow row : whole) {
            assertArrayEquals(
                    row.value(),
                    Objects.requireNonNull(kept.get(row.kind() + '\t' + row.key()))
                            .value(),
                    row.kind() + " " + row.key());
        }
    }

    /** Kept by the program before this one, with an outage of v1's fibre on: rows without PONs, lost lines and networks. */
    @Test
    void a_state_kept_by_the_earlier_program_goes_on_where_it_was() throws Exception {
        List<SnapshotRow> rows = new ArrayList<>();
        Base64.Decoder base64 = Base64.getDecoder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/state/rows-before-networks.txt"))) {
            String[] parts = line.split(" ", -1);
            rows.add(new SnapshotRow(parts[0], new String(base64.decode(parts[1]), UTF_8), base64.decode(parts[2])));
        }
        Engine engine = Engine.restore(rows);
        assertEquals(
                List.of("v1-m1", "v1-f1"),
                engine.openIncidents().stream().map(Incident::id).toList());
        List<Incident> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long at = Province.T0 + 126 * MINUTE + i;
            Reading online = new Reading("ont-" + i, "olt-1", at, at, -1, Province.event(EventKind.ONLINE));
            assertEquals(
                    List.of(Outcome.COMMITTED),
                    engine.step(new Event.Readings(at, List.of(online))).outcomes());
        }
        for (int at = 127; at < 140; at++) {
            said.addAll(engine.step(new Event.Tick(Province.T0 + at * MINUTE)).incidents());
        }
        assertEquals("v1-f1", said.get(0).id());
        assertEquals(IncidentState.CLOSED, said.get(0).state());
    }

    private static void keep(Map<String, SnapshotRow> kept, List<SnapshotRow> rows) {
        for (SnapshotRow row : rows) {
            kept.put(row.kind() + '\t' + row.key(), row);
        }
    }
}
