package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;

class ActsTest {
    private static final long MIN = 60_000;
    private static final String ID = "v1-m1";
    private static final Whereabouts GROUND = new Whereabouts() {
        @Override
        public List<String> areas(String village, long at) {
            return village.equals("far") ? List.of("c9", "p") : List.of("c1", "p");
        }

        @Override
        public List<String> pons(String village, long at) {
            return List.of("olt1/0/1", "olt2/0/1");
        }
    };

    private static Act act(long at, Deed deed, String... details) {
        return Act.of(at, "lan", deed, ID, details);
    }

    private static Act window(Deed deed, String id, String over, long start, long end) {
        String from = Long.toString(start);
        String to = Long.toString(end);
        return Act.of(1, "lan", deed, id, Act.REASON, "thay ắc quy", Act.OVER, over, Act.START, from, Act.END, to);
    }

    private static Incident village(String village, long detected, String... operators) {
        return incident(new Incident.Scope(village, null, 1, 40, List.of(operators), null), detected);
    }

    private static Incident incident(Incident.Scope scope, long detected) {
        return new Incident(
                ID,
                1,
                IncidentState.OPENED,
                detected,
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.3,
                new Incident.Span(detected - 30 * MIN, detected, -1),
                scope,
                Incident.Marks.NONE,
                List.of());
    }

    private static Incident.Scope together(List<String> stations, String... villages) {
        List<Reach.Member> members = Stream.of(villages)
                .map(village -> new Reach.Member(village, List.of("viettel"), 0))
                .toList();
        Reach reach = new Reach(Quorum.STATION, stations, villages.length, villages.length, Mains.UNKNOWN, members);
        return new Incident.Scope(null, null, villages.length, -1, List.of("viettel"), null, null, reach);
    }

    private static Incident.Scope pons(String... pons) {
        PonSignal.Member member = new PonSignal.Member("v1", 8, 8, 8, Mains.UNKNOWN);
        Network network = new Network("olt1", List.of(pons), PonSignal.Lines.NONE, List.of(member));
        return new Incident.Scope("v1", null, 1, 8, List.of(), null, network);
    }

    private static boolean isSilenced(Incident incident, String... overs) {
        Acts acts = Acts.NONE;
        for (String over : overs) {
            acts = acts.with(window(Deed.SILENCE, acts.nextWindow(Deed.SILENCE), over, 0, 1_000 * MIN));
        }
        return !acts.silencedBy(incident, 100 * MIN, GROUND).isEmpty();
    }

    private static void refused(String why, Supplier<Act> act) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, act::get).getMessage());
        assertTrue(message.contains(why), message);
    }

    @Test
    void an_incident_that_re_opens_is_not_acknowledged_by_what_was_said_before() {
        Acts acts = Acts.of(List.of(act(10 * MIN, Deed.ACKNOWLEDGE)));
        assertTrue(acts.care(ID).isAcknowledged(village("v1", 5 * MIN, "viettel")));
        assertFalse(acts.care(ID).isAcknowledged(village("v1", 20 * MIN, "viettel")));
        assertTrue(
                acts.with(act(21 * MIN, Deed.ACKNOWLEDGE)).care(ID).isAcknowledged(village("v1", 20 * MIN, "viettel")));
    }

    @Test
    void a_snooze_ends_at_its_minute_and_with_its_outage() {
        Care care = Acts.of(List.of(act(10 * MIN, Deed.SNOOZE, Act.UNTIL, "" + 40 * MIN)))
                .care(ID);
        Incident open = village("v1", 5 * MIN, "viettel");
        assertTrue(care.isSnoozed(open, 40 * MIN - 1));
        assertFalse(care.isSnoozed(open, 40 * MIN));
        assertFalse(care.isSnoozed(village("v1", 20 * MIN, "viettel"), 30 * MIN));
    }

    @Test
    void who_looks_after_it_goes_on_doing_so_until_it_is_taken_back() {
        Acts acts = Acts.of(List.of(act(1, Deed.ASSIGN, Act.ASSIGNEE, "minh")));
        assertEquals("minh", acts.care(ID).assignee());
        assertNull(acts.with(act(2, Deed.ASSIGN, Act.ASSIGNEE, "")).care(ID).assignee());
        assertEquals(Care.NONE, acts.care("v2-m1"));
    }

    @Test
    void a_window_holds_from_its_first_moment_to_just_before_its_last() {
        Acts acts = Acts.of(List.of(window(Deed.PLAN_MAINTENANCE, "maintenance-1", "village:v1", 10 * MIN, 20 * MIN)));
        Incident incident = village("v1", 5 * MIN, "viettel");
        assertEquals(List.of(), acts.silencedBy(incident, 10 * MIN - 1, GROUND));
        assertEquals(1, acts.silencedBy(incident, 10 * MIN, GROUND).size());
        assertEquals(1, acts.maintenanceOf(incident, 20 * MIN - 1, GROUND).size());
        assertEquals(List.of(), acts.maintenanceOf(incident, 20 * MIN, GROUND));
    }

    /** Edge case 62 of domain.md §7.9. */
    @Test
    void maintenance_that_starts_during_an_outage_covers_it_until_it_ends_and_no_longer() {
        Incident began = village("v1", 5 * MIN, "viettel");
        Acts acts = Acts.of(List.of(
                window(Deed.PLAN_MAINTENANCE, "maintenance-1", "area:c1", 10 * MIN, 200 * MIN),
                Act.of(60 * MIN, "lan", Deed.END_MAINTENANCE, "maintenance-1"),
                Act.of(90 * MIN, "minh", Deed.END_MAINTENANCE, "maintenance-1")));
        assertEquals(1, acts.maintenanceOf(began, 59 * MIN, GROUND).size());
        assertEquals(List.of(), acts.maintenanceOf(began, 60 * MIN, GROUND));
        assertEquals(
                List.of(60 * MIN), acts.windows().stream().map(Window::until).toList());
    }

    @Test
    void an_incident_is_silenced_only_when_all_of_it_is() {
        Incident two = village("v1", MIN, "viettel", "vnpt");
        assertFalse(isSilenced(two, "operator:viettel"));
        assertTrue(isSilenced(two, "operator:viettel", "village:v1@vnpt"));
        assertTrue(isSilenced(two, "area:p"));
        assertFalse(isSilenced(two, "area:c9"));
        Incident many = incident(together(List.of("s1"), "far", "v1"), MIN);
        assertFalse(isSilenced(many, "village:v1"));
        assertTrue(isSilenced(many, "village:v1", "area:c9@viettel"));
    }

    @Test
    void works_at_a_station_cover_what_went_with_it_and_nothing_wider() {
        assertTrue(isSilenced(incident(together(List.of("s1"), "v1", "v2"), MIN), "station:s1"));
        assertFalse(isSilenced(incident(together(List.of("s1", "s2"), "v1", "v2"), MIN), "station:s1"));
        assertFalse(isSilenced(incident(together(List.of(), "v1", "v2"), MIN), "station:s1"));
    }

    @Test
    void works_at_an_olt_cover_its_pons_and_the_villages_that_hang_on_nothing_else() {
        assertFalse(isSilenced(incident(pons("olt1/0/1", "olt1/0/2"), MIN), "pon:olt1/0/1"));
        assertTrue(isSilenced(incident(pons("olt1/0/1", "olt1/0/2"), MIN), "olt:olt1"));
        assertFalse(isSilenced(village("v1", MIN), "olt:olt1"));
        assertTrue(isSilenced(village("v1", MIN), "olt:olt1", "pon:olt2/0/1"));
        assertFalse(isSilenced(village("v1", MIN, "viettel"), "olt:olt1", "olt:olt2"));
        assertFalse(isSilenced(village("v1", MIN), "operator:viettel"));
    }

    @Test
    void an_act_without_what_its_deed_needs_is_none() {
        refused("reason must not be empty", () -> act(1, Deed.CLOSE));
        refused("text must not be empty", () -> act(1, Deed.COMMENT));
        refused("until must be a time", () -> act(1, Deed.SNOOZE));
        refused("end must be after start", () -> window(Deed.SILENCE, "silence-1", "village:v1", 5, 5));
        refused("was \"planet\"", () -> window(Deed.SILENCE, "silence-1", "planet:mars", 5, 6));
        refused("control characters", () -> Act.of(1, "lan", Deed.LOGIN, "", Act.PEER, "a\u001b[2J"));
    }
}
