package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Severity;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** What comes late corrects history and tells nobody; what was reported stays readable (domain.md §7.4 "Live or late", §7.9). */
class LateDataTest {
    private static final long MINUTE = Province.MINUTE;
    private static final String PLMN = "45204";

    private final Province province = new Province().village("v1", 10);

    @CanIgnoreReturnValue
    private Province one() {
        return province.probe("p1", "v1", MINUTE, "viettel").begin();
    }

    private Stood stood() {
        return stood(province);
    }

    private static Stood stood(Province of) {
        return new Stood(of.effects, "v1-c", "viettel");
    }

    static Mobile noService(String... plmns) {
        List<Radio> radio = new ArrayList<>();
        for (String plmn : plmns) {
            radio.add(new Radio(
                    plmn, null, Rat.NONE, Registration.SEARCHING, Levels.ABSENT, Levels.ABSENT, -1, -1, null));
        }
        return new Mobile(radio, null, null);
    }

    /** A backlog of the minutes [from, to), in one batch of the minute of its receipt. */
    private static void backlog(Province of, int from, int to, int received, IntFunction<Mobile> content) {
        List<Reading> readings = new ArrayList<>();
        long at = Province.T0 + received * MINUTE;
        for (int minute = from; minute < to; minute++) {
            readings.add(new Reading("p1", "p1", Province.T0 + minute * MINUTE, at, -1, content.apply(minute)));
        }
        Effects made = of.step(new Event.Readings(at, readings));
        assertEquals(Collections.nCopies(to - from, Outcome.COMMITTED), made.outcomes());
    }

    private List<Revision> revisions() {
        return revisions("mobile");
    }

    private List<Revision> revisions(String indicator) {
        return province.effects.stream()
                .flatMap(made -> made.revisions().stream())
                .filter(revision -> revision.indicator().equals(indicator))
                .toList();
    }

    private List<Incident> incidents() {
        return province.effects.stream()
                .flatMap(made -> made.incidents().stream())
                .toList();
    }

    @Test
    void twelve_hours_of_silence_stay_reported_unknown_and_are_known_covered_when_the_good_backlog_came() {
        one().vector("p1", PLMN, 0, "1*60 -*720");
        backlog(province, 60, 780, 780, minute -> Province.good(PLMN));
        province.vector("p1", PLMN, 780, "1*90");
        assertEquals(Standing.UNKNOWN, stood().reportedAt(400));
        assertEquals(Standing.COVERED, stood().knownAt(400));
        assertEquals(List.of("begin UNKNOWN", "11.0 COVERED"), stood().known(0, 870));
        assertEquals(List.of(), incidents());
        assertEquals(List.of(), province.owed());
        assertEquals(2, revisions().size(), "the silence, and the first minutes after it");
        assertEquals(785, Province.minute(revisions().get(0).knownAt()), "five minutes after the last late one");
        assertEquals(89, Province.minute(revisions().get(0).from()));
        assertEquals(786, Province.minute(revisions().get(1).to()), "twelve live ones, the first of 775");
    }

    private static Mobile umts() {
        Levels levels = new Levels(Float.NaN, Float.NaN, Float.NaN, Float.NaN, -80, -5);
        return new Mobile(
                List.of(new Radio(PLMN, null, Rat.UMTS, Registration.HOME, levels, Levels.ABSENT, -1, -1, null)),
                null,
                null);
    }

    @Test
    void a_backlog_of_another_technology_puts_only_the_indicator_right_that_asks_for_it() {
        one().vector("p1", PLMN, 0, "1*60 -*120");
        backlog(province, 60, 180, 180, minute -> umts());
        province.vector("p1", PLMN, 180, "1*90");
        Stood fourG = new Stood(province.effects, "mobile.4g+", "v1-c", "viettel");
        assertEquals(Standing.COVERED, stood().knownAt(100));
        assertEquals(Standing.COVERED, fourG.reportedAt(80));
        assertEquals(Standing.UNCOVERED, fourG.knownAt(100));
        assertEquals(Standing.UNCOVERED, fourG.knownAt(170));
        assertEquals(Standing.COVERED, fourG.knownAt(260));
        assertTrue(revisions("mobile.4g+").get(0).from() < revisions().get(0).from());
        assertEquals(List.of(), incidents(), "it opens none");
    }

    @Test
    void silence_is_told_of_the_indicator_that_was_concluded_and_of_no_other() {
        one();
        for (int minute = 0; minute < 15; minute++) {
            province.say("p1", minute, minute % 5 < 3 ? umts() : Province.bad(PLMN));
            province.tick(minute);
        }
        for (int minute = 15; minute < 60; minute++) {
            province.tick(minute);
        }
        List<String> said = province.effects.stream()
                .flatMap(made -> made.standings().stream())
                .filter(change -> "viettel".equals(change.operator()))
                .map(change -> change.indicator() + ' ' + change.to() + ' ' + change.reason())
                .toList();
        assertEquals(List.of("mobile.4g+ UNCOVERED hard", "mobile.4g+ UNKNOWN stale"), said);
    }

    @Test
    void what_mobile_4g_was_said_to_be_is_in_its_rows() {
        one().vector("p1", PLMN, 0, "1*60");
        for (int minute = 60; minute < 100; minute++) {
            province.say("p1", minute, umts());
            province.tick(minute);
        }
        Engine again = Engine.restore(province.engine.allRows());
        List<SnapshotRow> rows = province.engine.allRows();
        List<SnapshotRow> back = again.allRows();
        for (int i = 0; i < rows.size(); i++) {
            assertArrayEquals(
                    rows.get(i).value(), back.get(i).value(), rows.get(i).key());
        }
        assertEquals(
                Standing.UNCOVERED,
                Objects.requireNonNull(again.picture(1).villages().get("v1")).fourGPlus());
    }

    @Test
    void two_hours_without_service_in_a_backlog_are_a_retroactive_incident_that_nobody_is_owed() {
        one().vector("p1", PLMN, 0, "1*60 -*720");
        backlog(
                province,
                60,
                780,
                780,
                minute -> minute >= 300 && minute < 420 ? noService(PLMN) : Province.good(PLMN));
        province.vector("p1", PLMN, 780, "1*90");
        assertEquals(Standing.UNCOVERED, stood().knownAt(400));
        assertEquals(Standing.UNKNOWN, stood().reportedAt(400));
        assertEquals(2, incidents().size(), incidents()::toString);
        Incident opened = incidents().get(0);
        Incident closed = incidents().get(1);
        assertEquals("v1-r1", opened.id());
        assertEquals(IncidentState.OPENED, opened.state());
        assertEquals(IncidentState.CLOSED, closed.state());
        assertTrue(opened.marks().retroactive() && closed.marks().retroactive());
        assertFalse(closed.marks().unobserved());
        assertEquals(300, Province.minute(closed.span().start()));
        assertEquals(785, Province.minute(closed.span().detected()));
        assertEquals(420, Province.minute(closed.span().end()));
        assertEquals(Severity.WARNING, closed.severity());
        assertEquals(List.of("viettel"), closed.scope().operators());
        assertEquals(10, closed.scope().households());
        assertEquals(List.of(), province.owed());
        assertEquals(List.of(), province.engine.openIncidents());
    }

    @Test
    void a_two_week_backlog_arriving_during_an_outage_leaves_it_open_corrects_history_and_alerts_nobody() {
        one().vector("p1", PLMN, 0, "1*60 0*40");
        assertEquals(List.of("opened 90 60 warning"), province.owed());
        int live = 100;
        for (int day = -14; day < 0; day++) {
            backlog(province, day * 1440, (day + 1) * 1440, live, minute -> Province.good(PLMN));
            live = province.vector("p1", PLMN, live, "0");
        }
        province.vector("p1", PLMN, live, "0*120");
        assertEquals(List.of("opened 90 60 warning"), province.owed());
        Incident open = province.engine.openIncidents().get(0);
        assertEquals("v1-m1", open.id());
        assertEquals(60, Province.minute(open.span().start()));
        assertEquals(Standing.UNCOVERED, stood().reportedAt(230));
        assertEquals(Standing.UNKNOWN, stood().reportedAt(-600));
        assertEquals(Standing.COVERED, stood().knownAt(-600));
        assertEquals(Standing.UNCOVERED, stood().knownAt(230));
        assertTrue(incidents().stream().noneMatch(incident -> incident.marks().retroactive()));
        long earliest = revisions().stream().mapToLong(Revision::from).min().orElseThrow();
        assertTrue(Province.minute(earliest) >= -1440 + 100, "never more than 24 hours back");
    }

    @Test
    void case_1_readings_in_reverse_order_are_known_as_if_they_had_come_in_order() {
        String vector = "1*60 0*40 1*80";
        Province inOrder = new Province().village("v1", 10);
        inOrder.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", PLMN, 0, vector);
        one();
        for (int minute = 0; minute < 180; minute++) {
            province.tick(minute);
            // Four at a time, the newest first.
            for (int back = 0; minute % 4 == 3 && back < 4; back++) {
                int at = minute - back;
                province.say("p1", at, minute, at >= 60 && at < 100 ? Province.bad(PLMN) : Province.good(PLMN));
            }
        }
        for (int minute = 180; minute < 300; minute++) {
            inOrder.tick(minute);
            province.tick(minute);
        }
        assertEquals(stood(inOrder).known(0, 300), stood().known(0, 300));
    }

    @Test
    void case_6_a_backlog_of_72_hours_between_live_readings_changes_nothing_that_is_live() {
        Province quiet = new Province().village("v1", 10);
        quiet.probe("p1", "v1", MINUTE, "viettel").begin();
        one();
        for (int minute = 0; minute < 300; minute++) {
            if (minute >= 100 && minute < 172) {
                int hour = minute - 172;
                backlog(
                        province,
                        hour * 60,
                        (hour + 1) * 60,
                        minute,
                        at -> at % 7 < 5 ? noService(PLMN) : Province.good(PLMN));
            }
            for (Province each : List.of(quiet, province)) {
                each.say("p1", minute, minute >= 120 && minute < 200 ? Province.bad(PLMN) : Province.good(PLMN));
                each.tick(minute);
            }
        }
        assertEquals(quiet.owed(), province.owed());
        for (int minute = 0; minute < 300; minute++) {
            assertEquals(stood(quiet).reportedAt(minute), stood().reportedAt(minute), "minute " + minute);
        }
        assertEquals(Standing.UNCOVERED, stood().knownAt(-30));
        assertEquals(Standing.UNKNOWN, stood().reportedAt(-30));
    }

    @Test
    void case_7_a_backlog_turns_a_past_covered_into_uncovered_and_what_was_reported_stays_readable() {
        one().vector("p1", PLMN, 0, "1*60 -*200");
        backlog(province, 60, 260, 260, minute -> minute < 140 ? Province.bad(PLMN) : Province.good(PLMN));
        province.vector("p1", PLMN, 260, "1*90");
        assertEquals(Standing.COVERED, stood().reportedAt(80));
        assertEquals(Standing.UNCOVERED, stood().knownAt(80));
        assertEquals(Standing.UNKNOWN, stood().reportedAt(120));
        assertEquals(Standing.UNCOVERED, stood().knownAt(120));
        assertEquals("v1-r1", incidents().get(0).id());
        assertEquals(List.of(), province.owed());
    }

    @Test
    void a_backlog_in_two_parts_makes_one_incident_as_long_as_both_say() {
        one().vector("p1", PLMN, 0, "1*60 -*240");
        IntFunction<Mobile> content = minute -> minute >= 100 && minute < 260 ? noService(PLMN) : Province.good(PLMN);
        backlog(province, 60, 200, 300, content);
        province.vector("p1", PLMN, 300, "1*20");
        backlog(province, 200, 300, 320, content);
        province.vector("p1", PLMN, 320, "1*90");
        assertEquals(
                List.of("v1-r1 opened", "v1-r1 closed", "v1-r1 closed"),
                incidents().stream()
                        .map(incident -> incident.id() + " " + incident.state().word())
                        .toList());
        assertTrue(incidents().get(1).marks().unobserved());
        assertEquals(199, Province.minute(incidents().get(1).span().end()), "the last we saw of it then");
        assertFalse(incidents().get(2).marks().unobserved());
        assertEquals(100, Province.minute(incidents().get(2).span().start()));
        assertEquals(260, Province.minute(incidents().get(2).span().end()));
        assertEquals(List.of(), province.owed());
    }

    @Test
    void what_was_told_is_not_told_again_from_the_backlog_of_the_same_outage() {
        one().vector("p1", PLMN, 0, "1*60 0*60 -*120");
        backlog(province, 120, 240, 240, minute -> minute < 200 ? noService(PLMN) : Province.good(PLMN));
        province.vector("p1", PLMN, 240, "1*90");
        assertEquals(Standing.UNCOVERED, stood().knownAt(180));
        assertEquals(Standing.UNKNOWN, stood().reportedAt(180));
        assertTrue(incidents().stream().allMatch(incident -> incident.id().equals("v1-m1")), incidents()::toString);
    }

    @Test
    void operators_that_went_together_share_one_retroactive_incident() {
        province.probe("p1", "v1", MINUTE, "viettel", "vinaphone").begin();
        for (int minute = 0; minute < 60; minute++) {
            province.say("p1", minute, Province.good(PLMN, "45202"));
            province.tick(minute);
        }
        for (int minute = 60; minute < 300; minute++) {
            province.tick(minute);
        }
        backlog(
                province,
                60,
                300,
                300,
                minute -> minute >= 100 && minute < 200 ? noService(PLMN, "45202") : Province.good(PLMN, "45202"));
        for (int minute = 300; minute < 320; minute++) {
            province.say("p1", minute, Province.good(PLMN, "45202"));
            province.tick(minute);
        }
        assertEquals(2, incidents().size(), incidents()::toString);
        assertEquals(List.of("viettel", "vinaphone"), incidents().get(1).scope().operators());
        assertEquals(List.of(), province.owed());
    }

    @Test
    void a_place_that_never_was_covered_has_no_retroactive_incident() {
        one();
        province.tick(0);
        backlog(province, 0, 240, 240, minute -> noService(PLMN));
        province.vector("p1", PLMN, 240, "0*30");
        assertEquals(Standing.UNCOVERED, stood().knownAt(120));
        assertTrue(
                incidents().stream().allMatch(incident -> incident.cause() == Cause.COLLECTION), incidents()::toString);
    }

    @Test
    void twenty_minutes_in_a_backlog_are_no_incident_as_they_would_be_none_live() {
        one().vector("p1", PLMN, 0, "1*60 -*240");
        backlog(
                province,
                60,
                300,
                300,
                minute -> minute >= 120 && minute < 140 ? noService(PLMN) : Province.good(PLMN));
        province.vector("p1", PLMN, 300, "1*90");
        assertEquals(Standing.UNCOVERED, stood().knownAt(138));
        assertEquals(List.of(), incidents());
    }

    @Test
    void a_failed_test_in_a_backlog_spoils_ten_minutes_of_then() {
        one().vector("p1", PLMN, 0, "1*60 -*60");
        backlog(province, 60, 120, 120, minute -> minute < 80 ? tested(minute) : Province.good(PLMN));
        province.vector("p1", PLMN, 120, "1*90");
        assertEquals(Standing.UNCOVERED, stood().knownAt(78));
    }

    private static Mobile tested(int minute) {
        Mobile good = Province.good(PLMN);
        return new Mobile(
                good.radio(),
                minute % 10 == 0
                        ? new vn.phusong.reading.ActiveTest(PLMN, 0, Double.NaN, Double.NaN, Double.NaN)
                        : null,
                null);
    }

    @Test
    void a_backlog_that_says_what_was_reported_revises_nothing() {
        one().vector("p1", PLMN, 0, "1*60 -*10 1*60");
        backlog(province, 60, 70, 130, minute -> Province.good(PLMN));
        province.vector("p1", PLMN, 130, "1*90");
        assertEquals(List.of(), revisions());
    }

    @Test
    void other_rules_are_not_held_against_what_was_measured_before_them() {
        one().vector("p1", PLMN, 0, "1*60 -*120");
        province.step(new Event.RulesChanged(Province.T0 + 180 * MINUTE, province.engine.rules()));
        backlog(province, 60, 180, 181, minute -> noService(PLMN));
        province.vector("p1", PLMN, 181, "1*90");
        assertEquals(List.of(), revisions());
        assertEquals(List.of(), incidents());
    }
}
