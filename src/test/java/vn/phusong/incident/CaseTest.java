package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;

/** The life of the incidents of one village: what makes a revision, what owes a notice, what goes on under which id. Minutes count from {@link #T0}. */
class CaseTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private final Case village = new Case("v", 'm');
    private final Telling telling = new Telling();

    private static long at(long minute) {
        return T0 + minute * MINUTE;
    }

    private void open(long now, long start, boolean flapping, String... operators) {
        village.open(
                RULES,
                new Case.Opening(at(now), at(start), Severity.WARNING, Cause.MOBILE_SITE, 0.6, List.of(operators), 40),
                flapping,
                telling);
    }

    private Incident newest() {
        return telling.changes().get(telling.changes().size() - 1);
    }

    private List<String> owed() {
        return telling.owed().stream()
                .map(owed -> owed.step() + " " + owed.id())
                .toList();
    }

    @Test
    void an_outage_that_begins_within_two_hours_of_the_closing_goes_on_under_the_old_id() {
        open(30, 0, false, "viettel");
        assertTrue(village.isOpen());
        village.close(at(60), Ending.at(at(50), false), telling);
        assertFalse(village.isOpen());
        assertNull(village.open());
        open(210, 180, false, "viettel");
        assertEquals("v-m1", newest().id());
        assertEquals(3, newest().revision());
        assertEquals(List.of(new Incident.Span(at(0), at(30), at(50))), newest().earlier());
        assertEquals(new Incident.Span(at(180), at(210), -1), newest().span());
        village.close(at(240), Ending.at(at(230), false), telling);
        village.open(
                RULES,
                new Case.Opening(at(400), at(360) + 1, Severity.MAJOR, Cause.MOBILE_SITE, 0.6, List.of("viettel"), 40),
                false,
                telling);
        assertEquals("v-m2", newest().id());
        assertEquals(1, newest().revision());
        assertEquals(List.of(), newest().earlier());
        assertEquals(
                List.of("OPENED v-m1.1", "CLOSED v-m1.2", "REOPENED v-m1.3", "CLOSED v-m1.4", "OPENED v-m2.1"), owed());
    }

    @Test
    void what_left_the_registry_does_not_go_on() {
        open(30, 0, false, "viettel");
        village.close(at(60), Ending.at(at(60), true), telling);
        assertTrue(newest().marks().left());
        open(90, 61, false, "viettel");
        assertEquals("v-m2", newest().id());
    }

    @Test
    void an_incident_that_re_opens_for_ever_keeps_its_newest_32_spans() {
        for (int i = 0; i < 40; i++) {
            open(30 + 100L * i, 100L * i, false, "viettel");
            village.close(at(60 + 100L * i), Ending.at(at(50 + 100L * i), false), telling);
        }
        open(4030, 4000, false, "viettel");
        assertEquals(32, newest().earlier().size());
        assertEquals(at(800), newest().earlier().get(0).start());
        assertEquals(at(3900), newest().earlier().get(31).start());
    }

    @Test
    void nothing_of_a_closed_incident_changes() {
        village.raise(at(1), Severity.CRITICAL, telling);
        village.joins(at(1), "p", telling);
        village.join(at(1), "viettel", telling);
        village.leave(at(1), "viettel", Ending.at(at(1), false), telling);
        village.close(at(1), Ending.at(at(1), false), telling);
        village.observed(at(1), false, telling);
        village.flaps(at(1), true, telling);
        assertEquals(0, telling.changes().size(), "there is none");
        open(30, 0, false, "viettel");
        village.close(at(60), Ending.at(at(50), false), telling);
        village.raise(at(61), Severity.CRITICAL, telling);
        village.joins(at(61), "p", telling);
        village.join(at(61), "vinaphone", telling);
        village.leave(at(61), "viettel", Ending.at(at(61), false), telling);
        village.close(at(61), Ending.at(at(61), false), telling);
        village.observed(at(61), false, telling);
        village.flaps(at(61), true, telling);
        village.flaps(at(61), false, telling);
        assertEquals(2, telling.changes().size());
        assertEquals(2, telling.owed().size());
    }

    @Test
    void operators_join_and_leave_unsaid_and_the_last_to_leave_closes_it() {
        open(30, 0, false, "viettel");
        village.join(at(31), "mobifone", telling);
        assertEquals(List.of("mobifone", "viettel"), newest().scope().operators());
        assertEquals(IncidentState.UPDATED, newest().state());
        village.join(at(32), "viettel", telling);
        village.leave(at(32), "vinaphone", Ending.at(at(32), false), telling);
        assertEquals(2, telling.changes().size(), "who is in it joins not, who is not leaves not");
        village.leave(at(33), "mobifone", Ending.at(at(32), false), telling);
        assertEquals(List.of("viettel"), newest().scope().operators());
        assertEquals(1, telling.owed().size());
        village.leave(at(40), "viettel", Ending.at(at(35), false), telling);
        assertEquals(IncidentState.CLOSED, newest().state());
        assertEquals(at(35), newest().span().end());
        assertEquals(List.of("viettel"), newest().scope().operators());
        assertEquals(List.of("OPENED v-m1.1", "CLOSED v-m1.4"), owed());
    }

    @Test
    void it_never_ended_before_it_began() {
        open(30, 10, false, "viettel");
        village.close(at(40), Ending.at(at(5), false), telling);
        assertEquals(at(10), newest().span().end());
    }

    @Test
    void it_is_raised_and_never_lowered() {
        open(30, 0, false, "viettel");
        village.raise(at(31), Severity.WARNING, telling);
        assertEquals(1, telling.changes().size());
        village.raise(at(240), Severity.MAJOR, telling);
        assertEquals(Severity.MAJOR, newest().severity());
        village.raise(at(241), Severity.WARNING, telling);
        village.join(at(242), "mobifone", telling);
        assertEquals(Severity.MAJOR, newest().severity());
        assertEquals(List.of("OPENED v-m1.1", "RAISED v-m1.2"), owed());
    }

    @Test
    void who_joins_a_parent_is_told_so_once_and_so_is_who_leaves_it() {
        open(30, 0, false, "viettel");
        village.joins(at(31), null, telling);
        village.joins(at(32), "olt-p1", telling);
        village.joins(at(33), "olt-p1", telling);
        assertEquals(2, telling.changes().size());
        assertEquals("olt-p1", newest().scope().parent());
        village.join(at(34), "mobifone", telling);
        assertEquals("olt-p1", newest().scope().parent(), "whatever else changes");
        village.joins(at(35), null, telling);
        assertNull(newest().scope().parent());
        assertEquals(4, newest().revision());
        assertEquals(1, telling.owed().size());
    }

    @Test
    void that_nobody_watches_is_marked_once_and_unmarked_once() {
        open(30, 0, false, "viettel");
        village.observed(at(31), true, telling);
        assertEquals(1, telling.changes().size());
        village.observed(at(32), false, telling);
        assertTrue(newest().marks().unobserved());
        village.observed(at(33), false, telling);
        assertEquals(2, telling.changes().size());
        village.observed(at(34), true, telling);
        assertFalse(newest().marks().unobserved());
        village.observed(at(35), false, telling);
        village.close(at(40), Ending.at(at(39), false), telling);
        assertTrue(newest().marks().unobserved(), "nobody saw it end");
        assertEquals(2, telling.owed().size());
    }

    @Test
    void that_it_flaps_is_told_once_and_mutes_what_follows() {
        open(30, 0, false, "viettel");
        village.flaps(at(31), true, telling);
        assertTrue(newest().marks().flapping());
        village.flaps(at(32), true, telling);
        assertEquals(2, telling.changes().size());
        village.raise(at(240), Severity.MAJOR, telling);
        village.close(at(250), Ending.at(at(245), false), telling);
        assertTrue(newest().marks().flapping());
        assertEquals(List.of("OPENED v-m1.1", "FLAPPING v-m1.2"), owed());
        village.flaps(at(400), false, telling);
        assertEquals(List.of("OPENED v-m1.1", "FLAPPING v-m1.2", "CLOSED v-m1.4"), owed(), "told when it is over");
        village.flaps(at(401), false, telling);
        assertEquals(3, telling.owed().size(), "and once");
    }

    @Test
    void a_muted_closing_and_a_muted_re_opening_leave_what_was_told_true() {
        open(30, 0, true, "viettel");
        village.close(at(40), Ending.at(at(35), false), telling);
        open(70, 45, true, "viettel");
        assertEquals(List.of("OPENED v-m1.1"), owed());
        village.flaps(at(200), false, telling);
        assertFalse(newest().marks().flapping());
        assertEquals(1, telling.owed().size(), "it is out, as was told");
        village.close(at(210), Ending.at(at(205), false), telling);
        assertEquals(List.of("OPENED v-m1.1", "CLOSED v-m1.5"), owed());
    }

    @Test
    void a_re_opening_that_is_told_takes_back_the_closing_that_was_not() {
        open(30, 0, true, "viettel");
        village.close(at(40), Ending.at(at(35), false), telling);
        open(70, 45, false, "viettel");
        assertEquals(List.of("OPENED v-m1.1", "REOPENED v-m1.3"), owed());
        village.close(at(80), Ending.at(at(75), false), telling);
        village.flaps(at(200), false, telling);
        assertEquals(List.of("OPENED v-m1.1", "REOPENED v-m1.3", "CLOSED v-m1.4"), owed());
    }

    @Test
    void what_leaves_the_registry_while_flapping_is_told_at_once() {
        open(30, 0, true, "viettel");
        village.close(at(40), Ending.at(at(40), true), telling);
        assertEquals(List.of("OPENED v-m1.1", "CLOSED v-m1.2"), owed());
    }
}
