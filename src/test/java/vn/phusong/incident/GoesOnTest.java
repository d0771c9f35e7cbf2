package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** How incidents of several villages go on: who joins them, what they join, when they flap, what they owe then. */
class GoesOnTest extends SaidOfVillages {
    private void recovering(double minute, String... all) {
        for (String place : all) {
            stands(place, Standing.RECOVERING, minute, 0, Mains.UNKNOWN);
        }
    }

    private void again(double minute, String... all) {
        for (String place : all) {
            stands(place, Standing.UNCOVERED, minute, 0, Mains.UNKNOWN);
        }
    }

    private void left(String village, String operator, double minute) {
        fold.signal(SampleRules.DEFAULT, Signal.left(village, operator, at(minute)), telling);
    }

    /** Ten villages of a commune, two on each of five stations. */
    private void commune() {
        for (int i = 0; i < 5; i++) {
            up(places(2 * i, 2 * i + 2, "x", "bts" + i));
        }
    }

    @Test
    void a_station_widened_to_its_commune_keeps_its_id_and_takes_in_who_goes_with_it() {
        commune();
        down(0, places(0, 2, "x", "bts0"));
        tick(30);
        assertEquals(
                Quorum.STATION,
                Objects.requireNonNull(newest("bts0-b1").scope().reach()).level());
        down(14, places(2, 4, "x", "bts1"));
        down(15, places(4, 5, "x", "bts2"));
        tick(45);
        Reach reach = Objects.requireNonNull(newest("bts0-b1").scope().reach());
        assertEquals(Quorum.COMMUNE, reach.level());
        assertEquals(5, reach.went());
        assertEquals(10, reach.watched());
        assertEquals(List.of("bts0", "bts1", "bts2"), reach.stations());
        assertEquals(List.of("x"), reach.members().get(4).operators());
        assertEquals(at(15), reach.members().get(4).start());
        assertEquals(List.of("opened bts0-b1", "raised bts0-b1"), told());
        assertEquals(Severity.CRITICAL, newest("bts0-b1").severity());
    }

    @Test
    void a_station_that_joined_its_commune_is_told_for_itself_ten_minutes_after_that_closed() {
        commune();
        down(0, places(0, 2, "x", "bts0"));
        tick(30);
        down(14, places(2, 4, "x", "bts1"));
        tick(44);
        assertEquals(List.of("opened bts0-b1", "opened bts1-b1"), told());
        down(15, places(4, 5, "x", "bts2"));
        tick(45);
        assertEquals("bts0-b1", newest("bts1-b1").scope().parent());
        assertEquals(List.of("opened bts0-b1", "opened bts1-b1", "raised bts0-b1"), told());
        tick(300);
        assertEquals(3, told().size(), "a child is not raised");
        back(310, places(0, 2, "x", "bts0"));
        back(310, places(4, 5, "x", "bts2"));
        tick(350);
        assertTrue(newest("bts0-b1").isOpen(), "two of five are out");
        back(360, "vc:x:bts1");
        back(361, "vd:x:bts1");
        tick(401);
        assertFalse(newest("bts0-b1").isOpen());
        assertFalse(newest("bts1-b1").isOpen());
        assertEquals(at(361), newest("bts0-b1").span().end());
    }

    private void closedByHand(String id, double minute) {
        Act act = Act.of(at(minute), "lan", Deed.CLOSE, id, Act.REASON, "r");
        fold.acted(act, at(minute), telling);
    }

    @Test
    void who_tells_of_an_outage_that_several_hold_is_the_same_after_a_restart() {
        up(places(0, 2, "x", "zts"));
        up(places(2, 4, "x", "bts1"));
        up(places(4, 6, "x", "bts2"));
        down(0, places(0, 2, "x", "zts"));
        tick(30);
        closedByHand("zts-b1", 31);
        down(14, places(2, 3, "x", "bts1"));
        down(14, places(4, 5, "x", "bts2"));
        tick(44);
        closedByHand("c-a1", 45);
        assertEquals(List.of("opened zts-b1", "closed zts-b1", "opened c-a1", "closed c-a1"), told());
        IncidentFold again = new IncidentFold();
        fold.mobile().all(again.mobile()::restore);
        String before = fold.mobile().ownerId(MobileMembers.key("va", "x"), at(46));
        assertEquals(before, again.mobile().ownerId(MobileMembers.key("va", "x"), at(46)));
        assertEquals("c-a1", before);
    }

    @Test
    void a_village_told_before_its_station_was_known_joins_it_and_is_not_raised() {
        up(places(0, 3, "x", "bts"));
        down(0, "va:x:bts");
        tick(30);
        assertEquals(List.of("opened va-m1"), told());
        down(5, "vb:x:bts");
        tick(35);
        assertEquals("bts-b1", newest("va-m1").scope().parent());
        assertEquals(List.of("opened va-m1", "opened bts-b1"), told());
        tick(300);
        assertEquals(List.of("opened va-m1", "opened bts-b1", "raised bts-b1"), told());
        back(310, "va:x:bts");
        assertFalse(newest("va-m1").isOpen());
    }

    @Test
    void another_operator_at_its_village_joins_within_ten_minutes_and_not_after() {
        for (double start : new double[] {10, 10.01}) {
            GoesOnTest one = new GoesOnTest();
            one.up(places(0, 2, "x", "bts"));
            one.up(places(0, 1, "y", "bts-y"));
            one.down(0, places(0, 2, "x", "bts"));
            one.tick(30);
            one.down(start, "va:y:bts-y");
            one.tick(start + 30);
            assertEquals(start == 10 ? 1 : 2, one.told().size());
            assertEquals(
                    start == 10 ? List.of("x", "y") : List.of("x"),
                    one.newest("bts-b1").scope().operators());
        }
    }

    @Test
    void who_goes_a_quarter_of_an_hour_after_the_last_of_a_commune_joins_it_and_not_after() {
        for (double start : new double[] {25, 25.01}) {
            GoesOnTest one = new GoesOnTest();
            one.commune();
            for (int i = 0; i < 5; i++) {
                one.down(i == 4 ? 10 : 0, places(2 * i, 2 * i + 1, "x", "bts" + i));
            }
            one.tick(40);
            assertEquals(List.of("opened c-a1"), one.told());
            one.up(places(20, 21, "x", "other"));
            one.up(places(21, 22, "y", "else"));
            one.down(start, places(20, 21, "x", "other"));
            one.down(start, places(21, 22, "y", "else"));
            one.tick(start + 30);
            assertEquals(
                    start == 25
                            ? List.of("opened c-a1", "opened vv-m1")
                            : List.of("opened c-a1", "opened vu-m1", "opened vv-m1"),
                    one.told(),
                    "another operator never joins");
        }
    }

    @Test
    void an_outage_that_comes_and_goes_without_closing_flaps_at_its_third_entry_and_is_calm_two_hours_later() {
        String[] all = places(0, 6, "x", "bts");
        String[] most = places(0, 5, "x", "bts");
        up(all);
        down(0, all);
        tick(30);
        for (int round = 0; round < 2; round++) {
            recovering(40 + 20 * round, most);
            tick(41 + 20 * round);
            again(50 + 20 * round, most);
            tick(51 + 20 * round);
            assertEquals(round == 0 ? 1 : 2, told().size());
        }
        assertEquals(List.of("opened bts-b1", "flapping bts-b1"), told());
        assertTrue(newest("bts-b1").marks().flapping());
        tick(71 + 119.9);
        assertTrue(newest("bts-b1").marks().flapping());
        tick(71 + 120);
        assertFalse(newest("bts-b1").marks().flapping());
        assertEquals(2, told().size(), "that it is calm is told to nobody");
        tick(240);
        assertEquals("raised bts-b1", told().get(2));
    }

    @Test
    void while_it_flaps_it_is_raised_unsaid() {
        String[] all = places(0, 6, "x", "bts");
        up(all);
        down(0, all);
        tick(30);
        for (int round = 0; round < 8; round++) {
            recovering(40 + 30 * round, all);
            tick(41 + 30 * round);
            again(50 + 30 * round, all);
            tick(51 + 30 * round);
        }
        assertEquals(List.of("opened bts-b1", "flapping bts-b1"), told());
        assertEquals(Severity.MAJOR, newest("bts-b1").severity());
    }

    @Test
    void while_one_of_those_out_is_seen_it_is_observed() {
        up(places(0, 3, "x", "bts"));
        down(0, places(0, 3, "x", "bts"));
        tick(30);
        unknown(40, places(0, 2, "x", "bts"));
        tick(41);
        assertFalse(newest("bts-b1").marks().unobserved());
        unknown(42, places(2, 3, "x", "bts"));
        tick(43);
        assertTrue(newest("bts-b1").marks().unobserved());
        int said = telling.changes().size();
        tick(44);
        assertEquals(said, telling.changes().size(), "nothing new");
        again(50, "vc:x:bts");
        tick(51);
        assertFalse(newest("bts-b1").marks().unobserved());
        assertEquals(at(0), newest("bts-b1").span().start());
    }

    @Test
    void an_operator_of_the_mast_that_is_back_is_named_no_more() {
        up(places(0, 2, "x", "bts"));
        up(places(0, 2, "y", "bts"));
        down(0, places(0, 2, "x", "bts"));
        down(1, places(0, 2, "y", "bts"));
        tick(31);
        assertEquals(List.of("x", "y"), newest("bts-b1").scope().operators());
        back(40, places(0, 2, "y", "bts"));
        tick(81);
        assertEquals(List.of("x"), newest("bts-b1").scope().operators());
        assertEquals(1, told().size());
        back(90, places(0, 2, "x", "bts"));
        tick(131);
        assertEquals(List.of("x"), newest("bts-b1").scope().operators(), "what is over is what it was last told to be");
        assertEquals(at(90), newest("bts-b1").span().end());
    }

    @Test
    void villages_that_leave_the_registry_are_out_no_more_and_the_last_closes_it_marked_so() {
        up(places(0, 2, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        tick(30);
        left("va", null, 40);
        tick(41);
        assertTrue(newest("bts-b1").isOpen());
        left("vb", "x", 50);
        tick(51);
        assertFalse(newest("bts-b1").isOpen());
        assertTrue(newest("bts-b1").marks().left());
        assertEquals(at(50), newest("bts-b1").span().end());
        assertEquals(List.of("opened bts-b1", "closed bts-b1"), told());
        up(places(0, 2, "x", "bts"));
        down(60, places(0, 2, "x", "bts"));
        tick(90);
        assertEquals("opened bts-b2", told().get(2), "what left does not go on");
    }

    @Test
    void one_that_left_and_one_that_is_back_close_it_as_repaired() {
        up(places(0, 2, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        tick(30);
        left("va", null, 40);
        back(50, "vb:x:bts");
        tick(91);
        assertFalse(newest("bts-b1").isOpen() || newest("bts-b1").marks().left());
    }

    @Test
    void an_operator_that_recovers_and_goes_again_in_one_incident_of_a_village_flaps_and_is_calm_later() {
        up("va:x:b1");
        down(0, "va:x:b1");
        tick(30);
        recovering(40, "va:x:b1");
        again(50, "va:x:b1");
        recovering(60, "va:x:b1");
        assertEquals(1, told().size());
        again(70, "va:x:b1");
        assertEquals(List.of("opened va-m1", "flapping va-m1"), told());
        assertEquals(at(0), newest("va-m1").span().start());
        tick(189.9);
        assertTrue(newest("va-m1").marks().flapping());
        tick(190);
        assertFalse(newest("va-m1").marks().flapping());
        assertNull(newest("va-m1").scope().parent());
    }

    @Test
    void two_operators_of_a_mast_are_one_entry_and_who_never_served_is_none() {
        up("va:x:b1", "va:y:b1");
        Signal never = new Signal(
                Signal.What.STANDING,
                "va",
                "z",
                Standing.UNCOVERED,
                at(-50),
                at(-60),
                false,
                new Signal.Lines(0, 0, 0));
        fold.signal(SampleRules.DEFAULT, never, telling);
        for (int round = 0; round < 2; round++) {
            down(40 * round, "va:x:b1");
            down(40 * round + 1, "va:y:b1");
            back(40 * round + 20, "va:x:b1", "va:y:b1");
        }
        down(100, "va:x:b1");
        tick(131);
        assertTrue(newest("va-m1").marks().flapping(), "the third entry");
        GoesOnTest two = new GoesOnTest();
        two.up("va:x:b1", "va:y:b1");
        two.down(0, "va:x:b1");
        two.down(1, "va:y:b1");
        two.back(20, "va:x:b1", "va:y:b1");
        two.down(100, "va:x:b1");
        two.down(101, "va:y:b1");
        two.tick(131);
        assertFalse(two.newest("va-m1").marks().flapping(), "four went down, twice");
        assertEquals(List.of("x", "y"), two.newest("va-m1").scope().operators());
    }

    @Test
    void a_village_without_anybody_down_is_nobody_s_work() {
        VillageIncidents village = new VillageIncidents("v");
        assertFalse(village.isActive());
        Signal covered = new Signal(
                Signal.What.STANDING, "v", "x", Standing.COVERED, at(0), at(0), true, new Signal.Lines(0, 0, 0));
        village.signal(SampleRules.DEFAULT.alerts(), covered, telling);
        assertFalse(village.isActive());
        Signal out = new Signal(
                Signal.What.STANDING, "v", "x", Standing.UNCOVERED, at(0), at(0), true, new Signal.Lines(0, 0, 0));
        village.signal(SampleRules.DEFAULT.alerts(), out, telling);
        assertTrue(village.isActive());
        village.signal(SampleRules.DEFAULT.alerts(), Signal.left("v", null, at(1)), telling);
        assertFalse(village.isActive());
        Signal fibre = new Signal(
                Signal.What.FIBRE_DOWN, "v", null, Standing.UNCOVERED, at(2), at(0), true, new Signal.Lines(5, 5, 0));
        village.signal(SampleRules.DEFAULT.alerts(), fibre, telling);
        assertTrue(village.isActive());
    }

    @Test
    void a_village_told_for_itself_counts_from_its_own_outage() {
        up("va:x:b1", "va:y:b2");
        down(0, "va:x:b1");
        down(100, "va:y:b2");
        tick(29.9);
        assertEquals(List.of(), told());
        tick(131);
        assertEquals(at(0), newest("va-m1").span().start());
        assertEquals(List.of("x", "y"), newest("va-m1").scope().operators());
        assertEquals(Cause.MOBILE_UNKNOWN, newest("va-m1").cause());
    }

    @Test
    void of_an_operator_that_nobody_may_page_about_nothing_is_opened() {
        up("va:x:b1", "va:y:b2");
        down(0, "va:x:b1");
        recovering(20, "va:x:b1");
        tick(40);
        assertEquals(List.of(), told());
        down(50, "va:y:b2");
        tick(79);
        assertEquals(List.of(), told(), "its time has not come, and the other recovers");
        tick(80);
        assertEquals(List.of("x", "y"), newest("va-m1").scope().operators());
    }
}
