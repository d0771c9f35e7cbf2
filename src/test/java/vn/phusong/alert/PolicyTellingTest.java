package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.alert.TellingOffice.EIGHT;
import static vn.phusong.alert.TellingOffice.MINUTE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Act;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;

/** Who is told what and when, by a policy, when people acknowledge, silence and plan works, receivers are away, and we are killed; in played time. */
class PolicyTellingTest {
    private static final long HOUR = 60 * MINUTE;
    private static final List<String> AREAS = List.of("01864", "19");

    private final AtomicBoolean isAway = new AtomicBoolean();
    private final PlayedChannel first =
            PlayedChannel.answering("mail:a@x.vn", unused -> isAway.get() ? PlayedChannel.NOBODY : PlayedChannel.TAKEN);
    private final PlayedChannel second = PlayedChannel.answering("mail:b@x.vn", unused -> PlayedChannel.TAKEN);
    private final PlayedChannel third = PlayedChannel.answering("mail:c@x.vn", unused -> PlayedChannel.TAKEN);

    private TellingOffice office(String... lines) throws Exception {
        return new TellingOffice(
                TellingOffice.policy(List.of(first, second, third), lines), AREAS, first, second, third);
    }

    private TellingOffice simple() throws Exception {
        return office("contact an channels=mail:a@x.vn", "route all to=an", "storm messages=5 within=5m");
    }

    @Test
    void a_storm_of_1300_villages_is_at_most_five_messages_in_five_minutes_and_names_every_village() throws Exception {
        TellingOffice office = simple();
        Set<String> villages = new HashSet<>();
        for (int i = 0; i < 1_300; i++) {
            String village = "gn-%04d".formatted(i);
            villages.add(village);
            office.owe(village + "-f1", 1, Owed.Step.OPENED);
            if (i % 13 == 0) {
                office.thread.play(2_000);
            }
        }
        office.thread.play(EIGHT + 5 * MINUTE - office.thread.millis() - 1);
        int inFiveMinutes = first.taken.size();
        assertTrue(inFiveMinutes <= 5, inFiveMinutes + " messages");
        office.thread.play(6 * MINUTE);
        assertTrue(first.taken.size() - inFiveMinutes <= 5, first.taken.size() + " messages");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < first.taken.size(); i++) {
            all.append(new String(first.taken.get(i).body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        villages.removeIf(village -> all.indexOf("Thôn " + village + ":") >= 0);
        assertEquals(Set.of(), villages, "villages nobody was told of");
        assertEquals(
                1_300, first.taken.stream().mapToInt(it -> it.members().size()).sum());
    }

    @Test
    void a_storm_of_one_tick_is_one_message_that_names_every_village() throws Exception {
        TellingOffice office = simple();
        Owed[] all = new Owed[1_300];
        for (int i = 0; i < all.length; i++) {
            all[i] = OutboxTest.owed("gn-%04d-f1".formatted(i), 1, Owed.Step.OPENED, EIGHT);
        }
        office.owe(all);
        office.thread.play(1_000);
        assertEquals(1, first.taken.size());
        assertEquals(1_300, first.taken.get(0).members().size());
        assertEquals(
                1_301,
                text(0).lines().filter(line -> line.startsWith("[cảnh báo] ")).count());
        assertEquals(
                1_301,
                text(0).lines().filter(line -> line.startsWith("[warning] ")).count());
        assertEquals(
                "carried by " + first.taken.get(0).id(),
                office.receipts("gn-0000-f1.1", "mail:a@x.vn").get(0));
    }

    private String text(int i) {
        return new String(first.taken.get(i).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void the_storm_rule_counts_what_was_told_before_a_restart() throws Exception {
        TellingOffice office = simple();
        for (int i = 0; i < 4; i++) {
            office.owe("gn-" + i + "-m1", 1, Owed.Step.OPENED);
            office.thread.play(1_000);
        }
        assertEquals(4, first.taken.size());
        office.restart(1_000);
        for (int i = 4; i < 8; i++) {
            office.owe("gn-" + i + "-m1", 1, Owed.Step.OPENED);
            office.thread.play(1_000);
        }
        assertEquals(5, first.taken.size());
        office.thread.play(5 * MINUTE);
        assertEquals(6, first.taken.size(), "the rest in one message when the time is over");
        assertEquals(3, first.taken.get(5).members().size());
    }

    @Test
    void a_receiver_down_for_a_day_gets_few_messages_with_the_newest_state_and_the_others_are_told_at_once()
            throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn",
                "contact binh channels=mail:b@x.vn",
                "route all to=an,binh",
                "storm messages=5 within=5m");
        isAway.set(true);
        for (int i = 0; i < 40; i++) {
            office.owe("gn-" + i + "-m1", 1, Owed.Step.OPENED);
            office.thread.play(20 * MINUTE);
        }
        for (int i = 0; i < 20; i++) {
            office.owe("gn-" + i + "-m1", 2, Owed.Step.CLOSED);
            office.thread.play(20 * MINUTE);
        }
        office.thread.play(4 * HOUR);
        assertEquals(60, second.taken.size());
        isAway.set(false);
        office.thread.play(10 * MINUTE);
        assertTrue(first.taken.size() <= 5, first.taken.size() + " messages");
        List<String> told = new ArrayList<>();
        first.taken.forEach(message -> told.addAll(message.members()));
        assertEquals(60, told.size(), "nothing is lost and nothing told twice");
        assertEquals(60, new HashSet<>(told).size());
        for (int i = 0; i < 20; i++) {
            String closed = "gn-" + i + "-m1.2";
            String opened = "gn-" + i + "-m1.1";
            assertTrue(told.indexOf(opened) < told.indexOf(closed), "in order within an incident");
            assertTrue(
                    first.taken.stream().anyMatch(it -> it.members().containsAll(List.of(opened, closed))),
                    "one message, not two: " + opened);
        }
    }

    @Test
    void after_ten_minutes_without_a_delivery_the_second_channel_of_the_contact_is_told() throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn,mail:b@x.vn",
                "contact chi channels=mail:c@x.vn",
                "route all to=an,chi");
        isAway.set(true);
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE - 1);
        assertEquals(List.of(), second.takenIds());
        assertEquals(List.of("gn-1-m1.1"), third.takenIds(), "others are told at once");
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1"), second.takenIds());
        isAway.set(false);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1"), second.takenIds(), "what the first one took the second is not told");
        assertEquals(
                List.of("not_routed line 3: an was told by mail:a@x.vn"), office.receipts("gn-2-m1.1", "mail:b@x.vn"));
        assertTrue(first.takenIds().containsAll(List.of("gn-1-m1.1", "gn-2-m1.1")));
    }

    @Test
    void what_nobody_acknowledges_goes_to_the_next_contact() throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn",
                "contact truong channels=mail:b@x.vn",
                "route all to=an escalate=15m:truong");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE);
        office.act(Act.of(office.thread.millis(), "an", Deed.ACKNOWLEDGE, "gn-2-m1"));
        office.thread.play(5 * MINUTE);
        assertEquals(List.of("gn-1-m1.1"), second.takenIds());
        assertEquals(List.of("not_routed line 3: acknowledged by an"), office.receipts("gn-2-m1.1", "mail:b@x.vn"));
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.owe("gn-2-m1", 2, Owed.Step.CLOSED);
        office.thread.play(HOUR);
        assertEquals(
                List.of("gn-1-m1.1", "gn-1-m1.2"), second.takenIds(), "who was told that it began is told its end");
        assertEquals(
                List.of("gn-1-m1.2", "gn-2-m1.2"),
                first.takenIds().subList(2, 4).stream().sorted().toList());
    }

    @Test
    void an_escalation_that_waits_survives_a_restart_and_is_told_once() throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn",
                "contact truong channels=mail:b@x.vn",
                "route all to=an escalate=15m:truong");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        office.restart(MINUTE);
        office.thread.play(13 * MINUTE);
        assertEquals(List.of("gn-1-m1.1"), second.takenIds());
        office.restart(MINUTE);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1"), second.takenIds());
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
    }

    @Test
    void what_is_silenced_is_not_told_but_recorded_with_the_reason_and_told_when_the_silence_ends() throws Exception {
        TellingOffice office = simple();
        office.act(window(office, Deed.SILENCE, "silence-1", "area:01864", 0, 2 * HOUR));
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("held_back silence-1 by binh (drill)"), office.receipts("gn-1-m1.1", "mail:a@x.vn"));
        office.owe("gn-2-m1", 2, Owed.Step.CLOSED);
        office.thread.play(MINUTE);
        office.restart(MINUTE);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
        assertEquals(
                List.of("held_back silence-1 by binh (drill)", "delivered taken"),
                office.receipts("gn-1-m1.1", "mail:a@x.vn"));
        assertEquals(
                List.of("silenced silence-1 by binh (drill); it is over"), office.receipts("gn-2-m1.2", "mail:a@x.vn"));
    }

    /** Edge case 62. */
    @Test
    void works_that_begin_during_an_outage_hold_back_what_comes_and_what_is_still_down_when_they_end_is_told()
            throws Exception {
        TellingOffice office = simple();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
        office.act(window(office, Deed.PLAN_MAINTENANCE, "maintenance-1", "village:gn-1", 0, 3 * HOUR));
        office.act(window(office, Deed.PLAN_MAINTENANCE, "maintenance-2", "village:gn-2", 0, 3 * HOUR));
        office.owe("gn-1-m1", 2, Owed.Step.RAISED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(2 * HOUR);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
        office.thread.play(HOUR + MINUTE);
        assertEquals(
                Set.of("gn-1-m1.1", "gn-1-m1.2", "gn-2-m1.1"), new HashSet<>(first.takenIds()), "ended, still down");
    }

    @Test
    void the_end_of_what_was_told_is_told_though_works_began_meanwhile() throws Exception {
        TellingOffice office = simple();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.act(window(office, Deed.PLAN_MAINTENANCE, "maintenance-1", "village:gn-1", 0, 3 * HOUR));
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(MINUTE);
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2"), first.takenIds());
    }

    /** Edge case 64. */
    @Test
    void an_acknowledged_incident_that_reopens_is_told_again_and_escalates_again() throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn",
                "contact truong channels=mail:b@x.vn",
                "route all to=an escalate=15m:truong");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        office.act(Act.of(office.thread.millis(), "an", Deed.ACKNOWLEDGE, "gn-1-m1"));
        office.thread.play(HOUR);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(HOUR);
        office.owe(reopened("gn-1-m1", 3, office.thread.millis()));
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2", "gn-1-m1.3"), first.takenIds());
        assertEquals(List.of("gn-1-m1.3"), second.takenIds());
    }

    @Test
    void a_snoozed_incident_is_told_when_the_time_is_over() throws Exception {
        TellingOffice office = simple();
        isAway.set(true);
        long until = EIGHT + 2 * HOUR;
        Owed opened = OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        office.act(Act.of(EIGHT, "an", Deed.SNOOZE, "gn-1-m1", Act.UNTIL, Long.toString(until)));
        isAway.set(false);
        office.owe(opened);
        office.thread.play(2 * HOUR - MINUTE);
        assertEquals(List.of(), first.takenIds());
        office.thread.play(2 * MINUTE);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
    }

    @Test
    void a_thousand_open_incidents_across_a_restart_tell_nobody_again() throws Exception {
        TellingOffice office = simple();
        Owed[] all = new Owed[1_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = OutboxTest.owed("gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT);
        }
        office.owe(all);
        office.act(window(office, Deed.SILENCE, "silence-1", "village:gn-5000", 0, 48 * HOUR));
        office.owe("gn-5000-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        int before = first.taken.size();
        for (int i = 0; i < 3; i++) {
            office.restart(MINUTE);
            office.thread.play(HOUR);
        }
        assertEquals(before, first.taken.size());
        assertEquals(0, office.status().waiting(), "what is silenced is no trouble");
        office.thread.play(48 * HOUR);
        assertEquals(before + 1, first.taken.size());
    }

    @Test
    void what_we_could_not_see_goes_to_our_operators_and_never_to_the_department() throws Exception {
        TellingOffice office = office(
                "contact so audience=department channels=mail:a@x.vn",
                "contact an channels=mail:b@x.vn",
                "route all to=so,an");
        Incident own = new Incident(
                "collection-1",
                1,
                IncidentState.OPENED,
                EIGHT,
                Severity.MAJOR,
                Cause.COLLECTION,
                1,
                new Incident.Span(EIGHT, EIGHT, -1),
                new Incident.Scope(null, null, 1_300, -1, List.of(), null),
                Incident.Marks.NONE,
                List.of());
        office.owe(new Owed("collection-1.1", Owed.Step.OPENED, own));
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
        assertEquals(
                List.of("collection-1.1", "gn-1-m1.1"),
                second.takenIds().stream().sorted().toList());
        assertEquals(List.of("not_routed no route leads here"), office.receipts("collection-1.1", "mail:a@x.vn"));
    }

    @Test
    void a_digest_leaves_in_working_hours_and_tells_of_what_ended_before_too() throws Exception {
        TellingOffice office = office(
                "contact so channels=mail:a@x.vn",
                "hours work days=mon,tue,wed,thu,fri from=07:00 to=17:00",
                "digest at=07:30 during=work",
                "route all to=so send=digest");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(2 * HOUR);
        office.owe("gn-2-m1", 2, Owed.Step.CLOSED);
        office.restart(MINUTE);
        office.thread.play(EIGHT + 23 * HOUR + 29 * MINUTE - office.thread.millis());
        assertEquals(List.of(), first.takenIds(), "1 March 2026 is a Sunday");
        office.thread.play(2 * MINUTE);
        assertEquals(1, first.taken.size());
        assertEquals(
                List.of("gn-1-m1.1", "gn-2-m1.1", "gn-2-m1.2"),
                first.taken.get(0).members().stream().sorted().toList());
    }

    @Test
    void a_hand_over_decides_who_is_told_of_what_falls_due_after_it() throws Exception {
        String calendar = OnCallTest.calendar(
                "DTSTART:20260301T060000\nDTEND:20260301T090000\nSUMMARY:an",
                "DTSTART:20260301T090000\nDTEND:20260301T180000\nSUMMARY:binh");
        Policy policy = TellingOffice.policy(
                List.of(first, second, third),
                file -> calendar,
                "contact an channels=mail:a@x.vn",
                "contact binh channels=mail:b@x.vn",
                "contact chief channels=mail:c@x.vn",
                "calendar truc file=truc.ics else=chief",
                "route all to=oncall:truc");
        TellingOffice office = new TellingOffice(policy, AREAS, first, second, third);
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(10 * HOUR);
        office.owe("gn-3-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2"), first.takenIds(), "the end goes to whom the beginning went");
        assertEquals(List.of("gn-2-m1.1"), second.takenIds());
        assertEquals(List.of("gn-3-m1.1"), third.takenIds(), "nobody is on call");
    }

    @Test
    void the_first_route_that_fits_counts_and_continue_lets_the_next_count_too() throws Exception {
        TellingOffice office = office(
                "contact an channels=mail:a@x.vn",
                "contact binh channels=mail:b@x.vn",
                "contact chi channels=mail:c@x.vn",
                "route vnpt operator=vnpt to=an",
                "route commune area=19 operator=viettel to=an continue=yes",
                "route elsewhere area=20 to=chi",
                "route rest to=binh",
                "route never to=chi");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        assertEquals(List.of("gn-1-m1.1"), first.takenIds());
        assertEquals(List.of("gn-1-m1.1"), second.takenIds());
        assertEquals(List.of(), third.takenIds());
    }

    @Test
    void the_first_of_a_group_leaves_at_once_and_what_follows_goes_together_after_the_interval() throws Exception {
        TellingOffice office = office("contact an channels=mail:a@x.vn", "route all to=an group=area interval=3m");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        assertEquals(1, first.taken.size());
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        office.owe("gn-3-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE - 1);
        assertEquals(1, first.taken.size());
        office.thread.play(2);
        assertEquals(2, first.taken.size());
        assertEquals(List.of("gn-2-m1.1", "gn-3-m1.1"), first.taken.get(1).members());
    }

    /** Edge case 63: what flaps and joins a greater incident is told as often as the journal owes it, and no more. */
    @Test
    void what_flaps_in_a_storm_is_told_once_for_each_step() throws Exception {
        TellingOffice office = simple();
        for (int i = 0; i < 10; i++) {
            office.owe("gn-" + i + "-m1", 1, Owed.Step.OPENED);
            office.owe("gn-" + i + "-m1", 2, Owed.Step.FLAPPING);
        }
        office.thread.play(MINUTE);
        for (int i = 0; i < 10; i++) {
            office.owe("gn-" + i + "-m1", 3, Owed.Step.CLOSED);
        }
        office.thread.play(HOUR);
        List<String> told = new ArrayList<>();
        first.taken.forEach(message -> told.addAll(message.members()));
        assertEquals(30, told.size());
        assertEquals(30, new HashSet<>(told).size());
    }

    /** Edge case 65, for the rules of telling: other rules hold from now on, and tell nothing of the past again. */
    @Test
    void other_rules_after_a_restart_tell_nobody_again_and_hold_for_what_comes() throws Exception {
        TellingOffice office = simple();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        office.restart(
                MINUTE,
                TellingOffice.policy(
                        List.of(first, second, third),
                        "contact binh channels=mail:b@x.vn",
                        "route all to=binh",
                        "storm messages=5 within=5m"));
        office.thread.play(HOUR);
        assertEquals(2, first.taken.size());
        assertEquals(List.of(), second.takenIds(), "nothing of the past");
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.owe("gn-3-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals("gn-1-m1.2", first.takenIds().get(2), "who was told that it began is told that it ended");
        assertEquals(List.of("gn-3-m1.1"), second.takenIds());
    }

    @Test
    void a_message_under_way_keeps_its_bytes_though_other_rules_hold_after_a_restart() throws Exception {
        TellingOffice office = office("contact an channels=mail:a@x.vn", "route all to=an group=all");
        isAway.set(true);
        office.owe(
                OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT),
                OutboxTest.owed("gn-2-m1", 1, Owed.Step.OPENED, EIGHT));
        office.thread.play(MINUTE);
        office.restart(
                MINUTE,
                TellingOffice.policy(
                        List.of(first, second, third), "contact binh channels=mail:b@x.vn", "route all to=binh"));
        isAway.set(false);
        office.thread.play(HOUR);
        assertEquals(1, first.taken.size());
        first.attempts.forEach(attempt -> {
            assertEquals(
                    List.of("gn-1-m1.1", "gn-2-m1.1"),
                    attempt.members().stream().sorted().toList());
            org.junit.jupiter.api.Assertions.assertArrayEquals(
                    first.attempts.get(0).body(), attempt.body());
        });
    }

    private static Act window(TellingOffice office, Deed deed, String id, String over, long from, long lasts) {
        long now = office.thread.millis();
        return Act.of(
                now,
                "binh",
                deed,
                id,
                Act.OVER,
                over,
                Act.START,
                Long.toString(now + from),
                Act.END,
                Long.toString(now + from + lasts),
                Act.REASON,
                "drill");
    }

    private static Owed reopened(String incident, int revision, long at) {
        Incident before =
                OutboxTest.owed(incident, revision, Owed.Step.REOPENED, at).incident();
        Incident now = new Incident(
                incident,
                revision,
                IncidentState.OPENED,
                at,
                before.severity(),
                before.cause(),
                before.confidence(),
                new Incident.Span(at - 60_000, at, -1),
                before.scope(),
                before.marks(),
                List.of(before.span()));
        return new Owed(incident + "." + revision, Owed.Step.REOPENED, now);
    }
}
