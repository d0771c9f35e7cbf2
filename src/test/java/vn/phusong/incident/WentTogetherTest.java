package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.OwnOutage;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Proof;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/**
 * Villages that lose mobile service together, by what the fold of villages says of them, at the edges of domain.md §7.8: how many, of how many, within how
 * long, with whom, and when it is over.
 */
class WentTogetherTest extends SaidOfVillages {
    @Test
    void two_of_three_of_a_station_within_ten_minutes_are_its_incident() {
        up(places(0, 3, "x", "bts"));
        down(0, "va:x:bts");
        down(10, "vb:x:bts");
        tick(29.99);
        assertEquals(List.of(), told());
        tick(30);
        assertEquals(List.of("opened bts-b1"), told());
        Incident incident = newest("bts-b1");
        assertEquals(at(0), incident.span().start());
        Reach reach = Objects.requireNonNull(incident.scope().reach());
        assertEquals(2, reach.went());
        assertEquals(3, reach.watched());
        assertEquals(List.of("bts"), reach.stations());
        assertEquals(20, incident.scope().households());
        assertEquals("c", incident.scope().area());
        assertNull(incident.scope().village());
        assertEquals(List.of("x"), incident.scope().operators());
    }

    @Test
    void ten_minutes_and_a_moment_or_two_of_four_are_not() {
        up(places(0, 3, "x", "bts"));
        down(0, "va:x:bts");
        down(10.01, "vb:x:bts");
        tick(30);
        tick(41);
        assertEquals(List.of("opened va-m1", "opened vb-m1"), told());
        up(places(10, 14, "x", "bts2"));
        down(100, places(10, 12, "x", "bts2"));
        tick(130);
        assertEquals(4, told().size());
    }

    @Test
    void who_is_unknown_has_no_vote_and_more_than_half_unknown_say_nothing() {
        up(places(0, 4, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        unknown(5, places(2, 4, "x", "bts"));
        tick(30);
        assertEquals(List.of("opened bts-b1"), told());
        up(places(10, 15, "x", "bts2"));
        down(100, places(10, 12, "x", "bts2"));
        unknown(105, places(12, 15, "x", "bts2"));
        tick(130);
        assertEquals(List.of("opened bts-b1", "opened vk-m1", "opened vl-m1"), told());
    }

    @Test
    void who_was_down_long_before_has_no_vote_and_who_goes_later_had_one() {
        up(places(0, 4, "x", "bts"));
        down(-200, places(0, 1, "x", "bts"));
        tick(-170);
        down(0, places(1, 3, "x", "bts"));
        tick(30);
        assertEquals(List.of("opened va-m1", "opened bts-b1"), told());
        assertEquals(3, Objects.requireNonNull(newest("bts-b1").scope().reach()).watched());
    }

    @Test
    void who_recovers_went_too() {
        up(places(0, 3, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        stands("vb:x:bts", Standing.RECOVERING, 28, 0, Mains.UNKNOWN);
        tick(30);
        assertEquals(List.of("opened bts-b1"), told());
    }

    @Test
    void three_of_six_of_a_commune_on_many_stations_within_a_quarter_of_an_hour_are_its_incident() {
        for (double last : new double[] {15, 15.01}) {
            fold = new IncidentFold();
            telling = new Telling();
            for (int i = 0; i < 6; i++) {
                up(places(i, i + 1, "x", "bts" + i));
            }
            down(0, "va:x:bts0");
            down(7, "vb:x:bts1");
            down(last, "vc:x:bts2");
            tick(30);
            assertEquals(last == 15 ? "opened c-a1" : "opened va-m1", told().get(0));
            if (last == 15) {
                assertEquals(Severity.CRITICAL, newest("c-a1").severity(), "half of a commune that nobody serves");
                assertEquals(Cause.MOBILE_OPERATOR, newest("c-a1").cause());
                assertEquals(0.5, newest("c-a1").confidence());
            }
        }
    }

    @Test
    void half_of_the_voters_of_five_communes_of_sixteen_are_the_operators_network() {
        for (int all : new int[] {16, 17}) {
            fold = new IncidentFold();
            telling = new Telling();
            for (int i = 0; i < all; i++) {
                communes.put("v" + (char) ('a' + i), "c" + i);
                up(places(i, i + 1, "x", "bts" + i));
            }
            for (int i = 0; i < 5; i++) {
                down(i == 4 ? 30 : 0, places(i, i + 1, "x", "bts" + i));
            }
            tick(44.5);
            assertEquals(all == 16 ? List.of("opened p-o1") : told().subList(0, 1), told().subList(0, 1));
            assertEquals(all == 16, told().contains("opened p-o1"));
        }
    }

    @Test
    void another_operator_of_the_same_villages_within_ten_minutes_is_of_the_same_mast() {
        up(places(0, 2, "x", "bts"));
        up(places(0, 2, "y", "bts-y"));
        down(0, places(0, 2, "x", "bts"));
        down(10, "va:y:bts-y");
        tick(30);
        assertEquals(List.of("opened bts-b1"), told());
        assertEquals(List.of("x", "y"), newest("bts-b1").scope().operators());
        assertEquals(Severity.WARNING, newest("bts-b1").severity());
        tick(41);
        assertEquals(1, told().size());
    }

    @Test
    void who_goes_at_the_station_while_it_is_out_joins_it_however_late() {
        up(places(0, 4, "x", "bts"));
        down(0, places(0, 3, "x", "bts"));
        tick(30);
        down(100, "vd:x:bts");
        tick(130);
        assertEquals(List.of("opened bts-b1"), told());
        assertEquals(4, Objects.requireNonNull(newest("bts-b1").scope().reach()).went());
        assertEquals(at(0), newest("bts-b1").span().start());
        assertEquals(2, newest("bts-b1").revision());
    }

    @Test
    void an_incident_of_a_station_closes_with_the_last_good_sample_of_the_last_to_come_back() {
        up(places(0, 2, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        tick(30);
        back(60, "va:x:bts");
        tick(101);
        assertTrue(newest("bts-b1").isOpen());
        back(70, "vb:x:bts");
        tick(111);
        Incident closed = newest("bts-b1");
        assertFalse(closed.isOpen());
        assertEquals(at(70), closed.span().end());
        assertEquals(List.of("opened bts-b1", "closed bts-b1"), told());
        assertEquals(Cause.MOBILE_SITE, closed.cause());
    }

    @Test
    void fewer_than_a_fifth_out_for_half_an_hour_close_it_and_the_rest_is_told_ten_minutes_later() {
        String[] all = places(0, 6, "x", "bts");
        up(all);
        down(0, all);
        tick(30);
        back(60, places(0, 4, "x", "bts"));
        tick(101);
        tick(140);
        assertTrue(newest("bts-b1").isOpen(), "two of six are not few");
        back(141, "ve:x:bts");
        tick(181);
        tick(210.99);
        assertTrue(newest("bts-b1").isOpen());
        tick(211);
        assertFalse(newest("bts-b1").isOpen());
        assertEquals(at(141), newest("bts-b1").span().end());
        tick(220.99);
        assertEquals(2, told().size());
        tick(221);
        assertEquals(List.of("opened bts-b1", "closed bts-b1", "opened vf-m1"), told());
        assertEquals(at(0), newest("vf-m1").span().start());
    }

    @Test
    void a_fifth_out_is_not_fewer_than_a_fifth() {
        String[] all = places(0, 5, "x", "bts");
        up(all);
        down(0, all);
        tick(30);
        back(60, places(0, 4, "x", "bts"));
        tick(101);
        tick(140);
        assertTrue(newest("bts-b1").isOpen(), "one of five");
    }

    @Test
    void those_of_whom_nobody_knows_have_no_say_in_whether_it_is_over() {
        String[] all = places(0, 6, "x", "bts");
        up(all);
        down(0, all);
        tick(30);
        unknown(40, places(3, 6, "x", "bts"));
        back(60, places(0, 3, "x", "bts"));
        tick(101);
        tick(131);
        assertFalse(newest("bts-b1").isOpen(), "of the three one knows all are back");

        fold = new IncidentFold();
        telling = new Telling();
        up(all);
        down(0, all);
        tick(30);
        unknown(40, places(2, 6, "x", "bts"));
        back(60, places(0, 2, "x", "bts"));
        tick(101);
        tick(131);
        assertTrue(newest("bts-b1").isOpen(), "most are unknown");
    }

    @Test
    void it_goes_on_under_its_id_for_an_outage_that_begins_within_two_hours_of_the_closing() {
        for (double again : new double[] {220, 220.01}) {
            fold = new IncidentFold();
            telling = new Telling();
            String[] all = places(0, 2, "x", "bts");
            up(all);
            down(0, all);
            tick(30);
            back(60, all);
            tick(100);
            down(again, all);
            tick(again + 30);
            assertEquals(again == 220 ? "reopened bts-b1" : "opened bts-b2", told().get(2));
            Incident incident = telling.changes().get(telling.changes().size() - 1);
            assertEquals(again == 220 ? 1 : 0, incident.earlier().size());
            assertEquals(at(again), incident.span().start());
        }
    }

    @Test
    void more_than_five_hundred_households_in_the_dark_are_critical() {
        for (int each : new int[] {250, 251}) {
            fold = new IncidentFold();
            telling = new Telling();
            households = each;
            up(places(0, 2, "x", "bts"));
            down(0, places(0, 2, "x", "bts"));
            tick(30);
            assertEquals(
                    each == 250 ? Severity.WARNING : Severity.CRITICAL,
                    newest("bts-b1").severity());
        }
    }

    @Test
    void where_others_still_serve_more_than_five_hundred_households_are_major() {
        for (int each : new int[] {250, 251}) {
            fold = new IncidentFold();
            telling = new Telling();
            households = each;
            up(places(0, 2, "x", "bts"));
            up(places(0, 2, "y", "bts-y"));
            down(0, places(0, 2, "x", "bts"));
            tick(30);
            assertEquals(
                    each == 250 ? Severity.WARNING : Severity.MAJOR,
                    newest("bts-b1").severity());
            assertEquals(0.8, newest("bts-b1").confidence(), "others serve: the mast is sure");
        }
    }

    @Test
    void households_nobody_told_are_not_counted_as_none() {
        households = -1;
        up(places(0, 2, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        tick(30);
        assertEquals(-1, newest("bts-b1").scope().households());
    }

    @Test
    void a_station_out_for_four_hours_is_raised_while_somebody_watches() {
        up(places(0, 2, "x", "bts"));
        down(0, places(0, 2, "x", "bts"));
        tick(30);
        tick(239.99);
        assertEquals(1, told().size());
        tick(240);
        assertEquals(List.of("opened bts-b1", "raised bts-b1"), told());
        assertEquals(Severity.MAJOR, newest("bts-b1").severity());
        unknown(300, places(0, 2, "x", "bts"));
        tick(301);
        assertTrue(newest("bts-b1").marks().unobserved());
        tick(24 * 60 + 1);
        assertEquals(2, told().size(), "nobody watches");
    }

    @Test
    void who_went_by_tests_alone_lost_the_way_behind_the_mast() {
        up(places(0, 2, "x", "bts"));
        for (String village : List.of("va", "vb")) {
            Signal choked = new Signal(
                    Signal.What.STANDING,
                    village,
                    "x",
                    Standing.UNCOVERED,
                    at(14),
                    at(0),
                    true,
                    new Signal.Lines(0, 0, 0),
                    new Proof(10, 9),
                    new Signal.Serving("bts", Mains.UNKNOWN));
            fold.signal(SampleRules.DEFAULT, choked, telling);
        }
        tick(30);
        assertEquals(Cause.BACKHAUL, newest("bts-b1").cause());
        assertEquals(0.6, newest("bts-b1").confidence());
    }

    @Test
    void probes_that_lost_the_mains_make_it_power_and_a_dispute_makes_it_nothing() {
        for (Mains second : new Mains[] {Mains.UNKNOWN, Mains.ON}) {
            fold = new IncidentFold();
            telling = new Telling();
            up(places(0, 2, "x", "bts"));
            stands("va:x:bts", Standing.UNCOVERED, 14, 0, Mains.LOST);
            stands("vb:x:bts", Standing.UNCOVERED, 14, 0, second);
            tick(30);
            boolean isPower = second == Mains.UNKNOWN;
            assertEquals(
                    isPower ? Cause.POWER_VILLAGE : Cause.MOBILE_SITE,
                    newest("bts-b1").cause());
            assertEquals(
                    isPower ? Mains.LOST : Mains.UNKNOWN,
                    Objects.requireNonNull(newest("bts-b1").scope().reach()).mains());
        }
    }

    @Test
    void members_tell_who_is_back_who_is_unseen_and_who_left() {
        MobileMember member = new MobileMember("v", "x", "bts", T0, Mains.UNKNOWN, Standing.UNCOVERED);
        assertEquals(3, member.weight());
        member.standing = Standing.RECOVERING;
        assertEquals(2, member.weight());
        member.standing = Standing.UNKNOWN;
        assertEquals(1, member.weight());
        member.standing = Standing.COVERED;
        assertEquals(0, member.weight());
        assertFalse(member.isOut());
        member.stands(new Signal(
                Signal.What.STANDING, "v", "x", Standing.COVERED, at(5), at(4), true, new Signal.Lines(0, 0, 0)));
        assertEquals(at(4), member.end);
        member.stands(new Signal(
                Signal.What.STANDING, "v", "x", Standing.UNCOVERED, at(9), at(8), true, new Signal.Lines(0, 0, 0)));
        assertEquals(at(4), member.end, "who is out has not come back");
        member.leave(at(10));
        assertTrue(member.hasLeft());
        assertEquals(-1, member.weight());
        assertEquals(at(10), member.end);
    }

    /** The fold as it comes out of its rows. */
    private static IncidentFold restored(IncidentFold fold) {
        IncidentFold again = new IncidentFold();
        fold.all(again::restore);
        fold.network().all(again.network()::restore);
        fold.mobile().all(again.mobile()::restore);
        again.restoreOwn(fold.ownBytes());
        return again;
    }

    /** As {@link #restored}, but of the rows that were given as changed, laid over those of before. */
    private static void keep(IncidentFold fold, Map<String, byte[]> kept) {
        fold.takeDirty((name, row) -> kept.put("v" + name, row));
        fold.network().takeDirty((name, row) -> kept.put("n" + name, row));
        fold.mobile().takeDirty((name, row) -> kept.put("m" + name, row));
        fold.takeDirtyOwn(row -> kept.put("o", row));
        kept.values().removeIf(row -> row.length == 0);
    }

    private static Map<String, byte[]> all(IncidentFold fold) {
        Map<String, byte[]> all = new HashMap<>();
        fold.all((name, row) -> all.put("v" + name, row));
        fold.network().all((name, row) -> all.put("n" + name, row));
        fold.mobile().all((name, row) -> all.put("m" + name, row));
        all.put("o", fold.ownBytes());
        return all;
    }

    private static void isSame(Map<String, byte[]> one, Map<String, byte[]> other, String when) {
        assertEquals(one.keySet(), other.keySet(), when);
        one.forEach((name, row) ->
                org.junit.jupiter.api.Assertions.assertArrayEquals(row, other.get(name), when + ", row " + name));
    }

    /** Two villages of a station flap until it is told once; a third joins, all operators go, some stay out. */
    private List<Runnable> story() {
        List<Runnable> steps = new ArrayList<>();
        String[] two = places(0, 2, "x", "bts");
        steps.add(() -> up(places(0, 3, "x", "bts")));
        steps.add(() -> up(places(0, 3, "y", "bts-y")));
        steps.add(() -> up(places(8, 9, "x", "other")));
        for (int round = 0; round < 3; round++) {
            int from = 100 * round;
            steps.add(() -> down(from, two));
            steps.add(() -> tick(from + 30));
            steps.add(() -> back(from + 35, two));
            steps.add(() -> tick(from + 80));
        }
        steps.add(() -> tick(360));
        steps.add(() -> down(400, places(0, 3, "x", "bts")));
        steps.add(() -> tick(430));
        steps.add(() -> down(440, places(0, 3, "y", "bts-y")));
        steps.add(() -> tick(470));
        steps.add(() -> unknown(480, "va:x:bts", "vb:x:bts", "vc:x:bts"));
        steps.add(() -> tick(481));
        steps.add(() -> down(500, places(8, 9, "x", "other")));
        steps.add(() -> tick(531));
        steps.add(() -> fold.late(
                SampleRules.DEFAULT,
                List.of(new LateOutages(
                        "vi",
                        "x",
                        at(50),
                        List.of(new PastOutage(at(50), at(90), false)),
                        List.of(new PastOutage(at(50), at(90), false)))),
                at(540),
                village -> 9,
                telling));
        steps.add(() -> fold.own(new OwnOutage(false, at(541), at(530), 3, 4), telling));
        steps.add(() -> fold.signal(SampleRules.DEFAULT, pon(PonSignal.What.DOWN, 545), telling));
        steps.add(() -> tick(550));
        steps.add(() -> back(560, places(0, 2, "x", "bts")));
        steps.add(() -> back(560, places(0, 3, "y", "bts-y")));
        steps.add(() -> tick(600));
        steps.add(() -> tick(700));
        steps.add(() -> fold.own(new OwnOutage(true, at(701), at(700), 0, 4), telling));
        steps.add(() -> fold.signal(SampleRules.DEFAULT, pon(PonSignal.What.BACK, 702), telling));
        steps.add(() -> fold.signal(SampleRules.DEFAULT, Signal.left("vi", null, at(703)), telling));
        steps.add(() -> tick(710));
        steps.add(() -> back(720, "vc:x:bts"));
        steps.add(() -> tick(760));
        steps.add(() -> tick(2000));
        return steps;
    }

    private static PonSignal pon(PonSignal.What what, double minute) {
        return new PonSignal(
                what,
                new PonSignal.Pon("olt-1/0/3", 8),
                at(minute),
                at(minute - 2),
                new PonSignal.Lines(20, 20, 0, 2000),
                List.of(new PonSignal.Member("vz", 20, 20, 20, Mains.UNKNOWN)));
    }

    @Test
    void a_fold_restored_between_any_two_events_says_the_same_and_its_changed_rows_are_all_of_it() {
        story().forEach(Runnable::run);
        List<Incident> said = List.copyOf(telling.changes());
        List<Owed> owed = List.copyOf(telling.owed());
        assertTrue(said.size() > 12 && owed.size() > 5, said.size() + " said, " + owed.size() + " owed");
        for (String id : List.of("bts-b1", "vi-m1", "vi-r1", "olt-1-p1", "collection-1")) {
            assertTrue(said.stream().anyMatch(incident -> incident.id().equals(id)), id);
        }
        telling = new Telling();
        fold = new IncidentFold();
        Map<String, byte[]> kept = new HashMap<>();
        int step = 0;
        for (Runnable each : story()) {
            each.run();
            keep(fold, kept);
            isSame(all(fold), kept, "after step " + step);
            Map<String, byte[]> again = new HashMap<>();
            keep(fold, again);
            assertEquals(Map.of(), again, "given once");
            List<Incident> open = fold.open();
            fold = restored(fold);
            assertEquals(open, fold.open(), "after step " + step);
            isSame(kept, all(fold), "restored after step " + step++);
        }
        assertEquals(said, telling.changes());
        assertEquals(owed, telling.owed());
    }

    @Test
    void a_station_that_goes_in_and_out_tells_once_that_it_flaps_and_is_calm_after_two_hours() {
        String[] two = places(0, 2, "x", "bts");
        up(two);
        for (int round = 0; round < 4; round++) {
            down(80 * round, two);
            tick(80 * round + 30);
            back(80 * round + 31, two);
            tick(80 * round + 72);
        }
        assertEquals(
                List.of("opened bts-b1", "closed bts-b1", "reopened bts-b1", "closed bts-b1", "reopened bts-b1"),
                told(),
                "the third entry is told with its mark, what follows is not");
        assertTrue(newest("bts-b1").marks().flapping());
        tick(80 * 3 + 30 + 119.9);
        assertEquals(5, told().size());
        tick(80 * 3 + 30 + 121);
        tick(80 * 3 + 72 + 121);
        assertEquals("closed bts-b1", told().get(5));
        tick(1000);
        assertEquals(6, told().size());
    }

    @Test
    void everything_open_is_listed_ourselves_first_then_networks_then_villages() {
        up(places(0, 2, "x", "bts"));
        communes.put("vx", "far");
        up("vx:x:far");
        down(0, places(0, 2, "x", "bts"));
        down(0, "vx:x:far");
        fold.signal(SampleRules.DEFAULT, pon(PonSignal.What.DOWN, 20), telling);
        fold.signal(
                SampleRules.DEFAULT,
                new Signal(
                        Signal.What.FIBRE_DOWN,
                        "vx",
                        null,
                        Standing.UNCOVERED,
                        at(10),
                        at(8),
                        true,
                        new Signal.Lines(5, 5, 30)),
                telling);
        tick(30);
        fold.own(new OwnOutage(false, at(31), at(30), 3, 4), telling);
        assertEquals(
                List.of("collection-1", "olt-1-p1", "bts-b1", "vx-m1", "vx-f1"),
                fold.open().stream().map(Incident::id).toList());
        assertEquals(Cause.UNKNOWN, newest("vx-f1").cause());
        assertEquals(0.7, newest("vx-f1").confidence());
        fold.signal(SampleRules.DEFAULT, Signal.left("vx", null, at(40)), telling);
        tick(41);
        assertEquals(
                List.of("collection-1", "olt-1-p1", "bts-b1"),
                fold.open().stream().map(Incident::id).toList());
        assertTrue(newest("vx-m1").marks().left() && newest("vx-f1").marks().left());
    }

    @Test
    void gasps_of_a_village_make_its_cause() {
        int[] gasps = {20, 21, 59, 60, 95};
        Cause[] causes = {Cause.FEEDER_FIBRE, Cause.UNKNOWN, Cause.UNKNOWN, Cause.POWER_VILLAGE, Cause.POWER_VILLAGE};
        double[] confidence = {0.8, 0.79, 0.59, 0.6, 0.9};
        for (int i = 0; i < gasps.length; i++) {
            Signal down = new Signal(
                    Signal.What.FIBRE_DOWN,
                    "v" + i,
                    null,
                    Standing.UNCOVERED,
                    at(2),
                    at(0),
                    true,
                    new Signal.Lines(5, 5, gasps[i]));
            fold.signal(SampleRules.DEFAULT, down, telling);
            tick(3);
            assertEquals(causes[i], newest("v" + i + "-f1").cause());
            assertEquals(confidence[i], newest("v" + i + "-f1").confidence());
        }
    }

    @Test
    void operators_of_one_village_join_flap_and_leave_its_incident() {
        up("va:x:b1", "va:y:b2", "va:z:b3");
        down(0, "va:x:b1");
        tick(30);
        down(20, "va:y:b2");
        assertEquals(List.of("x", "y"), newest("va-m1").scope().operators());
        unknown(60, "va:x:b1");
        assertFalse(newest("va-m1").marks().unobserved(), "one of them is seen");
        unknown(61, "va:y:b2");
        assertTrue(newest("va-m1").marks().unobserved());
        stands("va:x:b1", Standing.UNCOVERED, 80, 75, Mains.UNKNOWN);
        assertFalse(newest("va-m1").marks().unobserved());
        assertEquals(at(0), newest("va-m1").span().start());
        fold.signal(SampleRules.DEFAULT, Signal.left("va", "y", at(90)), telling);
        assertEquals(List.of("x"), newest("va-m1").scope().operators());
        fold.signal(SampleRules.DEFAULT, Signal.left("va", "x", at(91)), telling);
        assertTrue(newest("va-m1").marks().left());
        assertEquals(List.of("opened va-m1", "closed va-m1"), told());
        tick(92);
        assertEquals(List.of(), fold.open());
    }

    @Test
    void one_village_that_goes_in_and_out_flaps_once_and_its_mast_counts_once() {
        up("va:x:b1", "va:y:b1");
        for (int round = 0; round < 3; round++) {
            down(80 * round, "va:x:b1", "va:y:b1");
            tick(80 * round + 30);
            if (round < 2) {
                back(80 * round + 31, "va:x:b1", "va:y:b1");
                tick(80 * round + 72);
            }
        }
        assertEquals(
                List.of("opened va-m1", "closed va-m1", "reopened va-m1", "closed va-m1"),
                told().subList(0, 4),
                "two operators on one mast are one entry each time");
        assertTrue(newest("va-m1").marks().flapping());
    }

    @Test
    void a_blind_place_is_not_raised_until_it_is_seen() {
        up("va:x:b1");
        down(0, "va:x:b1");
        tick(30);
        Signal blind = new Signal(
                Signal.What.BLIND, "va", "x", Standing.UNCOVERED, at(40), 0, true, new Signal.Lines(0, 0, 0));
        Signal seen = new Signal(
                Signal.What.SEEN, "va", "x", Standing.UNCOVERED, at(300), 0, true, new Signal.Lines(0, 0, 0));
        fold.signal(SampleRules.DEFAULT, blind, telling);
        tick(250);
        assertEquals(List.of("opened va-m1"), told());
        fold.signal(SampleRules.DEFAULT, seen, telling);
        tick(301);
        assertEquals(List.of("opened va-m1", "raised va-m1"), told());
    }
}
