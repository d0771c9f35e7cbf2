package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.alert.TellingOffice.EIGHT;
import static vn.phusong.alert.TellingOffice.MINUTE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Owed;
import vn.phusong.journal.Frozen;

/** What becomes of a message of several incidents that is refused, or whose answer is lost, and of its group over a restart; in played time. */
class GatheredTest {
    private static final List<String> AREAS = List.of("01864", "19");

    private final AtomicReference<Function<Frozen, Answer>> manner =
            new AtomicReference<>(unused -> PlayedChannel.TAKEN);
    private final PlayedChannel mail =
            PlayedChannel.answering("mail:a@x.vn", it -> manner.get().apply(it));

    private TellingOffice office(String route) throws Exception {
        return new TellingOffice(
                TellingOffice.policy(List.of(mail), "contact an channels=mail:a@x.vn", route), AREAS, mail);
    }

    private static void nine(TellingOffice office) {
        Owed[] nine = new Owed[9];
        for (int i = 0; i < nine.length; i++) {
            nine[i] = OutboxTest.owed("gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT);
        }
        office.owe(nine);
    }

    private static Answer unlessOf(Frozen message, String bad) {
        return message.members().contains(bad) ? PlayedChannel.REFUSED : PlayedChannel.TAKEN;
    }

    private void sameIdSameBytes() {
        Map<String, byte[]> bytes = new HashMap<>();
        for (Frozen attempt : mail.attempts) {
            assertArrayEquals(bytes.computeIfAbsent(attempt.id(), id -> attempt.body()), attempt.body(), attempt.id());
        }
    }

    @Test
    void a_notice_that_is_refused_takes_none_of_those_it_went_with_along() throws Exception {
        for (int bad = 0; bad < 9; bad++) {
            String refused = "gn-" + bad + "-m1.1";
            mail.taken.clear();
            mail.attempts.clear();
            manner.set(message -> unlessOf(message, refused));
            TellingOffice office = office("route all to=an group=all");
            nine(office);
            office.thread.play(10 * MINUTE);
            List<String> told = mail.told();
            assertEquals(8, told.size(), told::toString);
            assertEquals(8, new HashSet<>(told).size(), "nobody is told twice");
            assertTrue(!told.contains(refused));
            assertEquals(List.of("set_aside never"), office.receipts(refused, "mail:a@x.vn"));
            assertEquals(List.of(), office.journal.frozen("mail:a@x.vn"), "nothing is under way");
            assertEquals(1, office.journal.cursor(AlertFollower.NAME));
            assertEquals(1, office.status().setAside());
            sameIdSameBytes();
        }
    }

    @Test
    void of_a_message_that_was_taken_but_for_one_that_one_is_set_aside() throws Exception {
        manner.set(unused -> new Answer(
                Answer.Kind.DELIVERED, "all but 1 of 9", 0, false, Map.of("gn-4-m1.1", "0x99 payload format invalid")));
        TellingOffice office = office("route all to=an group=all");
        nine(office);
        office.thread.play(10 * MINUTE);
        assertEquals(1, mail.attempts.size());
        assertEquals(List.of("set_aside 0x99 payload format invalid"), office.receipts("gn-4-m1.1", "mail:a@x.vn"));
        assertEquals(List.of("carried by " + mail.taken.get(0).id()), office.receipts("gn-3-m1.1", "mail:a@x.vn"));
        assertEquals(1, office.status().setAside());
        assertEquals(List.of(), office.journal.frozen("mail:a@x.vn"));
    }

    @Test
    void a_message_that_is_too_long_is_told_in_parts_that_keep_their_ids_over_a_restart() throws Exception {
        manner.set(message -> message.members().size() > 3 ? PlayedChannel.REFUSED : PlayedChannel.NOBODY);
        TellingOffice office = office("route all to=an group=all");
        nine(office);
        office.thread.play(MINUTE);
        Set<String> parts = new HashSet<>();
        office.journal.frozen("mail:a@x.vn").forEach(it -> parts.add(it.id()));
        assertEquals(4, parts.size(), parts::toString);
        office.restart(MINUTE);
        manner.set(message -> message.members().size() > 3 ? PlayedChannel.REFUSED : PlayedChannel.TAKEN);
        office.thread.play(10 * MINUTE);
        assertEquals(parts, new HashSet<>(mail.takenIds()));
        assertEquals(9, mail.told().size());
        assertEquals(9, new HashSet<>(mail.told()).size());
        assertEquals(List.of(), office.journal.frozen("mail:a@x.vn"));
        sameIdSameBytes();
    }

    @Test
    void what_may_have_been_taken_gets_no_other_incident_and_keeps_its_id() throws Exception {
        manner.set(unused -> PlayedChannel.LOST);
        TellingOffice office = office("route all to=an group=all");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(100);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        manner.set(unused -> PlayedChannel.TAKEN);
        office.thread.play(10 * MINUTE);
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), mail.takenIds());
        assertEquals(List.of("gn-1-m1.1"), mail.taken.get(0).members());
        sameIdSameBytes();
    }

    @Test
    void what_may_have_been_taken_before_a_restart_gets_no_other_incident_either() throws Exception {
        manner.set(unused -> PlayedChannel.LOST);
        TellingOffice office = office("route all to=an group=all");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(100);
        office.restart(1_000);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        manner.set(unused -> PlayedChannel.TAKEN);
        office.thread.play(10 * MINUTE);
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), mail.takenIds());
    }

    @Test
    void what_may_have_been_taken_is_overtaken_by_a_newer_notice_of_its_own() throws Exception {
        manner.set(unused -> PlayedChannel.LOST);
        TellingOffice office = office("route all to=an group=all");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(100);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        manner.set(unused -> PlayedChannel.TAKEN);
        office.thread.play(10 * MINUTE);
        assertEquals(List.of("gn-1-m1.2"), mail.takenIds());
    }

    @Test
    void what_was_surely_not_sent_takes_others_along() throws Exception {
        manner.set(unused -> PlayedChannel.NOBODY);
        TellingOffice office = office("route all to=an group=all");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(100);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        manner.set(unused -> PlayedChannel.TAKEN);
        office.thread.play(10 * MINUTE);
        assertEquals(List.of("gn-2-m1.1"), mail.takenIds());
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), mail.told());
    }

    @Test
    void the_interval_of_a_group_holds_over_a_restart() throws Exception {
        TellingOffice office = office("route all to=an group=cause interval=30m");
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(MINUTE);
        office.restart(1_000);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(EIGHT + 30 * MINUTE - 1 - office.thread.millis());
        assertEquals(List.of("gn-1-m1.1"), mail.told());
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2", "gn-2-m1.1"), mail.told());
        assertEquals(2, mail.taken.size());
    }
}
