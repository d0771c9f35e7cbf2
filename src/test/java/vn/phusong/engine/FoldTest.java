package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.WhiteSpot;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.reading.EventKind;

/** The fold as a whole, on a small province. */
class FoldTest {
    private static final long MINUTE = Province.MINUTE;

    private static VillageCoverage village(Province province, String id) {
        return java.util.Objects.requireNonNull(
                province.engine.picture(1).villages().get(id));
    }

    @Test
    void a_village_without_a_probe_stays_in_the_denominator_and_is_not_proven() {
        Province province = new Province().village("v1", 10).village("v2", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*30");
        IndicatorCount mobile =
                java.util.Objects.requireNonNull(province.engine.picture(1).indicator("mobile"));
        assertEquals(2, mobile.total());
        assertEquals(1, mobile.unknown());
        assertEquals(IndicatorCount.Met.NOT_PROVEN, mobile.met());
        assertEquals(Silence.NEVER_HEARD, village(province, "v2").silence());
    }

    @Test
    void our_own_silence_of_forty_minutes_blames_no_village_and_alerts_nobody() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*120");
        province.tick(160);
        assertEquals(Standing.UNKNOWN, village(province, "v1").standing());
        assertEquals(Silence.OURSELVES, village(province, "v1").silence());
        province.vector("p1", "45204", 161, "1*60");
        assertEquals(Standing.COVERED, village(province, "v1").standing());
        assertEquals(List.of(), province.owed());
        for (Effects made : province.effects) {
            assertFalse(made.standings().stream().anyMatch(change -> change.to() == Standing.UNCOVERED));
        }
    }

    @Test
    void a_return_that_does_not_last_relapses_below_three_tenths_and_goes_on_as_the_same_incident() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*120 0*40 1*5 0*30");
        List<String> changes = province.effects.stream()
                .flatMap(made -> made.standings().stream())
                .filter(change -> change.indicator().equals("mobile") && "viettel".equals(change.operator()))
                .map(change -> Province.minute(change.at()) + " " + change.to() + " " + change.reason())
                .toList();
        // The good samples of minutes 160 to 164 are four of the last fifteen at minute 175.
        assertEquals(
                List.of("11 COVERED enter", "134 UNCOVERED hard", "164 RECOVERING five_good", "175 UNCOVERED relapse"),
                changes);
        assertEquals(List.of("opened 150 120 warning"), province.owed());
    }

    @Test
    void a_duplicate_changes_nothing_and_a_conflict_keeps_the_first() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin();
        assertEquals(Outcome.COMMITTED, province.say("p1", 1, Province.good("45204")));
        assertEquals(Outcome.COMMITTED, province.say("p1", 2, Province.good("45204")));
        List<SnapshotRow> before = province.engine.allRows();
        assertEquals(Outcome.DUPLICATE, province.say("p1", 1, 2, Province.good("45204")));
        assertEquals(Outcome.CONFLICT, province.say("p1", 1, 2, Province.bad("45204")));
        // Its device is known to have said them: that is counted, and nothing else.
        assertSameRows(withoutDevices(before), withoutDevices(province.engine.allRows()));
    }

    private static List<SnapshotRow> withoutDevices(List<SnapshotRow> rows) {
        return rows.stream().filter(row -> !row.kind().equals(Rows.DEVICE)).toList();
    }

    @Test
    void a_repeat_of_an_hour_ago_is_still_known() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*60");
        assertEquals(Outcome.DUPLICATE, province.say("p1", 1, 60, Province.good("45204")));
        assertEquals(Outcome.CONFLICT, province.say("p1", 1, 60, Province.bad("45204")));
    }

    @Test
    void a_backlog_is_taken_and_neither_raises_nor_clears() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 100, "1*60 0*20");
        Standing before = village(province, "v1").standing();
        for (int minute = 0; minute < 100; minute++) {
            assertEquals(Outcome.COMMITTED, province.say("p1", minute, 180, Province.good("45204")));
        }
        assertEquals(before, village(province, "v1").standing());
        assertEquals(Standing.UNCOVERED, before);
    }

    @Test
    void a_device_the_registry_does_not_know_is_not_allowed() {
        Province province = new Province().village("v1", 10).begin();
        assertEquals(Outcome.NOT_ALLOWED, province.say("stranger", 1, Province.good("45204")));
    }

    @Test
    void one_operator_of_two_down_is_a_warning_for_ever_and_the_village_stays_covered() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel", "vinaphone").begin();
        for (int minute = 0; minute < 600; minute++) {
            province.say("p1", minute, minute < 60 ? Province.good("45204", "45202") : half());
            province.tick(minute);
        }
        assertEquals(List.of("opened 90 60 warning"), province.owed());
        assertEquals(Standing.COVERED, village(province, "v1").standing());
        assertEquals(Standing.UNCOVERED, village(province, "v1").ofOperator("viettel"));
    }

    private static vn.phusong.reading.Mobile half() {
        return new vn.phusong.reading.Mobile(
                List.of(
                        Province.bad("45204").radio().get(0),
                        Province.good("45202").radio().get(0)),
                null,
                null);
    }

    @Test
    void all_operators_down_are_raised_to_major_after_four_hours_and_critical_after_a_day() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*60 0*1500");
        assertEquals(
                List.of("opened 90 60 warning", "raised 300 60 major", "raised 1500 60 critical"), province.owed());
    }

    @Test
    void an_incident_nobody_watches_stays_open_unobserved_and_is_not_raised() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*60 0*60 -*300");
        assertEquals(List.of("opened 90 60 warning"), province.owed());
        Incident open = province.engine.openIncidents().get(0);
        assertTrue(open.marks().unobserved());
        province.vector("p1", "45204", 420, "1*30");
        assertEquals(List.of("opened 90 60 warning", "closed 431 60 warning"), province.owed());
        Incident closed = lastIncident(province);
        assertEquals(420, Province.minute(closed.span().end()));
        assertTrue(closed.marks().unobserved());
    }

    @Test
    void a_new_outage_soon_after_goes_on_under_the_old_id() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin();
        province.vector("p1", "45204", 0, "1*60 0*60 1*90 0*60");
        assertEquals(
                List.of("opened 90 60 warning", "closed 164 60 warning", "reopened 240 210 warning"), province.owed());
        assertEquals("v1-m1", lastIncident(province).id());
        assertEquals(1, lastIncident(province).earlier().size());
    }

    @Test
    void a_covered_centre_with_an_uncovered_cluster_is_lom_song() {
        Province province = new Province().village("v1", 10).cluster("v1");
        province.probe("p1", "v1", MINUTE, "viettel")
                .probeAt("p2", "v1", "v1-k", MINUTE, "viettel")
                .begin();
        for (int minute = 0; minute < 30; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.say("p2", minute, Province.bad("45204"));
            province.tick(minute);
        }
        assertEquals(WhiteSpot.LOM_SONG, village(province, "v1").whiteSpot());
    }

    @Test
    void a_village_without_a_centre_borrows_no_cluster() {
        Province province = new Province().village("v1", 10).cluster("v1");
        province.probeAt("p2", "v1", "v1-k", MINUTE, "viettel").begin().vector("p2", "45204", 0, "1*30");
        assertEquals(Standing.UNKNOWN, village(province, "v1").standing());
    }

    @Test
    void a_repeat_in_another_process_gives_the_same_rows() {
        Province one = story();
        Province two = story();
        assertSameRows(one.engine.allRows(), two.engine.allRows());
        assertEquals(one.owed(), two.owed());
    }

    private static Province story() {
        Province province = lines(6);
        province.probe("p1", "v1", MINUTE, "viettel", "vinaphone").begin();
        province.vector("p1", "45204", 0, "1*60 0*40 1*20 -*40 1*7");
        return province;
    }

    private static Province lines(int count) {
        Province province = new Province().village("v1", 10);
        for (int i = 0; i < count; i++) {
            province.line("ont-" + i, "v1", "h" + i / 2);
        }
        return province;
    }

    private static void upFor(Province province, int lines, int minutes) {
        for (int minute = 0; minute < minutes; minute += 15) {
            for (int i = 0; i < lines; i++) {
                assertEquals(Outcome.COMMITTED, province.say("ont-" + i, minute, Province.light()));
            }
            for (int i = 0; i < 15; i++) {
                province.tick(minute + i);
            }
        }
    }

    @Test
    void lines_that_lose_their_light_together_are_a_fibre_outage_and_penetration_does_not_fall() {
        Province province = lines(6).begin();
        upFor(province, 6, 120);
        for (int i = 0; i < 5; i++) {
            province.say("ont-" + i, 120, Province.event(EventKind.LOS));
        }
        for (int minute = 120; minute < 125; minute++) {
            province.tick(minute);
        }
        assertEquals(1, province.owed().size());
        Incident incident = lastIncident(province);
        assertEquals(Cause.FEEDER_FIBRE, incident.cause());
        assertEquals(120, Province.minute(incident.span().start()));
        assertEquals(3, village(province, "v1").fibre().households());
        assertEquals(5, village(province, "v1").fibre().down());
    }

    @Test
    void dying_gasps_make_it_a_power_cut() {
        Province province = lines(6).begin();
        upFor(province, 6, 120);
        for (int i = 0; i < 5; i++) {
            province.say("ont-" + i, 120, Province.event(EventKind.DYING_GASP));
            province.say("ont-" + i, 121, Province.event(EventKind.LOS));
        }
        for (int minute = 121; minute < 125; minute++) {
            province.tick(minute);
        }
        assertEquals(Cause.POWER_VILLAGE, lastIncident(province).cause());
    }

    @Test
    void lines_that_fall_silent_are_neither_up_nor_down_and_alert_nobody() {
        Province province = lines(6).begin();
        upFor(province, 6, 120);
        for (int minute = 120; minute < 240; minute++) {
            province.tick(minute);
        }
        assertEquals(List.of(), province.owed());
        assertEquals(6, village(province, "v1").fibre().silent());
    }

    @Test
    void lines_silent_for_a_day_are_not_missed_when_the_others_go() {
        Province province = lines(10).begin();
        upFor(province, 10, 120);
        for (int minute = 120; minute < 1440; minute += 15) {
            for (int i = 0; i < 6; i++) {
                province.say("ont-" + i, minute, Province.light());
            }
            for (int i = 0; i < 15; i++) {
                province.tick(minute + i);
            }
        }
        for (int i = 0; i < 3; i++) {
            province.say("ont-" + i, 1440, Province.event(EventKind.LOS));
        }
        for (int minute = 1440; minute < 1445; minute++) {
            province.tick(minute);
        }
        assertEquals(Cause.FEEDER_FIBRE, lastIncident(province).cause(), "three of the six that are watched");
    }

    /** Each on a PON of its own: no PON explains what they do together. */
    private static Province apart(int count) {
        Province province = new Province().village("v1", 10);
        for (int i = 0; i < count; i++) {
            province.line("ont-" + i, "v1", "h" + i, "olt-" + i + "/0/1");
        }
        return province;
    }

    @Test
    void a_cut_just_before_our_own_absence_is_told_after_it_with_its_true_start() {
        for (int away : new int[] {40, 70}) {
            Province province = apart(6).begin();
            upFor(province, 6, 120);
            for (int i = 0; i < 5; i++) {
                province.say("ont-" + i, 120, Province.event(EventKind.LOS));
            }
            province.tick(120);
            assertEquals(List.of(), province.owed());
            for (int minute = 120 + away; minute < 120 + away + 60; minute++) {
                if (minute == 120 + away + 2) {
                    province.say("ont-5", minute, Province.light());
                }
                province.tick(minute);
            }
            assertEquals(1, province.owed().size(), "away for " + away);
            assertEquals(120, Province.minute(lastIncident(province).span().start()));
        }
    }

    @Test
    void lines_that_went_and_came_back_during_our_absence_are_no_outage_after_it() {
        Province province = apart(6).begin();
        upFor(province, 6, 120);
        for (int i = 0; i < 5; i++) {
            province.say("ont-" + i, 120, Province.event(EventKind.LOS));
        }
        province.tick(120);
        for (int i = 0; i < 5; i++) {
            province.say("ont-" + i, 159, Province.light());
        }
        for (int minute = 160; minute < 230; minute++) {
            province.tick(minute);
        }
        assertEquals(List.of(), province.owed());
    }

    @Test
    void where_most_lines_are_silent_the_loss_of_a_few_says_nothing_of_the_village() {
        Province province = lines(10).begin();
        upFor(province, 10, 120);
        for (int minute = 120; minute < 180; minute += 15) {
            for (int i = 0; i < 4; i++) {
                province.say("ont-" + i, minute, Province.light());
            }
            for (int i = 0; i < 15; i++) {
                province.tick(minute + i);
            }
        }
        for (int i = 0; i < 3; i++) {
            province.say("ont-" + i, 180, Province.event(EventKind.LOS));
        }
        for (int minute = 180; minute < 300; minute++) {
            province.tick(minute);
        }
        assertEquals(List.of(), province.owed());
    }

    @Test
    void two_lines_are_too_few_to_be_a_village() {
        Province province = lines(2).begin();
        upFor(province, 2, 120);
        province.say("ont-0", 120, Province.event(EventKind.LOS));
        province.say("ont-1", 120, Province.event(EventKind.LOS));
        for (int minute = 120; minute < 130; minute++) {
            province.tick(minute);
        }
        assertEquals(List.of(), province.owed());
    }

    @Test
    void two_probes_at_one_place_are_judged_over_the_whole_hour() {
        Province province = new Province()
                .village("v1", 10)
                .probe("p1", "v1", Province.MINUTE, "viettel")
                .probe("p2", "v1", Province.MINUTE, "viettel")
                .begin();
        for (int minute = 0; minute < 90; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.say("p2", minute, Province.good("45204"));
            province.tick(minute);
        }
        SlotCoverage slot = Objects.requireNonNull(
                        province.engine.picture(1).villages().get("v1"))
                .slots()
                .get(0);
        assertEquals(120, slot.samples());
        assertEquals(120, slot.good());
    }

    @Test
    void a_second_probe_at_a_place_takes_nothing_of_its_past_away() {
        Province province = new Province()
                .village("v1", 10)
                .probe("p1", "v1", Province.MINUTE, "viettel")
                .begin();
        for (int minute = 0; minute < 60; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.tick(minute);
        }
        province.probe("p2", "v1", Province.MINUTE, "viettel");
        province.step(new Event.RegistryChanged(Province.T0 + 60 * Province.MINUTE, province.change()));
        for (int minute = 120; minute < 130; minute++) {
            province.tick(minute);
        }
        for (int minute = 61; minute < 120; minute++) {
            province.say("p2", minute, 130, Province.good("45204"));
        }
        for (int minute = 130; minute < 200; minute++) {
            province.tick(minute);
        }
        assertEquals(Standing.UNKNOWN, new Stood(province.effects, "v1-c", "viettel").reportedAt(121));
        assertEquals(Standing.COVERED, new Stood(province.effects, "v1-c", "viettel").knownAt(121));
    }

    @Test
    void the_picture_tells_when_an_outage_began_and_not_when_it_was_found() {
        Province province = new Province()
                .village("v1", 10)
                .probe("p1", "v1", Province.MINUTE, "viettel")
                .begin();
        province.vector("p1", "45204", 0, "1*120 0*20");
        SlotCoverage slot = Objects.requireNonNull(
                        province.engine.picture(1).villages().get("v1"))
                .slots()
                .get(0);
        assertEquals(134, Province.minute(slot.since()));
        assertEquals(120, Province.minute(slot.outageStart()));
        province.vector("p1", "45204", 140, "1*60");
        slot = Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                .slots()
                .get(0);
        assertEquals(0, slot.outageStart());
    }

    @Test
    void five_minute_rollups_count_the_live_samples() {
        Province province = new Province().village("v1", 10);
        province.probe("p1", "v1", MINUTE, "viettel").begin().vector("p1", "45204", 0, "1*3 0*2 1*20");
        var first = province.effects.stream()
                .flatMap(made -> made.rollups().stream())
                .findFirst()
                .orElseThrow();
        assertEquals(3, first.good());
        assertEquals(2, first.bad());
        assertEquals(Province.T0, first.from());
    }

    @Test
    void nothing_is_said_twice_of_a_whole_state_restored_from_its_rows() {
        Province province = story();
        Engine restored = Engine.restore(province.engine.allRows());
        assertSameRows(province.engine.allRows(), restored.allRows());
    }

    private static Incident lastIncident(Province province) {
        Incident last = null;
        for (Effects made : province.effects) {
            for (Owed owed : made.owed()) {
                last = owed.incident();
            }
            for (Incident incident : made.incidents()) {
                last = incident;
            }
        }
        assertNotNull(last);
        return last;
    }

    private static void assertSameRows(List<SnapshotRow> one, List<SnapshotRow> two) {
        assertEquals(one.size(), two.size());
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).key(), two.get(i).key());
            org.junit.jupiter.api.Assertions.assertArrayEquals(
                    one.get(i).value(),
                    two.get(i).value(),
                    one.get(i).kind() + " " + one.get(i).key());
        }
    }
}
