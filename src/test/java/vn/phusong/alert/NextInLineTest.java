package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phusong.alert.TellingOffice.EIGHT;
import static vn.phusong.alert.TellingOffice.MINUTE;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;
import vn.phusong.journal.FollowerNote;

/** Who is told next and when, because somebody before was silent, and who is told although somebody looks after it; in played time. */
class NextInLineTest {
    private static final long HOUR = 60 * MINUTE;
    private static final List<String> AREAS = List.of("01864", "19");

    private final AtomicReference<Answer> answer = new AtomicReference<>(PlayedChannel.TAKEN);
    private final PlayedChannel first = PlayedChannel.answering("mail:a@x.vn", unused -> answer.get());
    private final PlayedChannel second = PlayedChannel.answering("mail:b@x.vn", unused -> PlayedChannel.TAKEN);
    private final PlayedChannel third = PlayedChannel.answering("mail:c@x.vn", unused -> PlayedChannel.TAKEN);
    private final PlayedChannel log = PlayedChannel.answering(LogChannel.NAME, unused -> PlayedChannel.TAKEN);

    private TellingOffice office(String... lines) throws Exception {
        return new TellingOffice(
                TellingOffice.policy(List.of(first, second, third), lines), AREAS, log, first, second, third);
    }

    /** As the example policy has it: who is on call, then the chief; the department in the digest, or at once of what is great. */
    private TellingOffice withDepartment() throws Exception {
        return office(
                "contact an channels=mail:a@x.vn",
                "contact so audience=department channels=mail:b@x.vn",
                "contact truong channels=mail:c@x.vn",
                "hours all days=mon,tue,wed,thu,fri,sat,sun from=00:00 to=24:00",
                "digest at=12:30 during=all",
                "route lon severity=major to=so",
                "route nho to=an escalate=30m:truong continue=yes",
                "route nho_so to=so send=digest");
    }

    private TellingOffice withSecond() throws Exception {
        return office(
                "contact an channels=mail:a@x.vn,mail:b@x.vn",
                "contact truong channels=mail:c@x.vn",
                "route all to=an escalate=15m:truong");
    }

    @Test
    void who_acknowledges_ends_the_escalation_and_the_department_is_told_all_the_same() throws Exception {
        TellingOffice office = withDepartment();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE);
        office.act(Act.of(office.thread.millis(), "an", Deed.ACKNOWLEDGE, "gn-1-m1"));
        office.act(Act.of(office.thread.millis(), "an", Deed.ACKNOWLEDGE, "gn-2-m1"));
        office.thread.play(HOUR);
        office.owe("gn-2-m1", 2, Owed.Step.CLOSED);
        office.thread.play(EIGHT + 5 * HOUR - office.thread.millis());
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1", "gn-2-m1.2"), first.told());
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1", "gn-2-m1.2"), second.told(), "the department, in its digest");
        assertEquals(List.of(), third.told());
        assertEquals(List.of("not_routed line 7: acknowledged by an"), office.receipts("gn-1-m1.1", "mail:c@x.vn"));
    }

    @Test
    void what_is_raised_after_somebody_acknowledged_it_is_news_to_those_who_were_not_told() throws Exception {
        TellingOffice office = withDepartment();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE);
        office.act(Act.of(office.thread.millis(), "an", Deed.ACKNOWLEDGE, "gn-1-m1"));
        office.thread.play(HOUR);
        office.owe(major("gn-1-m1", 2, office.thread.millis()));
        office.thread.play(MINUTE);
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2"), second.told());
    }

    @Test
    void what_a_person_closed_or_snoozed_is_held_back_though_it_was_acknowledged() throws Exception {
        TellingOffice office = withDepartment();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE);
        long now = office.thread.millis();
        office.act(Act.of(now, "an", Deed.ACKNOWLEDGE, "gn-1-m1"));
        office.act(Act.of(now, "an", Deed.CLOSE, "gn-1-m1", Act.REASON, "drill"));
        office.act(Act.of(now, "an", Deed.ACKNOWLEDGE, "gn-2-m1"));
        office.act(Act.of(now, "an", Deed.SNOOZE, "gn-2-m1", Act.UNTIL, Long.toString(EIGHT + 6 * HOUR)));
        office.thread.play(EIGHT + 5 * HOUR - now);
        assertEquals(List.of(), second.told());
        assertEquals(List.of("held_back closed by an (drill)"), office.receipts("gn-1-m1.1", "mail:b@x.vn"));
        office.thread.play(HOUR + MINUTE);
        assertEquals(List.of("gn-2-m1.1"), second.told());
    }

    /** Edge case 62, for those who come after the first. */
    @Test
    void when_planned_works_end_the_first_is_told_and_only_then_the_others_begin_to_wait() throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.NOBODY);
        office.act(window(office, 4 * HOUR));
        office.thread.play(5 * MINUTE);
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(EIGHT + 4 * HOUR - office.thread.millis());
        nextInLineAfter(office, EIGHT + 4 * HOUR);
    }

    @Test
    void when_a_snooze_ends_the_first_is_told_and_only_then_the_others_begin_to_wait() throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.NOBODY);
        office.act(Act.of(EIGHT, "an", Deed.SNOOZE, "gn-1-m1", Act.UNTIL, Long.toString(EIGHT + HOUR)));
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        nextInLineAfter(office, EIGHT + HOUR);
    }

    @Test
    void after_an_absence_of_ours_the_others_wait_from_when_we_could_tell_again() throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.NOBODY);
        office.thread.close();
        office.journal.owe(EIGHT, OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT));
        office.restart(20 * MINUTE);
        nextInLineAfter(office, office.thread.millis());
    }

    @Test
    void a_second_restart_begins_no_waiting_anew() throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.NOBODY);
        office.thread.close();
        office.journal.owe(EIGHT, OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT));
        office.restart(20 * MINUTE);
        long back = office.thread.millis();
        office.thread.play(5 * MINUTE);
        office.restart(MINUTE);
        nextInLineAfter(office, back);
    }

    @Test
    void what_is_released_after_a_restore_is_told_to_the_first_and_only_then_the_others_begin_to_wait()
            throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.NOBODY);
        office.thread.close();
        office.journal.owe(EIGHT, OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT));
        office.journal.note(new FollowerNote(Held.NAME, 1, List.of()));
        office.restart(MINUTE);
        office.thread.play(2 * HOUR);
        assertEquals(0, first.attempts.size());
        office.journal.note(Held.release());
        long released = office.thread.millis();
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(10 * MINUTE - 1);
        assertEquals(List.of(), second.told());
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), second.told());
        office.thread.play(released + 15 * MINUTE - 1 - office.thread.millis());
        assertEquals(List.of(), third.told());
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), third.told());
    }

    @Test
    void the_end_of_what_a_lost_server_may_have_told_is_told_while_its_beginning_is_held() throws Exception {
        TellingOffice office = withSecond();
        office.thread.close();
        office.journal.owe(EIGHT, OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT));
        office.journal.note(new FollowerNote(Held.NAME, 1, List.of()));
        office.restart(HOUR);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(MINUTE);
        assertEquals(List.of("gn-1-m1.2"), first.told());
        assertEquals(List.of(), second.told(), "who comes second was not told that it began");
        office.journal.note(Held.release());
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.2", "gn-2-m1.1"), first.told());
        assertEquals(List.of("overtaken by gn-1-m1.2 delivered"), office.receipts("gn-1-m1.1", "mail:a@x.vn"));
    }

    /** The first is asked and is not there, nobody acknowledges. */
    private void nextInLineAfter(TellingOffice office, long since) {
        office.thread.play(since + 10 * MINUTE - 1 - office.thread.millis());
        assertEquals("gn-1-m1.1", first.attempts.get(0).id(), "asked first");
        assertEquals(List.of(), second.told(), "ten minutes have not gone by");
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1"), second.told());
        office.thread.play(5 * MINUTE - 2);
        assertEquals(List.of(), third.told(), "nobody had a quarter of an hour to acknowledge it");
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1"), third.told());
    }

    @Test
    void what_the_first_channel_refuses_for_good_the_second_is_told_at_once() throws Exception {
        TellingOffice office = withSecond();
        answer.set(PlayedChannel.REFUSED);
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        assertEquals(List.of("set_aside never"), office.receipts("gn-1-m1.1", "mail:a@x.vn"));
        assertEquals(List.of("gn-1-m1.1"), second.told());
        assertEquals(List.of(), third.told());
    }

    private static Act window(TellingOffice office, long lasts) {
        long now = office.thread.millis();
        return Act.of(
                now,
                "binh",
                Deed.PLAN_MAINTENANCE,
                "maintenance-1",
                Act.OVER,
                "village:gn-1",
                Act.START,
                Long.toString(now),
                Act.END,
                Long.toString(now + lasts),
                Act.REASON,
                "drill");
    }

    static Owed major(String incident, int revision, long at) {
        Incident before =
                OutboxTest.owed(incident, revision, Owed.Step.RAISED, at).incident();
        return new Owed(
                incident + "." + revision,
                Owed.Step.RAISED,
                new Incident(
                        incident,
                        revision,
                        before.state(),
                        at,
                        Severity.MAJOR,
                        before.cause(),
                        before.confidence(),
                        before.span(),
                        before.scope(),
                        before.marks(),
                        before.earlier()));
    }
}
