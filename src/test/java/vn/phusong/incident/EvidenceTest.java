package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Proof;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** What cause, confidence and severity follow from what was seen, at the edges of domain.md §2.3, §7.4 and §7.8. */
class EvidenceTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private final Map<String, OperatorWatch> operators = new TreeMap<>();

    @CanIgnoreReturnValue
    private OperatorWatch operator(String id, Standing standing, long start) {
        OperatorWatch watch = new OperatorWatch("v\tx");
        watch.standing = standing;
        watch.everServed = true;
        watch.start = T0 + start;
        operators.put(id, watch);
        return watch;
    }

    private Severity after(long ms) {
        return Evidence.severity(operators.values(), RULES, T0 + ms);
    }

    @Test
    void four_hours_are_major_and_a_day_is_critical_and_not_a_moment_sooner() {
        assertEquals(Severity.WARNING, Evidence.byDuration(RULES, 4 * HOUR - 1));
        assertEquals(Severity.MAJOR, Evidence.byDuration(RULES, 4 * HOUR));
        assertEquals(Severity.MAJOR, Evidence.byDuration(RULES, 24 * HOUR - 1));
        assertEquals(Severity.CRITICAL, Evidence.byDuration(RULES, 24 * HOUR));
    }

    @Test
    void severity_counts_from_the_moment_the_last_observed_operator_went() {
        assertEquals(Severity.WARNING, after(100 * HOUR), "nobody is observed");
        operator("a", Standing.UNCOVERED, 0);
        operator("b", Standing.RECOVERING, HOUR);
        assertEquals(Severity.WARNING, after(5 * HOUR - 1));
        assertEquals(Severity.MAJOR, after(5 * HOUR));
        OperatorWatch unknown = operator("c", Standing.UNKNOWN, 0);
        unknown.unknownSince = T0 + 2 * HOUR;
        assertEquals(Severity.WARNING, after(6 * HOUR - 1), "it may have served for all we saw");
        assertEquals(Severity.MAJOR, after(6 * HOUR));
        operator("d", Standing.DEGRADED, 0);
        assertEquals(Severity.WARNING, after(100 * HOUR), "one still serves");
    }

    @Test
    void where_all_are_unknown_nothing_is_above_a_warning() {
        operator("a", Standing.UNKNOWN, 0);
        assertEquals(Severity.WARNING, after(1000 * HOUR));
    }

    @Test
    void operators_that_went_within_five_minutes_share_a_mast() {
        operator("a", Standing.UNCOVERED, 0);
        operator("b", Standing.UNCOVERED, 5 * MINUTE);
        assertEquals(Cause.MOBILE_SITE, Evidence.cause(operators, List.of("a", "b")));
        operator("b", Standing.UNCOVERED, 5 * MINUTE + 1);
        assertEquals(Cause.MOBILE_UNKNOWN, Evidence.cause(operators, List.of("a", "b")));
        assertEquals(Cause.MOBILE_UNKNOWN, Evidence.cause(operators, List.of("a")), "alone, and nobody else serves");
        operator("b", Standing.COVERED, 0);
        assertEquals(Cause.MOBILE_SITE, Evidence.cause(operators, List.of("a")));
        assertEquals(Cause.MOBILE_SITE, Evidence.cause(operators, List.of("a", "gone")), "of one nobody knows nothing");
    }

    @Test
    void level_and_registration_that_are_good_while_tests_fail_tell_of_the_way_behind_the_mast() {
        operator("a", Standing.UNCOVERED, 0).proof = new Proof(10, 6);
        assertEquals(Cause.BACKHAUL, Evidence.cause(operators, List.of("a")));
        operator("b", Standing.UNCOVERED, 0).proof = new Proof(10, 5);
        assertEquals(Cause.MOBILE_SITE, Evidence.cause(operators, List.of("a", "b")), "one dark, one choked");
        assertEquals(0.4, Evidence.confidence(Cause.BACKHAUL, operators.values()));
        operator("c", Standing.COVERED, 0);
        assertEquals(0.6, Evidence.confidence(Cause.BACKHAUL, operators.values()));
        assertEquals(0.6, Evidence.confidence(Cause.MOBILE_SITE, operators.values()));
        assertEquals(0.3, Evidence.confidence(Cause.MOBILE_UNKNOWN, operators.values()));
    }

    @Test
    void power_wins_where_those_that_went_together_left_a_probe_on_its_battery() {
        operator("a", Standing.UNCOVERED, 0).mains = Mains.LOST;
        assertEquals(Cause.POWER_VILLAGE, Evidence.cause(operators, List.of("a")));
        assertEquals(0.8, Evidence.confidence(Cause.POWER_VILLAGE, operators.values()));
        operator("b", Standing.UNCOVERED, 5 * MINUTE).mains = Mains.UNKNOWN;
        assertEquals(Cause.POWER_VILLAGE, Evidence.cause(operators, List.of("a", "b")));
        operator("b", Standing.UNCOVERED, 5 * MINUTE + 1).mains = Mains.LOST;
        assertEquals(Cause.MOBILE_UNKNOWN, Evidence.cause(operators, List.of("a", "b")), "one after another");
        operator("b", Standing.UNCOVERED, 0).mains = Mains.ON;
        assertEquals(Cause.MOBILE_SITE, Evidence.cause(operators, List.of("a", "b")), "disputed");
        operator("b", Standing.COVERED, 0).mains = Mains.LOST;
        assertEquals(Cause.POWER_VILLAGE, Evidence.cause(operators, List.of("a")));
        assertEquals(0.6, Evidence.confidence(Cause.POWER_VILLAGE, operators.values()), "another still serves");
    }

    private static PonSignal.Member member(String village, int gone, Mains mains) {
        return new PonSignal.Member(village, gone, gone, gone, mains);
    }

    private static Network network(int pons, int gone, int gasps, Mains... mains) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < pons; i++) {
            paths.add("olt/0/" + i);
        }
        List<PonSignal.Member> members = new ArrayList<>();
        for (int i = 0; i < mains.length; i++) {
            members.add(member("v" + i, gone, mains[i]));
        }
        return new Network("olt", paths, new PonSignal.Lines(gone, gone, gasps, 1000), members);
    }

    @Test
    void a_fifth_of_gasps_at_most_is_fibre_and_three_fifths_at_least_are_power() {
        assertEquals(new NetworkCause(Cause.FEEDER_FIBRE, 0.8), NetworkCause.of(network(1, 100, 20, Mains.UNKNOWN), 8));
        assertEquals(new NetworkCause(Cause.UNKNOWN, 0.3), NetworkCause.of(network(1, 100, 21, Mains.UNKNOWN), 8));
        assertEquals(new NetworkCause(Cause.UNKNOWN, 0.3), NetworkCause.of(network(1, 100, 59, Mains.ON), 8));
        assertEquals(new NetworkCause(Cause.POWER_VILLAGE, 0.6), NetworkCause.of(network(1, 100, 59, Mains.LOST), 8));
        assertEquals(
                new NetworkCause(Cause.POWER_VILLAGE, 0.6), NetworkCause.of(network(1, 100, 60, Mains.UNKNOWN), 8));
        assertEquals(
                new NetworkCause(Cause.POWER_VILLAGE, 0.9), NetworkCause.of(network(1, 100, 99, Mains.UNKNOWN), 8));
        assertEquals(new NetworkCause(Cause.POWER_VILLAGE, 0.95), NetworkCause.of(network(1, 100, 60, Mains.LOST), 8));
        assertEquals(new NetworkCause(Cause.POWER_VILLAGE, 0.5), NetworkCause.of(network(1, 100, 99, Mains.ON), 8));
    }

    @Test
    void fibre_is_surer_where_the_probe_has_mains_and_doubtful_where_it_lost_them() {
        assertEquals(new NetworkCause(Cause.FEEDER_FIBRE, 0.9), NetworkCause.of(network(1, 100, 0, Mains.UNKNOWN), 8));
        assertEquals(new NetworkCause(Cause.FEEDER_FIBRE, 0.95), NetworkCause.of(network(1, 100, 0, Mains.ON), 8));
        assertEquals(new NetworkCause(Cause.FEEDER_FIBRE, 0.9), NetworkCause.of(network(1, 100, 10, Mains.ON), 8));
        assertEquals(new NetworkCause(Cause.UNKNOWN, 0.3), NetworkCause.of(network(1, 100, 0, Mains.LOST), 8));
    }

    @Test
    void four_fifths_of_the_pons_of_an_olt_are_the_olt_and_one_pon_never_is() {
        assertEquals(
                Cause.OLT, NetworkCause.of(network(4, 100, 0, Mains.UNKNOWN), 5).cause());
        assertEquals(0.6, NetworkCause.of(network(4, 100, 0, Mains.LOST), 5).confidence());
        assertEquals(
                Cause.FEEDER_FIBRE,
                NetworkCause.of(network(4, 100, 0, Mains.UNKNOWN), 6).cause());
        assertEquals(
                Cause.FEEDER_FIBRE,
                NetworkCause.of(network(1, 100, 0, Mains.UNKNOWN), 1).cause());
    }

    @Test
    void what_probes_of_several_villages_dispute_of_the_mains_nobody_knows() {
        assertEquals(Mains.ON, network(1, 1, 0, Mains.UNKNOWN, Mains.ON).mains());
        assertEquals(Mains.LOST, network(1, 1, 0, Mains.LOST, Mains.UNKNOWN).mains());
        assertEquals(Mains.UNKNOWN, network(1, 1, 0, Mains.LOST, Mains.ON).mains());
        assertEquals(Mains.UNKNOWN, network(1, 1, 0).mains());
        assertEquals(0, network(1, 0, 0).gaspPercent());
        assertEquals(66, network(1, 3, 2).gaspPercent(), "floored");
    }

    @Test
    void the_lines_of_each_village_are_found_and_of_no_other() {
        Network network = new Network(
                "olt",
                List.of("olt/0/1"),
                PonSignal.Lines.NONE,
                List.of(
                        member("b", 1, Mains.ON),
                        member("d", 2, Mains.ON),
                        member("f", 3, Mains.ON),
                        member("h", 4, Mains.ON)));
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        List<Integer> gone = List.of(0, 1, 0, 2, 0, 3, 0, 4, 0);
        for (int i = 0; i < names.size(); i++) {
            assertEquals(gone.get(i), network.gone(names.get(i)));
        }
        assertEquals(10, network.households());
        Reach reach = reach(Quorum.STATION, Mains.UNKNOWN, 1, "b", "d", "f", "h");
        for (String name : names) {
            assertEquals(List.of("b", "d", "f", "h").contains(name), reach.has(name));
        }
        Incident.Scope scope = new Incident.Scope("z", null, 1, 1, List.of(), null);
        assertTrue(scope.touches("z"));
        assertFalse(scope.touches("b"));
        assertTrue(scope.with(network).touches("b"));
        assertFalse(scope.with(network).touches("c"));
        assertTrue(scope.reaching(reach).touches("h"));
        assertFalse(scope.reaching(reach).touches("i"));
    }

    private static Reach reach(Quorum level, Mains mains, int stations, String... villages) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < stations; i++) {
            names.add("bts-" + i);
        }
        List<Reach.Member> members = new ArrayList<>();
        for (String village : villages) {
            members.add(new Reach.Member(village, List.of("viettel"), T0));
        }
        return new Reach(level, names, villages.length, villages.length, mains, members);
    }

    private static MobileCause cause(Quorum level, Mains mains, int stations, int operators, boolean othersServe) {
        List<String> names = operators == 1 ? List.of("viettel") : List.of("mobifone", "viettel");
        return MobileCause.of(reach(level, mains, stations, "a", "b"), names, othersServe);
    }

    @Test
    void villages_that_went_together_are_evidence_of_the_least_that_all_hang_on() {
        assertEquals(new MobileCause(Cause.POWER_VILLAGE, 0.8), cause(Quorum.STATION, Mains.LOST, 1, 1, false));
        assertEquals(new MobileCause(Cause.POWER_VILLAGE, 0.6), cause(Quorum.OPERATOR, Mains.LOST, 1, 1, true));
        assertEquals(new MobileCause(Cause.MOBILE_SITE, 0.6), cause(Quorum.STATION, Mains.UNKNOWN, 1, 1, false));
        assertEquals(new MobileCause(Cause.MOBILE_SITE, 0.8), cause(Quorum.STATION, Mains.UNKNOWN, 1, 1, true));
        assertEquals(new MobileCause(Cause.MOBILE_SITE, 0.8), cause(Quorum.STATION, Mains.ON, 1, 2, false));
        assertEquals(new MobileCause(Cause.MOBILE_OPERATOR, 0.5), cause(Quorum.COMMUNE, Mains.UNKNOWN, 2, 1, false));
        assertEquals(new MobileCause(Cause.MOBILE_OPERATOR, 0.6), cause(Quorum.COMMUNE, Mains.UNKNOWN, 2, 1, true));
        assertEquals(new MobileCause(Cause.MOBILE_UNKNOWN, 0.3), cause(Quorum.COMMUNE, Mains.UNKNOWN, 1, 1, true));
        assertEquals(new MobileCause(Cause.MOBILE_UNKNOWN, 0.3), cause(Quorum.COMMUNE, Mains.UNKNOWN, 2, 2, true));
        assertEquals(new MobileCause(Cause.MOBILE_OPERATOR, 0.6), cause(Quorum.OPERATOR, Mains.UNKNOWN, 1, 1, false));
        assertEquals(new MobileCause(Cause.MOBILE_OPERATOR, 0.8), cause(Quorum.OPERATOR, Mains.UNKNOWN, 1, 1, true));
        assertEquals(new MobileCause(Cause.MOBILE_UNKNOWN, 0.3), cause(Quorum.OPERATOR, Mains.UNKNOWN, 1, 2, true));
        assertEquals(new MobileCause(Cause.BACKHAUL, 0.8), MobileCause.choked(true));
        assertEquals(new MobileCause(Cause.BACKHAUL, 0.6), MobileCause.choked(false));
    }

    @Test
    void a_quorum_is_met_by_its_least_and_its_share_exactly() {
        assertTrue(Quorum.STATION.isMet(2, 3) && Quorum.STATION.isMet(3, 5));
        assertFalse(Quorum.STATION.isMet(1, 1) || Quorum.STATION.isMet(2, 4));
        assertTrue(Quorum.COMMUNE.isMet(3, 6));
        assertFalse(Quorum.COMMUNE.isMet(3, 7) || Quorum.COMMUNE.isMet(2, 2));
        assertTrue(Quorum.OPERATOR.isMet(5, 16) && Quorum.OPERATOR.isMet(6, 20));
        assertFalse(Quorum.OPERATOR.isMet(5, 17) || Quorum.OPERATOR.isMet(4, 4));
        assertEquals("commune", Quorum.COMMUNE.word());
    }

    @Test
    void an_operator_that_is_blind_recovering_or_never_served_owes_no_notice() {
        OperatorWatch watch = operator("a", Standing.UNCOVERED, 0);
        assertFalse(watch.isDue(RULES, T0 + 30 * MINUTE - 1));
        assertTrue(watch.isDue(RULES, T0 + 30 * MINUTE));
        watch.blind = true;
        assertTrue(watch.isDown());
        assertFalse(watch.isDue(RULES, T0 + HOUR));
        watch.blind = false;
        watch.standing = Standing.RECOVERING;
        assertTrue(watch.isDown());
        assertFalse(watch.mayPage());
        watch.standing = Standing.UNKNOWN;
        assertFalse(watch.isDown() || watch.mayPage());
        watch.standing = Standing.UNCOVERED;
        watch.everServed = false;
        assertFalse(watch.isDown() || watch.mayPage());
    }

    @Test
    void what_serves_it_is_told_by_its_standing_and_by_its_station() {
        OperatorWatch watch = new OperatorWatch("v\tx");
        Signal standing = new Signal(
                        Signal.What.STANDING, "v", "a", Standing.UNCOVERED, T0, T0, true, new Signal.Lines(0, 0, 0))
                .with(new Signal.Serving("bts-1", Mains.LOST));
        watch.heard(standing);
        assertEquals("bts-1", watch.station);
        assertEquals(Mains.LOST, watch.mains);
        watch.heard(
                new Signal(Signal.What.SERVED, "v", "a", Standing.UNCOVERED, T0, T0, true, new Signal.Lines(0, 0, 0))
                        .with(new Signal.Serving("bts-2", Mains.UNKNOWN)));
        assertEquals("bts-2", watch.station);
        assertEquals(Mains.LOST, watch.mains, "another station says nothing of the mains");
        watch.heard(
                new Signal(Signal.What.BLIND, "v", "a", Standing.UNCOVERED, T0, T0, true, new Signal.Lines(0, 0, 0)));
        assertTrue(watch.blind);
        watch.heard(
                new Signal(Signal.What.SEEN, "v", "a", Standing.UNCOVERED, T0, T0, true, new Signal.Lines(0, 0, 0)));
        assertFalse(watch.blind);
    }

    @Test
    void flapping_is_three_entries_within_six_hours_until_two_hours_without_a_change() {
        Flapping flapping = new Flapping();
        assertFalse(flapping.entered(RULES, T0));
        assertFalse(flapping.entered(RULES, T0 + HOUR));
        assertFalse(flapping.entered(RULES, T0 + 6 * HOUR), "the first was six hours ago");
        flapping.changed(T0 + 6 * HOUR);
        assertFalse(flapping.ended(RULES, T0 + 100 * HOUR), "it never flapped");
        assertTrue(flapping.entered(RULES, T0 + 7 * HOUR - 1));
        assertTrue(flapping.on);
        assertFalse(flapping.entered(RULES, T0 + 7 * HOUR), "it began once");
        flapping.changed(T0 + 8 * HOUR);
        assertFalse(flapping.ended(RULES, T0 + 10 * HOUR - 1));
        assertTrue(flapping.ended(RULES, T0 + 10 * HOUR));
        assertFalse(flapping.on);
    }

    @Test
    void flapping_by_many_entries_is_bounded_by_what_is_kept() {
        Rules.Alerts many =
                new Rules.Alerts(30 * MINUTE, 4 * HOUR, 24 * HOUR, 99, 6 * HOUR, 2 * HOUR, 2 * HOUR, 30 * MINUTE);
        Flapping flapping = new Flapping();
        for (int i = 1; i < 16; i++) {
            assertFalse(flapping.entered(many, T0 + i * MINUTE));
        }
        assertTrue(flapping.entered(many, T0 + 16 * MINUTE));
    }

    @Test
    void lengths_of_time_are_told_in_their_two_largest_units_and_never_rounded_up() {
        assertEquals("0 phút", Moment.lastsVi(-5));
        assertEquals("59 phút", Moment.lastsVi(HOUR - 1));
        assertEquals("1 giờ", Moment.lastsVi(HOUR));
        assertEquals("1 h 1 min", Moment.lastsEn(HOUR + MINUTE));
        assertEquals("23 h 59 min", Moment.lastsEn(24 * HOUR - 1));
        assertEquals("1 ngày", Moment.lastsVi(24 * HOUR));
        assertEquals("2 d 3 h", Moment.lastsEn(51 * HOUR + 59 * MINUTE));
        assertEquals("00:00 01/01/2026", Moment.text(1_767_200_400_000L));
    }

    @Test
    void a_parent_explains_only_who_went_within_five_minutes_of_it_and_half_of_whose_lines_it_took() {
        Incident pon = new Incident(
                        "olt-p1",
                        1,
                        IncidentState.OPENED,
                        T0,
                        Severity.WARNING,
                        Cause.FEEDER_FIBRE,
                        0.9,
                        new Incident.Span(T0, T0, -1),
                        new Incident.Scope(null, null, 1, 1, List.of(), null),
                        Incident.Marks.NONE,
                        List.of())
                .of(new Network("olt", List.of("olt/0/1"), PonSignal.Lines.NONE, List.of(member("v", 5, Mains.ON))));
        Joining joining = new Joining(List.of(pon), T0 + HOUR);
        assertEquals("olt-p1", joining.parent(down(5 * MINUTE, 10)));
        assertEquals("olt-p1", joining.parent(down(-5 * MINUTE, 10)));
        assertNull(joining.parent(down(5 * MINUTE + 1, 10)));
        assertNull(joining.parent(down(-5 * MINUTE - 1, 10)));
        assertNull(joining.parent(down(0, 11)));
        Incident closed = new Incident(
                pon.id(),
                2,
                IncidentState.CLOSED,
                T0,
                pon.severity(),
                pon.cause(),
                0.9,
                pon.span(),
                pon.scope(),
                pon.marks(),
                List.of());
        assertEquals("olt-p1", new Joining(List.of(closed), T0 + 10 * MINUTE - 1).parent(down(0, 10)));
        assertNull(new Joining(List.of(closed), T0 + 10 * MINUTE).parent(down(0, 10)));
    }

    private static Signal down(long start, int lines) {
        return new Signal(
                Signal.What.FIBRE_DOWN,
                "v",
                null,
                Standing.UNCOVERED,
                T0 + start,
                T0 + start,
                true,
                new Signal.Lines(lines, lines, 0));
    }

    private static PonSignal pon(int port, long start, PonSignal.Lines lines, PonSignal.Member... members) {
        return new PonSignal(
                PonSignal.What.DOWN,
                new PonSignal.Pon("olt/0/" + port, 8),
                T0 + MINUTE,
                T0 + start,
                lines,
                List.of(members));
    }

    @Test
    void what_several_pons_said_is_one_sum_from_the_first_line_that_went_to_the_last() {
        PonSignal first = pon(
                1,
                0,
                new PonSignal.Lines(10, 11, 2, 1000),
                new PonSignal.Member("a", 4, 5, 3, Mains.ON),
                new PonSignal.Member("b", 6, 6, 6, Mains.UNKNOWN));
        PonSignal second = pon(
                2,
                5000,
                new PonSignal.Lines(20, 22, 5, 700),
                new PonSignal.Member("b", 7, 9, 8, Mains.LOST),
                new PonSignal.Member("c", 13, 13, 12, Mains.UNKNOWN));
        Network joined = NetworkParts.joined(List.of(first, second));
        assertEquals("olt", joined.olt());
        assertEquals(List.of("olt/0/1", "olt/0/2"), joined.pons());
        assertEquals(new PonSignal.Lines(30, 33, 7, 5700), joined.lines());
        assertEquals(
                List.of(
                        new PonSignal.Member("a", 4, 5, 3, Mains.ON),
                        new PonSignal.Member("b", 13, 15, 14, Mains.LOST),
                        new PonSignal.Member("c", 13, 13, 12, Mains.UNKNOWN)),
                joined.members());
        Network shared = NetworkParts.joined(List.of(
                pon(1, 0, PonSignal.Lines.NONE, new PonSignal.Member("a", 4, 4, 4, Mains.ON, List.of(7, 9))),
                pon(2, 0, PonSignal.Lines.NONE, new PonSignal.Member("a", 4, 4, 3, Mains.ON, List.of(7, 8))),
                pon(3, 0, PonSignal.Lines.NONE, new PonSignal.Member("a", 4, 4, 2, Mains.ON, List.of(7, 8)))));
        assertEquals(List.of(new PonSignal.Member("a", 12, 12, 6, Mains.ON)), shared.members());
        assertNull(NetworkParts.scope(joined).village());
        assertEquals(29, NetworkParts.scope(joined).households());
        assertEquals("v0", NetworkParts.scope(network(1, 1, 0, Mains.ON)).village());
    }
}
