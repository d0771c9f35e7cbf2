package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.engine.MobileWorld.MOBI;
import static vn.phusong.engine.MobileWorld.VIETTEL;
import static vn.phusong.engine.MobileWorld.VINA;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;
import vn.phusong.incident.Severity;
import vn.phusong.village.Area;
import vn.phusong.village.Validity;

/** One cause, one incident: villages that lose mobile service together (domain.md §7.8, §7.9). */
class TogetherTest {
    private static final int UP = 60;

    private final MobileWorld world = new MobileWorld();

    /** {@code count} villages of one commune; the first {@code served} on one cell of Viettel, each other on one of its own. */
    private void commune(String code, int count, int served, String cell) {
        world.commune(code);
        for (int i = 0; i < count; i++) {
            String own =
                    i < served ? cell : Integer.toString(Math.floorMod(code.hashCode(), 1000) * 25_600 + 256 * (i + 1));
            world.village(code + "-v" + i, code, VIETTEL + ":" + own);
        }
    }

    private void upForAnHour() {
        world.begin();
        world.run(UP);
    }

    private Reach reach(String id) {
        return Objects.requireNonNull(world.newest(id).scope().reach());
    }

    @Test
    void two_villages_of_one_cell_are_one_incident_of_its_station_told_once() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1");
        world.run(60);
        String id = "viettel-enb-4638-b1";
        assertEquals(List.of(id), world.ids());
        assertEquals(List.of("opened " + id + " 90"), world.told());
        Incident incident = world.newest(id);
        assertEquals(Cause.MOBILE_SITE, incident.cause());
        assertEquals(60, Province.minute(incident.span().start()));
        assertEquals(2, incident.scope().villages());
        assertEquals(80, incident.scope().households());
        assertEquals(List.of(VIETTEL), incident.scope().operators());
        assertEquals("c1", incident.scope().area());
        assertNull(incident.scope().village());
        assertTrue(incident.scope().touches("c1-v0"));
        assertFalse(incident.scope().touches("c1-v2"));
        assertEquals(3, reach(id).watched());
        assertEquals(Mains.ON, reach(id).mains());
    }

    @Test
    void the_registry_says_which_cells_stand_at_one_site() {
        world.commune("c1");
        world.site("bk-0412", VIETTEL, "256", "999999", "70000000000");
        world.village("v0", "c1", VIETTEL + ":256");
        world.village("v1", "c1", VIETTEL + ":999999");
        world.village("v2", "c1", VIETTEL + ":70000000000");
        upForAnHour();
        world.fail(VIETTEL, "v0", "v1", "v2");
        world.run(40);
        assertEquals(List.of("bk-0412-b1"), world.ids());
        assertEquals(List.of("bk-0412"), reach("bk-0412-b1").stations());
    }

    @Test
    void three_operators_on_a_mast_over_four_villages_are_one_incident_with_three_operators() {
        world.commune("c1");
        for (int i = 0; i < 12; i++) {
            String cell = Integer.toString(i < 4 ? 512 : 51_200 + 256 * i);
            world.village("v" + i, "c1", VIETTEL + ":" + cell, VINA + ":" + cell, MOBI + ":" + cell);
        }
        upForAnHour();
        for (String operator : List.of(VIETTEL, VINA, MOBI)) {
            world.fail(operator, "v0", "v1", "v2", "v3");
        }
        world.run(60);
        assertEquals(1, world.ids().size(), world.ids()::toString);
        assertEquals(1, world.owed.size(), world.told()::toString);
        Incident incident = world.incidents.get(0);
        assertEquals(List.of(MOBI, VIETTEL, VINA), incident.scope().operators());
        assertEquals(4, incident.scope().villages());
        assertEquals(Cause.MOBILE_SITE, incident.cause());
        assertEquals(3, reach(incident.id()).stations().size());
    }

    @Test
    void a_mast_that_takes_its_operators_one_by_one_within_minutes_is_one_incident() {
        world.commune("c1");
        for (int i = 0; i < 8; i++) {
            String cell = Integer.toString(i < 3 ? 512 : 51_200 + 256 * i);
            world.village("v" + i, "c1", VIETTEL + ":" + cell, VINA + ":" + cell);
        }
        upForAnHour();
        world.fail(VIETTEL, "v0", "v1", "v2");
        world.run(5);
        world.fail(VINA, "v0", "v1", "v2");
        world.run(60);
        assertEquals(1, world.ids().size(), world.ids()::toString);
        assertEquals(1, world.owed.size(), world.told()::toString);
        assertEquals(
                List.of(VIETTEL, VINA), world.newest(world.ids().get(0)).scope().operators());
    }

    @Test
    void probes_on_their_batteries_make_it_a_power_cut() {
        commune("c1", 10, 4, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.onBattery("c1-v0", "c1-v1", "c1-v2");
        world.run(40);
        assertEquals(1, world.ids().size());
        assertEquals(Cause.POWER_VILLAGE, world.incidents.get(0).cause());
        assertEquals(Mains.LOST, reach(world.ids().get(0)).mains());
    }

    @Test
    void unrelated_villages_of_a_commune_below_its_quorum_are_incidents_of_their_own() {
        commune("c1", 10, 0, "");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v4", "c1-v7");
        world.run(40);
        assertEquals(List.of("c1-v0-m1", "c1-v4-m1", "c1-v7-m1"), world.ids());
    }

    @Test
    void one_village_of_a_station_is_no_station() {
        commune("c1", 10, 4, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0");
        world.run(40);
        assertEquals(List.of("c1-v0-m1"), world.ids());
    }

    @Test
    void two_villages_of_a_station_of_five_are_not_enough() {
        commune("c1", 10, 5, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1");
        world.run(40);
        assertEquals(List.of("c1-v0-m1", "c1-v1-m1"), world.ids());
    }

    @Test
    void villages_of_one_station_that_go_at_different_times_are_not_one() {
        commune("c1", 10, 2, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0");
        world.run(15);
        world.fail(VIETTEL, "c1-v1");
        world.run(50);
        assertEquals(List.of("c1-v0-m1", "c1-v1-m1"), world.ids());
    }

    @Test
    void half_a_commune_on_many_stations_is_one_incident_of_the_commune() {
        commune("c1", 8, 0, "");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(10);
        world.fail(VIETTEL, "c1-v3");
        world.run(50);
        assertEquals(List.of("c1-a1"), world.ids());
        assertEquals(List.of("opened c1-a1 90"), world.told());
        Incident incident = world.newest("c1-a1");
        assertEquals(4, incident.scope().villages());
        assertEquals("c1", incident.scope().area());
        assertEquals(Cause.MOBILE_OPERATOR, incident.cause());
        assertEquals(Severity.CRITICAL, incident.severity());
        assertEquals(Quorum.COMMUNE, reach("c1-a1").level());
    }

    @Test
    void a_commune_where_all_operators_went_has_no_operator_to_blame() {
        world.commune("c1");
        for (int i = 0; i < 6; i++) {
            String cell = Integer.toString(51_200 + 256 * i);
            world.village("v" + i, "c1", VIETTEL + ":" + cell, VINA + ":" + cell);
        }
        upForAnHour();
        for (String operator : List.of(VIETTEL, VINA)) {
            world.fail(operator, "v0", "v1", "v2", "v3");
        }
        world.run(40);
        assertEquals(List.of("c1-a1"), world.ids());
        assertEquals(Cause.MOBILE_UNKNOWN, world.newest("c1-a1").cause());
        assertEquals(List.of(VIETTEL, VINA), world.newest("c1-a1").scope().operators());
    }

    @Test
    void a_station_that_is_most_of_a_commune_explains_it() {
        commune("c1", 8, 4, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2", "c1-v3", "c1-v6");
        world.run(40);
        assertEquals(List.of("viettel-enb-4638-b1", "c1-v6-m1"), world.ids());
    }

    @Test
    void an_operator_out_over_five_communes_is_one_incident_of_its_network() {
        for (int c = 0; c < 12; c++) {
            world.commune("c" + c);
            for (int i = 0; i < 4; i++) {
                String cell = Integer.toString(256 * (10 * c + i + 1));
                world.village("c" + c + "-v" + i, "c" + c, VIETTEL + ":" + cell, VINA + ":" + cell);
            }
        }
        upForAnHour();
        for (int c = 0; c < 5; c++) {
            world.fail(VIETTEL, "c" + c + "-v0", "c" + c + "-v1", "c" + c + "-v2");
            world.run(4);
        }
        world.run(60);
        assertEquals(List.of("06-o1"), world.ids());
        Incident incident = world.newest("06-o1");
        assertEquals(List.of("opened 06-o1 90"), world.told());
        assertEquals(15, incident.scope().villages());
        assertEquals("06", incident.scope().area());
        assertEquals(Cause.MOBILE_OPERATOR, incident.cause());
        assertEquals(0.8, incident.confidence());
        assertEquals(Severity.MAJOR, incident.severity(), "another operator still serves every village");
    }

    @Test
    void a_commune_of_one_operator_takes_in_no_single_village_of_another() {
        world.commune("c1");
        for (int i = 0; i < 8; i++) {
            String cell = Integer.toString(51_200 + 256 * i);
            world.village("v" + i, "c1", VIETTEL + ":" + cell, VINA + ":" + cell);
        }
        upForAnHour();
        world.fail(VIETTEL, "v0", "v1", "v2", "v3", "v4");
        world.fail(VINA, "v0");
        world.run(40);
        assertEquals(List.of("c1-a1", "v0-m1"), world.ids());
        assertEquals(List.of(VIETTEL), world.newest("c1-a1").scope().operators());
        assertEquals(List.of(VINA), world.newest("v0-m1").scope().operators());
        assertEquals(Cause.MOBILE_OPERATOR, world.newest("c1-a1").cause());
    }

    @Test
    void when_most_of_a_station_is_unknown_nothing_is_said_of_the_station() {
        commune("c1", 12, 8, "1187331");
        upForAnHour();
        world.silence("c1-v3", "c1-v4", "c1-v5", "c1-v6", "c1-v7");
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(60);
        assertEquals(List.of("c1-v0-m1", "c1-v1-m1", "c1-v2-m1"), world.ids());
    }

    @Test
    void unknown_children_have_no_vote() {
        commune("c1", 12, 8, "1187331");
        upForAnHour();
        world.silence("c1-v4", "c1-v5", "c1-v6", "c1-v7");
        world.run(31);
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(40);
        assertEquals(List.of("viettel-enb-4638-b1"), world.ids());
        assertEquals(4, reach("viettel-enb-4638-b1").watched());
    }

    @Test
    void a_late_child_joins_and_is_muted() {
        commune("c1", 10, 4, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(120);
        world.fail(VIETTEL, "c1-v3");
        world.run(60);
        String id = "viettel-enb-4638-b1";
        assertEquals(List.of(id), world.ids());
        assertEquals(1, world.owed.size(), world.told()::toString);
        assertEquals(4, world.newest(id).scope().villages());
        assertEquals(IncidentState.UPDATED, world.newest(id).state());
    }

    @Test
    void a_child_that_was_told_before_joins_and_is_not_told_again() {
        commune("c1", 10, 2, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0");
        world.run(8);
        // Seen late: its probe is silent when it goes.
        world.fail(VIETTEL, "c1-v1");
        world.run(7);
        world.silence("c1-v1");
        world.run(18);
        world.speak("c1-v1");
        world.run(6 * 60);
        String id = "viettel-enb-4638-b1";
        assertEquals(List.of("c1-v0-m1", id), world.ids());
        assertEquals(id, world.newest("c1-v0-m1").scope().parent());
        assertEquals(
                1,
                world.owed.stream()
                        .filter(it -> it.incident().id().equals("c1-v0-m1"))
                        .count());
        world.mend(VIETTEL, "c1-v0", "c1-v1");
        world.run(60);
        assertEquals(IncidentState.CLOSED, world.newest("c1-v0-m1").state());
        assertEquals(IncidentState.CLOSED, world.newest(id).state());
    }

    @Test
    void a_child_that_stays_out_when_its_parent_closed_is_an_incident_of_its_own_with_its_own_start() {
        commune("c1", 14, 7, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2", "c1-v3", "c1-v4", "c1-v5");
        world.run(2);
        world.fail(VIETTEL, "c1-v6");
        world.run(118);
        String id = "viettel-enb-4638-b1";
        assertEquals(List.of(id), world.ids());
        world.mend(VIETTEL, "c1-v0", "c1-v1", "c1-v2", "c1-v3", "c1-v4", "c1-v5");
        world.run(120);
        assertEquals(List.of(id, "c1-v6-m1"), world.ids());
        assertEquals(IncidentState.CLOSED, world.newest(id).state());
        assertEquals(180, Province.minute(world.newest(id).span().end()));
        assertEquals(62, Province.minute(world.newest("c1-v6-m1").span().start()));
        long closed = Province.minute(world.newest(id).at());
        long opened = Province.minute(world.newest("c1-v6-m1").span().detected());
        assertEquals(10, opened - closed);
        assertEquals(3, world.owed.size(), world.told()::toString);
        assertTrue(closed - 220 >= 30, "held for half an hour after they were back for sure: " + closed);
    }

    @Test
    void all_back_closes_it_once_with_the_first_good_sample_as_its_end() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(90);
        world.mend(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(120);
        assertEquals(2, world.owed.size(), world.told()::toString);
        Incident closed = world.newest("viettel-enb-4638-b1");
        assertEquals(IncidentState.CLOSED, closed.state());
        assertEquals(150, Province.minute(closed.span().end()));
        assertEquals(Cause.MOBILE_SITE, closed.cause());
        assertEquals(List.of(), world.engine.openIncidents());
    }

    @Test
    void a_station_that_goes_again_within_two_hours_goes_on_under_its_id() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(60);
        world.mend(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(90);
        world.fail(VIETTEL, "c1-v0", "c1-v1");
        world.run(60);
        assertEquals(List.of("viettel-enb-4638-b1"), world.ids());
        Incident again = world.newest("viettel-enb-4638-b1");
        assertEquals(1, again.earlier().size());
        assertEquals(2, again.scope().villages());
        assertEquals(210, Province.minute(again.span().start()));
        assertEquals("reopened viettel-enb-4638-b1 240", world.told().get(2));
    }

    @Test
    void a_station_widened_to_its_commune_keeps_its_id() {
        commune("c1", 8, 2, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1");
        world.run(15);
        world.fail(VIETTEL, "c1-v4", "c1-v5", "c1-v6");
        world.run(5);
        // Too little is heard of them to judge before the station is due.
        world.silence("c1-v4", "c1-v5", "c1-v6");
        world.run(15);
        world.speak("c1-v4", "c1-v5", "c1-v6");
        world.run(60);
        assertEquals(List.of("viettel-enb-4638-b1"), world.ids());
        Incident incident = world.newest("viettel-enb-4638-b1");
        assertEquals(Quorum.COMMUNE, reach(incident.id()).level());
        assertEquals(5, incident.scope().villages());
        assertEquals(
                List.of("opened", "raised"),
                world.owed.stream().map(it -> it.step().word()).toList());
    }

    @Test
    void case_63_flapping_and_correlation_together_tell_once_that_it_flaps() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        for (int i = 0; i < 8; i++) {
            world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
            world.run(20);
            world.mend(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
            world.run(20);
        }
        world.run(6 * 60);
        assertEquals(List.of("viettel-enb-4638-b1"), world.ids());
        assertEquals(
                List.of("opened", "flapping", "closed"),
                world.owed.stream().map(it -> it.step().word()).toList(),
                world.told()::toString);
        assertFalse(world.newest("viettel-enb-4638-b1").isOpen());
    }

    @Test
    void nobody_who_watches_marks_it_unobserved_and_the_outage_goes_on_under_its_id() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(60);
        world.silence("c1-v0", "c1-v1", "c1-v2");
        world.run(60);
        String id = "viettel-enb-4638-b1";
        assertTrue(world.newest(id).marks().unobserved());
        world.speak("c1-v0", "c1-v1", "c1-v2");
        world.run(60);
        assertFalse(world.newest(id).marks().unobserved());
        assertEquals(List.of(id), world.ids());
        assertEquals(60, Province.minute(world.newest(id).span().start()));
        assertEquals(1, world.owed.size());
    }

    @Test
    void our_own_absence_opens_nothing_and_loses_nothing() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        world.run(16);
        world.minute += 40;
        world.run(120);
        assertEquals(List.of("collection-1", "viettel-enb-4638-b1"), world.ids());
        assertEquals(1, world.owed.size(), world.told()::toString);
    }

    @Test
    void villages_that_leave_the_registry_close_it_and_are_not_called_repaired() {
        commune("c1", 10, 2, "1187331");
        upForAnHour();
        world.fail(VIETTEL, "c1-v0", "c1-v1");
        world.run(40);
        MobileWorld after = new MobileWorld();
        long gone = MobileWorld.T0 + (world.minute + 10) * MobileWorld.MINUTE;
        after.village(MobileWorld.row("c1-v0", "c1", new Validity(Validity.ALWAYS, gone)));
        after.village(MobileWorld.row("c1-v1", "c1", new Validity(Validity.ALWAYS, gone)));
        world.step(new Event.RegistryChanged(MobileWorld.T0 + world.minute * MobileWorld.MINUTE, after.change()));
        world.run(30);
        Incident closed = world.newest("viettel-enb-4638-b1");
        assertEquals(IncidentState.CLOSED, closed.state());
        assertTrue(closed.marks().left());
    }

    /** Code c1 is another commune from midnight on, and its villages lie in c9. */
    @Test
    void case_36_communes_merged_overnight_change_no_incident_that_is_open() {
        long midnight = MobileWorld.T0 + 120 * MobileWorld.MINUTE;
        world.area(new Area("c1", "06", "commune", "Xã Cũ", null, new Validity(Validity.ALWAYS, midnight)));
        world.area(new Area("c1", "06", "commune", "Xã Khác", null, new Validity(midnight, Validity.FOREVER)));
        world.area(new Area("c9", "06", "commune", "Xã Mới", null, new Validity(midnight, Validity.FOREVER)));
        for (int i = 0; i < 8; i++) {
            world.village(MobileWorld.row("v" + i, "c1", new Validity(Validity.ALWAYS, midnight)));
            world.village(MobileWorld.row("v" + i, "c9", new Validity(midnight, Validity.FOREVER)));
            world.serve("v" + i, VIETTEL, Integer.toString(256 * (i + 1)));
        }
        upForAnHour();
        world.fail(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(80);
        world.mend(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(90);
        assertEquals(List.of("c1-a1"), world.ids());
        assertEquals(2, world.owed.size(), world.told()::toString);
        assertEquals("c1", world.newest("c1-a1").scope().area());
        assertEquals(4, world.newest("c1-a1").scope().villages());
        assertEquals(
                "Xã Cũ (Bản v0, Bản v1, Bản v2 và 1 thôn khác)",
                vn.phusong.incident.Names.of(world.engine.registry(), world.newest("c1-a1"))
                        .place());
    }

    @Test
    void a_sim_that_moves_to_another_station_is_counted_there() {
        commune("c1", 10, 2, "1187331");
        upForAnHour();
        world.serve("c1-v1", VIETTEL, "2560001");
        world.serve("c1-v2", VIETTEL, "2560002");
        world.run(30);
        world.fail(VIETTEL, "c1-v1", "c1-v2");
        world.run(40);
        assertEquals(List.of("viettel-enb-10000-b1"), world.ids());
    }

    @Test
    @Tag("long")
    void a_state_restored_between_any_two_events_goes_on_the_same() {
        Random random = new Random(7);
        int told = story(random);
        List<Event> events = world.events;
        for (int round = 0; round < 3; round++) {
            Engine one = new Engine(vn.phusong.coverage.SampleRules.DEFAULT);
            List<Incident> incidents = new ArrayList<>();
            List<String> owed = new ArrayList<>();
            for (Event event : events) {
                Effects made = one.step(event);
                incidents.addAll(made.incidents());
                made.owed().forEach(it -> owed.add(it.id()));
                if (random.nextInt(40) == 0) {
                    one = Engine.restore(one.allRows());
                }
            }
            assertEquals(world.incidents, incidents);
            assertEquals(world.owed.stream().map(it -> it.id()).toList(), owed);
            assertSame(world.engine.allRows(), one.allRows());
        }
        assertTrue(told > 10, "the story must have some: " + told);
        assertTrue(world.ids().stream().anyMatch(id -> id.contains("-enb-")), world.ids()::toString);
        assertTrue(world.ids().stream().anyMatch(id -> id.contains("-m")), world.ids()::toString);
    }

    /** Stations, communes and single villages that go and come back for some hours. */
    private int story(Random random) {
        for (int c = 0; c < 4; c++) {
            world.commune("c" + c);
            for (int i = 0; i < 6; i++) {
                String cell = Integer.toString(256 * (10 * c + i / 3 + 1) + i);
                world.village("c" + c + "-v" + i, "c" + c, VIETTEL + ":" + cell, VINA + ":" + cell);
            }
        }
        upForAnHour();
        for (int hour = 0; hour < 30; hour++) {
            String operator = random.nextBoolean() ? VIETTEL : VINA;
            String commune = "c" + random.nextInt(4);
            int from = random.nextInt(4);
            for (int i = from; i < from + 3; i++) {
                world.fail(operator, commune + "-v" + i);
            }
            world.run(random.nextInt(60));
            String silent = "c" + random.nextInt(4) + "-v" + random.nextInt(6);
            world.silence(silent);
            world.run(random.nextInt(50));
            world.speak(silent);
            for (int i = from; i < from + random.nextInt(4); i++) {
                world.mend(operator, commune + "-v" + i);
            }
        }
        return world.incidents.size();
    }

    private static void assertSame(List<SnapshotRow> rows, List<SnapshotRow> other) {
        assertEquals(
                rows.stream().map(row -> row.kind() + row.key()).toList(),
                other.stream().map(row -> row.kind() + row.key()).toList());
        for (int i = 0; i < rows.size(); i++) {
            assertArrayEquals(
                    rows.get(i).value(),
                    other.get(i).value(),
                    rows.get(i).kind() + rows.get(i).key());
        }
    }

    @Test
    void dirty_rows_laid_over_an_old_snapshot_are_the_whole_state() {
        commune("c1", 10, 3, "1187331");
        upForAnHour();
        Map<String, SnapshotRow> kept = new TreeMap<>();
        keep(kept, world.engine.allRows());
        assertFalse(world.engine.takeDirtyRows().isEmpty());
        world.fail(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
        for (int i = 0; i < 60; i++) {
            if (i == 45) {
                world.mend(VIETTEL, "c1-v0", "c1-v1", "c1-v2");
            }
            world.run(5);
            keep(kept, world.engine.takeDirtyRows());
        }
        assertEquals(2, world.owed.size());
        List<SnapshotRow> whole = world.engine.allRows();
        assertEquals(whole.size(), kept.size());
        for (SnapshotRow row : whole) {
            assertArrayEquals(
                    row.value(),
                    Objects.requireNonNull(kept.get(row.kind() + '\t' + row.key()))
                            .value(),
                    row.kind() + " " + row.key());
        }
    }

    private static void keep(Map<String, SnapshotRow> kept, List<SnapshotRow> rows) {
        for (SnapshotRow row : rows) {
            if (row.value().length == 0) {
                kept.remove(row.kind() + '\t' + row.key());
            } else {
                kept.put(row.kind() + '\t' + row.key(), row);
            }
        }
    }

    @Test
    void the_state_of_a_member_is_at_most_64_bytes() {
        for (int c = 0; c < 12; c++) {
            commune("c" + c, 50, 0, "");
        }
        upForAnHour();
        for (int c = 0; c < 12; c++) {
            for (int i = 0; i < 50; i++) {
                world.fail(VIETTEL, "c" + c + "-v" + i);
            }
        }
        world.run(31);
        assertEquals(List.of("06-o1"), world.ids());
        SnapshotRow row = world.engine.allRows().stream()
                .filter(it -> it.kind().equals(Rows.MOBILE) && it.key().equals("06-o1"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.value().length <= 64 * 600, "bytes: " + row.value().length);
    }
}
