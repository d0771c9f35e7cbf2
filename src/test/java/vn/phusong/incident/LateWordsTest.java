package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Standing;

/** What late data adds to the incidents of a village, at its edges: together or apart, wider or another, told or not. Minutes count from {@link #T0}. */
class LateWordsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private final LateIncidents late = new LateIncidents("v");
    private final Map<String, OperatorWatch> operators = new TreeMap<>();
    private final Telling telling = new Telling();

    LateWordsTest() {
        operators.put("x", new OperatorWatch("v\tx"));
        operators.put("y", new OperatorWatch("v\tx"));
    }

    private static long at(double minute) {
        return T0 + Math.round(minute * MINUTE);
    }

    private static LateOutage outage(String operator, double from, double to, boolean unobserved) {
        return new LateOutage(operator, new PastOutage(at(from), at(to), unobserved));
    }

    /** All there is of the operators named. */
    private void tell(double now, LateOutage... outages) {
        late.tell(RULES, found(now, outages), telling);
    }

    private LateIncidents.Found found(double now, LateOutage... outages) {
        Map<String, List<PastOutage>> of = new TreeMap<>();
        for (LateOutage each : outages) {
            of.computeIfAbsent(each.operator(), operator -> new ArrayList<>()).add(each.outage());
        }
        List<LateOutages> judged = new ArrayList<>();
        of.forEach((operator, all) -> judged.add(new LateOutages("v", operator, at(-1440), all, all)));
        return new LateIncidents.Found(judged, operators, 40, at(now));
    }

    /** There is nothing of that operator. */
    private void nothing(double now, String operator, double since) {
        LateOutages judged = new LateOutages("v", operator, at(since), List.of(), List.of());
        late.tell(RULES, new LateIncidents.Found(List.of(judged), operators, 40, at(now)), telling);
    }

    private List<String> said() {
        List<String> said = new ArrayList<>();
        for (Incident incident : telling.changes()) {
            said.add(incident.id() + "." + incident.revision() + " "
                    + (incident.span().start() - T0) / MINUTE + "-"
                    + (incident.span().hasEnded() ? (incident.span().end() - T0) / MINUTE : -1));
        }
        return said;
    }

    private Incident newest() {
        return telling.changes().get(telling.changes().size() - 1);
    }

    /** Whether an operator is in an incident of now, or of several villages. */
    private void follow(double now, String... inIt) {
        late.follow(
                List.of(inIt), new Due(RULES, at(now), new Joining(List.of(), at(now)), operator -> null), operators);
    }

    @Test
    void it_is_opened_and_closed_at_once_marked_and_owes_nobody() {
        tell(200, outage("x", 0, 60, true));
        assertEquals(List.of("v-r1.1 0--1", "v-r1.2 0-60"), said());
        Incident opened = telling.changes().get(0);
        assertEquals(IncidentState.OPENED, opened.state());
        assertTrue(opened.marks().retroactive());
        assertFalse(opened.marks().unobserved());
        assertEquals(IncidentState.CLOSED, newest().state());
        assertTrue(newest().marks().retroactive() && newest().marks().unobserved());
        assertEquals(at(200), newest().span().detected());
        assertEquals(40, newest().scope().households());
        assertEquals(Cause.MOBILE_UNKNOWN, newest().cause());
        assertEquals(0.3, newest().confidence());
        assertEquals(Severity.WARNING, newest().severity(), "one operator of two");
        assertEquals(List.of(), telling.owed());
        tell(201, outage("x", 0, 60, true));
        assertEquals(2, said().size(), "told once");
    }

    @Test
    void operators_that_went_within_five_minutes_are_one_mast() {
        for (double second : new double[] {5, 5.02}) {
            LateWordsTest one = new LateWordsTest();
            one.tell(600, outage("x", 0, 241, false), outage("y", second, 240, true));
            assertEquals(2, one.said().size());
            assertEquals(List.of("x", "y"), one.newest().scope().operators());
            assertEquals(
                    second == 5 ? Cause.MOBILE_SITE : Cause.MOBILE_UNKNOWN,
                    one.newest().cause());
            assertEquals(second == 5 ? 0.6 : 0.3, one.newest().confidence());
            assertEquals(Severity.MAJOR, one.newest().severity(), "all of them, for four hours");
            assertFalse(one.newest().marks().unobserved(), "the last to come back was seen");
            assertEquals(at(241), one.newest().span().end());
        }
    }

    @Test
    void who_ends_last_unseen_leaves_it_unobserved() {
        tell(600, outage("x", 0, 60, false), outage("y", 1, 60, true));
        assertTrue(newest().marks().unobserved());
    }

    @Test
    void outages_that_touch_are_one_incident_and_those_apart_are_two() {
        tell(600, outage("y", 60, 100, false), outage("x", 0, 60, false), outage("x", 101, 140, false));
        assertEquals(List.of("v-r1.1 0--1", "v-r1.2 0-100", "v-r2.1 101--1", "v-r2.2 101-140"), said());
    }

    @Test
    void more_of_the_backlog_makes_the_newest_wider() {
        tell(600, outage("x", 100, 160, true));
        tell(610, outage("x", 90, 160, true));
        assertEquals("v-r1.3 90-160", said().get(2));
        assertTrue(newest().marks().unobserved(), "nobody saw it end");
        assertEquals(IncidentState.CLOSED, newest().state());
        assertEquals(at(600), newest().span().detected());
        tell(620, outage("x", 90, 200, false));
        assertEquals("v-r1.4 90-200", said().get(3));
        assertFalse(newest().marks().unobserved());
        tell(630, outage("x", 95, 190, true));
        assertEquals("v-r1.5 95-190", said().get(4), "it was not as long as that");
        assertTrue(newest().marks().unobserved());
        tell(640, outage("y", 80, 210, false));
        assertEquals("v-r1.6 80-210", said().get(5), "another operator at that time is of the same incident");
        assertEquals(List.of("x", "y"), newest().scope().operators());
        assertEquals(List.of(), telling.owed());
    }

    @Test
    void what_late_data_disproves_is_withdrawn_and_owes_nobody() {
        tell(600, outage("x", 100, 160, false));
        nothing(610, "y", -60);
        nothing(610, "x", 161);
        assertEquals(2, said().size(), "nothing of that time was judged again");
        nothing(620, "x", -60);
        assertEquals("v-r1.3 100-160", said().get(2));
        assertEquals(IncidentState.CLOSED, newest().state());
        assertTrue(newest().marks().withdrawn() && newest().marks().retroactive());
        nothing(630, "x", -60);
        assertEquals(3, said().size(), "said once");
        tell(640, outage("x", 100, 160, false));
        assertEquals("v-r2.1 100--1", said().get(3), "were it so after all, it is another");
        assertEquals(List.of(), telling.owed());
    }

    @Test
    void what_was_too_short_to_be_told_is_told_when_more_of_it_comes() {
        PastOutage before = new PastOutage(at(100), at(120), false, false);
        late.tell(
                RULES,
                new LateIncidents.Found(
                        List.of(new LateOutages("v", "x", at(-60), List.of(before), List.of(before))),
                        operators,
                        40,
                        at(600)),
                telling);
        assertEquals(List.of(), said());
        PastOutage after = new PastOutage(at(100), at(131), false);
        late.tell(
                RULES,
                new LateIncidents.Found(
                        List.of(new LateOutages("v", "x", at(-60), List.of(after), List.of())), operators, 40, at(610)),
                telling);
        assertEquals("v-r1.2 100-131", said().get(1));
    }

    /** What live data showed is no news of late data. */
    @Test
    void what_late_data_did_not_change_is_not_told_by_it() {
        PastOutage lived = new PastOutage(at(100), at(160), false);
        late.tell(
                RULES,
                new LateIncidents.Found(
                        List.of(new LateOutages("v", "x", at(-60), List.of(lived), List.of())), operators, 40, at(600)),
                telling);
        assertEquals(List.of(), said());
    }

    @Test
    void of_more_outages_than_are_kept_in_mind_what_was_told_stays_told() {
        List<LateOutage> many = new ArrayList<>();
        for (int i = 0; i < 140; i++) {
            many.add(outage("x", 10 * i, 10 * i + 5, false));
        }
        tell(1500, many.toArray(LateOutage[]::new));
        assertEquals(280, said().size());
        follow(1501);
        nothing(1502, "x", -60);
        assertEquals(280 + 128, said().size(), "those forgotten are neither withdrawn nor told again");
    }

    @Test
    void two_that_turn_out_to_be_one_are_one_and_the_other_is_told_with_it() {
        tell(600, outage("x", 0, 40, false), outage("x", 60, 100, false));
        tell(610, outage("x", 0, 100, false));
        assertEquals(List.of("v-r1.3 0-100", "v-r2.3 60-100"), said().subList(4, 6));
        assertEquals("v-r1", newest().scope().parent());
        tell(620, outage("x", 0, 40, false), outage("x", 60, 100, false));
        assertEquals(List.of("v-r1.4 0-40", "v-r3.1 60--1", "v-r3.2 60-100"), said().subList(6, 9));
    }

    @Test
    void who_did_not_go_with_it_is_named_no_more() {
        tell(600, outage("x", 0, 60, false), outage("y", 1, 70, true));
        assertEquals(Cause.MOBILE_SITE, newest().cause());
        nothing(610, "y", -60);
        assertEquals("v-r1.3 0-60", said().get(2));
        assertEquals(List.of("x"), newest().scope().operators());
        assertEquals(Cause.MOBILE_UNKNOWN, newest().cause());
        assertFalse(newest().marks().unobserved());
    }

    @Test
    void one_that_touches_the_newest_makes_it_wider_and_one_beside_it_is_another() {
        tell(600, outage("x", 100, 160, false));
        tell(601, outage("x", 100, 160, false), outage("x", 160, 170, false));
        assertEquals("v-r1.3 100-170", said().get(2));
        tell(602, outage("x", 50, 100, false), outage("x", 100, 170, false));
        assertEquals("v-r1.4 50-170", said().get(3));
        tell(603, outage("x", 0, 49, false), outage("x", 50, 170, false));
        assertEquals("v-r2.1 0--1", said().get(4));
    }

    @Test
    void a_wider_one_becomes_worse_by_how_long_it_lasted() {
        operators.remove("y");
        tell(600, outage("x", 100, 160, false));
        assertEquals(Severity.WARNING, newest().severity());
        tell(601, outage("x", 0, 239, false));
        assertEquals(Severity.WARNING, newest().severity());
        tell(602, outage("x", 0, 240, false));
        assertEquals(Severity.MAJOR, newest().severity());
    }

    @Test
    void what_lasts_is_an_outage_of_now() {
        OperatorWatch watch = new OperatorWatch("v\tx");
        watch.standing = Standing.UNCOVERED;
        watch.everServed = true;
        watch.start = at(60);
        operators.put("x", watch);
        tell(200, outage("x", 0, 60, true));
        assertEquals(List.of(), said());
        tell(200, outage("x", 0, 59.9, true));
        assertEquals(2, said().size(), "that one was over before");
        watch.standing = Standing.COVERED;
        tell(201, outage("x", 0, 59.9, true), outage("x", 70, 120, false));
        assertEquals(4, said().size());
        tell(202, outage("z", 300, 330, false));
        assertEquals("v-r3.2 300-330", said().get(5), "of an operator nobody watches any more");
    }

    @Test
    void what_was_told_live_is_never_told_again() {
        operators.get("x").start = at(0);
        assertFalse(late.isFollowing());
        follow(30, "x");
        assertTrue(late.isFollowing());
        follow(31, "x");
        tell(35, outage("x", 10, 34, true));
        assertEquals(List.of(), said(), "it is told now");
        follow(60);
        assertFalse(late.isFollowing());
        tell(200, outage("x", 60, 90, false));
        tell(200, outage("x", -30, 0, false));
        assertEquals(List.of(), said(), "they meet what was told");
        tell(200, outage("y", 10, 50, false));
        assertEquals(2, said().size(), "of another operator nothing was told");
        tell(200, outage("x", 60.1, 95, false), outage("x", -40, -0.1, false));
        assertEquals(6, said().size(), "v-r1 begins with the first of them and another is told beside");
    }

    @Test
    void who_was_told_live_beside_it_does_not_make_it_wider() {
        tell(600, outage("x", 100, 160, false));
        operators.get("x").start = at(165);
        follow(200, "x");
        follow(210);
        tell(700, outage("x", 100, 170, false));
        assertEquals(2, said().size());
    }

    @Test
    void what_was_told_is_remembered_for_thirty_hours() {
        operators.get("x").start = at(0);
        follow(30, "x");
        follow(60);
        tell(60 + 30 * 60, outage("x", 10, 50, false));
        assertEquals(List.of(), said());
        tell(60.1 + 30 * 60, outage("x", 10, 50, false));
        assertEquals(2, said().size());
    }

    @Test
    void the_newest_sixty_four_are_remembered() {
        for (int i = 0; i < 70; i++) {
            operators.get("x").start = at(10 * i);
            follow(10 * i + 1, "x");
            follow(10 * i + 2);
        }
        tell(800, outage("x", 60, 62, false));
        assertEquals(List.of(), said());
        tell(801, outage("x", 40, 42, false));
        assertEquals(2, said().size());
    }

    @Test
    void a_row_with_its_newest_and_what_was_told_goes_on_the_same() throws java.io.IOException {
        operators.get("y").start = at(170);
        tell(600, outage("x", 100, 160, false));
        follow(610, "y");
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        late.write(new java.io.DataOutputStream(bytes));
        LateIncidents read = LateIncidents.read(
                new java.io.DataInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())), "v");
        java.io.ByteArrayOutputStream again = new java.io.ByteArrayOutputStream();
        read.write(new java.io.DataOutputStream(again));
        org.junit.jupiter.api.Assertions.assertArrayEquals(bytes.toByteArray(), again.toByteArray());
        assertTrue(read.isFollowing());
        read.tell(RULES, found(620, outage("x", 90, 165, false), outage("y", 175, 180, false)), telling);
        assertEquals(List.of("v-r1.1 100--1", "v-r1.2 100-160", "v-r1.3 90-165"), said());
    }
}
