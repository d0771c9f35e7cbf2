package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;

/** PONs of one OLT at the edges of domain.md §7.8: together, split, re-opened, how bad. Seconds count from {@link #T0}. */
class OltIncidentsTest {
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private final OltIncidents olt = new OltIncidents("olt");
    private final Telling telling = new Telling();

    private static long at(long second) {
        return T0 + second * 1000;
    }

    private void say(PonSignal.What what, int pon, long start, int lines, long at) {
        olt.signal(
                RULES,
                new PonSignal(
                        what,
                        new PonSignal.Pon("olt/0/" + pon, 8),
                        at(at),
                        at(start),
                        new PonSignal.Lines(lines, lines, 0, 1000),
                        List.of(new PonSignal.Member("v" + pon, lines, lines, lines, Mains.UNKNOWN))),
                telling);
    }

    private void tick(long second) {
        olt.tick(RULES, at(second), true, telling);
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        telling.owed().forEach(owed -> told.add(owed.step().word() + " " + owed.id()));
        return told;
    }

    private Incident newest() {
        return telling.changes().get(telling.changes().size() - 1);
    }

    @Test
    void pons_that_go_within_two_minutes_are_one_incident_and_beyond_two() {
        say(PonSignal.What.DOWN, 1, 0, 10, 120);
        say(PonSignal.What.DOWN, 2, 120, 10, 240);
        tick(240);
        assertEquals(List.of("opened olt-p1.1"), told());
        assertEquals(20, newest().scope().households());
        assertEquals(at(0), newest().span().start());
        say(PonSignal.What.DOWN, 3, 121, 10, 241);
        tick(300);
        assertEquals(List.of("opened olt-p1.1", "opened olt-p2.1"), told());
    }

    @Test
    void a_pon_that_went_before_the_others_moves_the_start() {
        say(PonSignal.What.DOWN, 1, 100, 10, 220);
        tick(240);
        say(PonSignal.What.DOWN, 2, 0, 10, 220);
        tick(300);
        assertEquals(at(0), newest().span().start());
        assertEquals(at(240), newest().span().detected());
        assertEquals(2, newest().revision());
        assertEquals(List.of("opened olt-p1.1"), told());
    }

    @Test
    void nothing_is_opened_during_the_grace_and_nothing_said_twice() {
        say(PonSignal.What.DOWN, 1, 0, 10, 120);
        olt.tick(RULES, at(240), false, telling);
        assertEquals(List.of(), told());
        tick(300);
        tick(360);
        assertEquals(1, telling.changes().size());
        say(PonSignal.What.MORE, 1, 0, 12, 380);
        tick(420);
        assertEquals(12, newest().scope().households());
        assertEquals(2, telling.changes().size());
    }

    @Test
    void more_than_five_hundred_households_are_critical_at_once_and_duration_raises_the_rest() {
        say(PonSignal.What.DOWN, 1, 0, 500, 120);
        tick(240);
        assertEquals(Severity.WARNING, newest().severity());
        say(PonSignal.What.MORE, 1, 0, 501, 250);
        tick(300);
        assertEquals(Severity.CRITICAL, newest().severity());
        assertEquals(List.of("opened olt-p1.1", "raised olt-p1.2"), told());
        say(PonSignal.What.DOWN, 5, 5000, 10, 5120);
        tick(5200);
        tick(5000 + 4 * 3600 - 1);
        assertEquals(3, telling.owed().size());
        tick(5000 + 4 * 3600);
        assertEquals(Severity.MAJOR, newest().severity());
        assertEquals("raised olt-p2.2", told().get(3));
    }

    @Test
    void it_closes_when_at_most_a_fifth_of_its_lines_is_out() {
        say(PonSignal.What.DOWN, 1, 0, 79, 120);
        say(PonSignal.What.DOWN, 2, 0, 21, 120);
        tick(240);
        say(PonSignal.What.BACK, 1, 500, 0, 800);
        assertEquals(1, telling.changes().size(), "21 of 100 are out");
        say(PonSignal.What.BACK, 3, 500, 0, 800);
        assertEquals(1, telling.changes().size(), "it is none of ours");
        say(PonSignal.What.BACK, 2, 600, 0, 900);
        assertEquals(IncidentState.CLOSED, newest().state());
        assertEquals(at(600), newest().span().end());
        assertEquals(at(900), newest().at());
        assertEquals(List.of("opened olt-p1.1", "closed olt-p1.2"), told());
    }

    @Test
    void a_pon_left_behind_when_its_incident_closed_is_one_of_its_own_after_ten_minutes() {
        say(PonSignal.What.DOWN, 1, 0, 80, 120);
        say(PonSignal.What.DOWN, 2, 10, 20, 120);
        tick(240);
        say(PonSignal.What.BACK, 1, 500, 0, 800);
        assertEquals(IncidentState.CLOSED, newest().state(), "20 of 100 are out");
        tick(800 + 599);
        assertEquals(2, telling.owed().size());
        tick(800 + 600);
        assertEquals("opened olt-p2.1", told().get(2));
        assertEquals(at(10), newest().span().start());
    }

    @Test
    void a_pon_left_behind_with_few_lines_is_none_until_it_goes_again() {
        say(PonSignal.What.DOWN, 1, 0, 80, 120);
        say(PonSignal.What.DOWN, 2, 10, 20, 120);
        tick(240);
        say(PonSignal.What.FEW, 2, 10, 20, 300);
        tick(360);
        assertEquals(1, telling.changes().size(), "no news of an open one");
        say(PonSignal.What.BACK, 1, 500, 0, 800);
        tick(2400);
        assertEquals(List.of("opened olt-p1.1", "closed olt-p1.2"), told());
        say(PonSignal.What.MORE, 2, 2500, 20, 2620);
        tick(2640);
        assertEquals("reopened olt-p1.3", told().get(2));
        assertEquals(at(2500), newest().span().start());
    }

    @Test
    void one_that_is_open_keeps_its_start_when_its_lines_go_again() {
        say(PonSignal.What.DOWN, 1, 0, 80, 120);
        tick(240);
        say(PonSignal.What.FEW, 1, 0, 80, 300);
        say(PonSignal.What.MORE, 1, 900, 81, 1020);
        tick(1080);
        assertEquals(IncidentState.UPDATED, newest().state());
        assertEquals(at(0), newest().span().start());
    }

    @Test
    void a_new_outage_of_the_same_pon_within_two_hours_of_the_closing_goes_on() {
        say(PonSignal.What.DOWN, 1, 0, 10, 120);
        tick(240);
        say(PonSignal.What.BACK, 1, 500, 0, 800);
        say(PonSignal.What.DOWN, 1, 800 + 7200, 10, 8120);
        assertTrue(olt.isActive());
        tick(8000);
        assertEquals(List.of("opened olt-p1.1", "closed olt-p1.2", "reopened olt-p1.3"), told());
        assertEquals(List.of(new Incident.Span(at(0), at(240), at(500))), newest().earlier());
        say(PonSignal.What.BACK, 1, 8500, 0, 8600);
        say(PonSignal.What.DOWN, 1, 8600 + 7201, 10, 15_921);
        tick(8600 + 7200);
        assertEquals("opened olt-p2.1", told().get(4));
        assertEquals(List.of(), newest().earlier());
    }

    @Test
    void an_incident_closed_two_hours_ago_is_forgotten() {
        say(PonSignal.What.DOWN, 1, 0, 10, 120);
        tick(240);
        say(PonSignal.What.BACK, 1, 500, 0, 800);
        tick(800 + 7200);
        assertTrue(olt.isActive());
        List<Incident> kept = new ArrayList<>();
        olt.collect(kept);
        assertEquals(1, kept.size());
        tick(800 + 7201);
        assertFalse(olt.isActive());
        olt.collect(kept);
        assertEquals(1, kept.size());
    }

    @Test
    void a_pon_that_left_the_registry_closes_it_marked_so_and_it_never_goes_on() {
        say(PonSignal.What.DOWN, 1, 100, 10, 220);
        tick(240);
        say(PonSignal.What.LEFT, 1, 50, 0, 800);
        assertTrue(newest().marks().left());
        assertEquals(at(100), newest().span().end(), "never before it began");
        say(PonSignal.What.DOWN, 1, 900, 10, 1020);
        tick(1080);
        assertEquals("opened olt-p2.1", told().get(2));
    }

    @Test
    void a_pon_that_was_back_before_any_tick_was_no_incident() {
        say(PonSignal.What.DOWN, 1, 0, 10, 120);
        say(PonSignal.What.BACK, 1, 130, 0, 430);
        tick(480);
        assertEquals(0, telling.changes().size());
        assertFalse(olt.isActive());
    }

    @Test
    void an_incident_that_re_opens_for_ever_keeps_its_newest_32_spans() {
        for (int i = 0; i < 40; i++) {
            say(PonSignal.What.DOWN, 1, 1000L * i, 10, 1000L * i + 120);
            tick(1000L * i + 130);
            say(PonSignal.What.BACK, 1, 1000L * i + 200, 0, 1000L * i + 500);
        }
        say(PonSignal.What.DOWN, 1, 40_000, 10, 40_120);
        tick(40_130);
        assertEquals("olt-p1", newest().id());
        assertEquals(32, newest().earlier().size());
        assertEquals(at(39_000), newest().earlier().get(31).start());
    }
}
