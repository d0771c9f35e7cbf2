package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Explain;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;

/** Whose silence it is: of the device, of the village's power, of ourselves, or nobody was ever heard. */
class SilenceTest {
    private static final int VILLAGES = 8;

    private final Province province = province();

    private static Province province() {
        Province province = new Province();
        for (int i = 0; i < VILLAGES; i++) {
            province.village("v" + i, 10).probe("p" + i, "v" + i, Province.MINUTE, "viettel");
        }
        for (int i = 0; i < 5; i++) {
            province.line("o" + i, "v0", "h" + i, "olt-1/0/1");
        }
        return province.begin();
    }

    /** Every minute of [from, to): those of {@code speaking} say all is well; then the tick. */
    private void minutes(int from, int to, int... speaking) {
        for (int minute = from; minute < to; minute++) {
            for (int village : speaking) {
                province.say("p" + village, minute, Province.good("45204"));
            }
            province.tick(minute);
        }
    }

    private static int[] all() {
        int[] all = new int[VILLAGES];
        for (int i = 0; i < VILLAGES; i++) {
            all[i] = i;
        }
        return all;
    }

    private VillageCoverage village(String id) {
        return Objects.requireNonNull(province.engine.picture(1).villages().get(id));
    }

    private List<Incident> changes() {
        List<Incident> changes = new ArrayList<>();
        province.effects.forEach(made -> changes.addAll(made.incidents()));
        return changes;
    }

    @Test
    void a_probe_that_falls_silent_while_its_neighbours_speak_is_the_device() {
        minutes(0, 30, all());
        minutes(30, 70, 1, 2, 3, 4, 5, 6, 7);
        assertEquals(Standing.UNKNOWN, village("v0").standing());
        assertEquals(Silence.DEVICE, village("v0").silence());
        assertEquals(List.of(), changes());
    }

    @Test
    void most_villages_silent_at_once_is_one_incident_about_us_and_blames_no_village() {
        minutes(0, 60, all());
        minutes(60, 100, 7);
        Incident ours = changes().get(0);
        assertEquals(1, changes().size(), changes()::toString);
        assertEquals(Cause.COLLECTION, ours.cause());
        assertEquals(59, Province.minute(ours.span().start()));
        assertTrue(Province.minute(ours.span().detected()) <= 66, ours::toString);
        assertEquals(7, ours.scope().villages());
        assertEquals(Silence.OURSELVES, village("v0").silence());
        assertEquals(Standing.COVERED, village("v7").standing());
        assertEquals(List.of(ours), province.engine.openIncidents());
        assertEquals(List.of(), province.owed());
    }

    @Test
    void when_most_speak_again_our_incident_ends_and_the_one_that_stays_silent_is_its_device() {
        minutes(0, 60, all());
        minutes(60, 100, 7);
        minutes(100, 140, 1, 2, 3, 4, 5, 6, 7);
        List<Incident> changes = changes();
        assertEquals(2, changes.size(), changes::toString);
        assertEquals(IncidentState.CLOSED, changes.get(1).state());
        assertEquals(changes.get(0).id(), changes.get(1).id());
        assertEquals(100, Province.minute(changes.get(1).span().end()));
        assertEquals(Silence.DEVICE, village("v0").silence());
        assertEquals(Standing.COVERED, village("v1").standing());
        for (Effects made : province.effects) {
            assertFalse(made.standings().stream().anyMatch(change -> change.to() == Standing.UNCOVERED));
        }
    }

    @Test
    void until_one_staleness_period_after_our_return_a_silent_village_may_still_be_ours() {
        minutes(0, 60, all());
        minutes(60, 100, 7);
        minutes(100, 120, 1, 2, 3, 4, 5, 6, 7);
        assertEquals(Silence.OURSELVES, village("v0").silence());
    }

    @Test
    void our_absence_is_one_incident_from_our_last_minute_to_our_return() {
        minutes(0, 60, all());
        minutes(100, 140, all());
        List<Incident> changes = changes();
        assertEquals(2, changes.size(), changes::toString);
        assertEquals(59, Province.minute(changes.get(1).span().start()));
        assertEquals(100, Province.minute(changes.get(1).span().end()));
        assertEquals(List.of(), province.owed());
    }

    @Test
    void a_server_that_nobody_ever_spoke_to_was_not_blind() {
        province.tick(1);
        province.tick(500);
        province.tick(501);
        assertEquals(List.of(), changes());
        assertEquals(Silence.NEVER_HEARD, village("v0").silence());
    }

    @Test
    void a_probe_whose_village_lines_gasped_together_has_no_power() {
        for (int minute = 0; minute < 120; minute += 5) {
            for (int i = 0; i < 5; i++) {
                province.say("o" + i, minute, Province.light());
            }
            minutes(minute, minute + 5, all());
        }
        for (int i = 0; i < 4; i++) {
            province.told("o" + i, 119, 30_000, EventKind.DYING_GASP);
        }
        minutes(120, 160, 1, 2, 3, 4, 5, 6, 7);
        assertEquals(Standing.UNKNOWN, village("v0").standing());
        assertEquals(Silence.POWER_BY_LINES, village("v0").silence());
        Why why = Explain.village(village("v0"), id -> id, Province.T0 + 160 * Province.MINUTE);
        assertTrue(why.vi().contains("đường cáp quang của thôn báo mất nguồn"), why.vi());
        assertFalse(why.vi().contains("Thiết bị đo báo"), why.vi());
    }

    @Test
    void probes_of_one_base_station_that_fall_silent_together_lost_the_way_they_report_over() {
        for (int minute = 0; minute < 120; minute++) {
            for (int village = 0; village < VILLAGES; village++) {
                if (minute < 60 || village > 2) {
                    province.say("p" + village, minute, at(village < 3 ? "1187331" : "25600" + village));
                }
            }
            province.tick(minute);
        }
        assertEquals(Silence.BACKHAUL, village("v0").silence());
        assertEquals(Silence.BACKHAUL, village("v2").silence());
        assertEquals(Standing.COVERED, village("v3").standing());
        assertEquals(List.of(), changes());
    }

    @Test
    void one_that_falls_silent_at_a_station_whose_others_speak_is_the_device() {
        for (int minute = 0; minute < 120; minute++) {
            for (int village = minute < 60 ? 0 : 1; village < VILLAGES; village++) {
                province.say("p" + village, minute, at("1187331"));
            }
            province.tick(minute);
        }
        assertEquals(Silence.DEVICE, village("v0").silence());
    }

    private static Mobile at(String cell) {
        Radio good = Province.good("45204").radio().get(0);
        return new Mobile(
                List.of(new Radio(
                        good.plmn(),
                        null,
                        good.rat(),
                        good.registration(),
                        good.levels(),
                        Levels.ABSENT,
                        -1,
                        -1,
                        cell)),
                null,
                null);
    }

    @Test
    void a_probe_that_speaks_and_has_not_said_enough_is_not_silent() {
        minutes(0, 5, all());
        assertEquals(Standing.UNKNOWN, village("v0").standing());
        assertNull(village("v0").silence());
        Why why = Explain.village(village("v0"), id -> id, Province.T0 + 5 * Province.MINUTE);
        assertFalse(why.vi().contains("Không nhận được"), why.vi());
        assertTrue(why.vi().contains("chưa đủ số đo"), why.vi());
    }

    @Test
    void back_from_our_absence_a_probe_that_spoke_again_is_not_silent() {
        minutes(0, 60, all());
        province.tick(200);
        minutes(201, 206, all());
        assertEquals(Standing.UNKNOWN, village("v0").standing());
        assertNull(village("v0").silence());
    }

    @Test
    void a_dead_probe_at_the_centre_is_silent_though_one_of_a_cluster_speaks() {
        Province other = new Province().village("a", 10).cluster("a");
        other.probe("centre", "a", Province.MINUTE, "viettel")
                .probeAt("cluster", "a", "a-k", Province.MINUTE, "viettel")
                .begin();
        for (int minute = 0; minute < 90; minute++) {
            if (minute < 30) {
                other.say("centre", minute, Province.good("45204"));
            }
            other.say("cluster", minute, Province.good("45204"));
            other.tick(minute);
        }
        VillageCoverage seen =
                Objects.requireNonNull(other.engine.picture(1).villages().get("a"));
        assertEquals(Standing.UNKNOWN, seen.standing());
        assertEquals(Silence.DEVICE, seen.silence());
    }

    @Test
    void of_a_few_villages_no_majority_is_made() {
        Province small = new Province().village("a", 10).village("b", 10);
        small.probe("pa", "a", Province.MINUTE, "viettel")
                .probe("pb", "b", Province.MINUTE, "viettel")
                .begin();
        small.vector("pa", "45204", 0, "1*30");
        for (int minute = 30; minute < 70; minute++) {
            small.tick(minute);
        }
        assertEquals(List.of(), small.engine.openIncidents());
        assertEquals(
                Silence.DEVICE,
                Objects.requireNonNull(small.engine.picture(1).villages().get("a"))
                        .silence());
    }

    @Test
    void what_we_know_of_our_own_outage_is_in_the_rows() {
        minutes(0, 60, all());
        minutes(60, 80, 7);
        Engine restored = Engine.restore(province.engine.allRows());
        assertEquals(province.engine.openIncidents(), restored.openIncidents());
        for (int minute = 80; minute < 90; minute++) {
            assertEquals(
                    province.engine.step(new Event.Tick(Province.T0 + minute * Province.MINUTE)),
                    restored.step(new Event.Tick(Province.T0 + minute * Province.MINUTE)));
        }
        assertEquals(
                Objects.requireNonNull(province.engine.picture(1).villages().get("v0")),
                Objects.requireNonNull(restored.picture(1).villages().get("v0")));
    }
}
