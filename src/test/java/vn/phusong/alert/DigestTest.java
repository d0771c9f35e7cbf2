package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phusong.alert.TellingOffice.EIGHT;
import static vn.phusong.alert.TellingOffice.MINUTE;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Owed;

/** What a digest tells, and to whom, in played time: the digest leaves at 12:30, four and a half hours after we begin. */
class DigestTest {
    private static final long HOUR = 60 * MINUTE;
    private static final List<String> AREAS = List.of("01864", "19");
    private static final long HALF_PAST_TWELVE = EIGHT + 4 * HOUR + 30 * MINUTE;

    private final AtomicBoolean isAway = new AtomicBoolean();
    private final PlayedChannel first =
            PlayedChannel.answering("mail:a@x.vn", unused -> isAway.get() ? PlayedChannel.NOBODY : PlayedChannel.TAKEN);
    private final PlayedChannel second = PlayedChannel.answering("mail:b@x.vn", unused -> PlayedChannel.TAKEN);
    private final PlayedChannel third = PlayedChannel.answering("mail:c@x.vn", unused -> PlayedChannel.TAKEN);

    private TellingOffice office() throws Exception {
        return new TellingOffice(
                TellingOffice.policy(
                        List.of(first, second, third),
                        "contact so channels=mail:a@x.vn,mail:b@x.vn",
                        "contact truong channels=mail:c@x.vn",
                        "hours all days=mon,tue,wed,thu,fri,sat,sun from=00:00 to=24:00",
                        "digest at=12:30 during=all",
                        "route all to=so send=digest escalate=15m:truong"),
                AREAS,
                first,
                second,
                third);
    }

    private static Act silence(TellingOffice office, long from, long to) {
        return Act.of(
                office.thread.millis(),
                "binh",
                Deed.SILENCE,
                "silence-1",
                Act.OVER,
                "village:gn-1",
                Act.START,
                Long.toString(from),
                Act.END,
                Long.toString(to),
                Act.REASON,
                "drill");
    }

    @Test
    void what_was_over_before_a_silence_began_is_in_the_digest_though_we_look_while_it_lasts() throws Exception {
        TellingOffice office = office();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(MINUTE);
        office.act(silence(office, EIGHT + 2 * HOUR, EIGHT + 4 * HOUR));
        office.thread.play(2 * HOUR);
        office.restart(MINUTE);
        office.thread.play(HALF_PAST_TWELVE + MINUTE - office.thread.millis());
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2"), first.told());
    }

    @Test
    void what_was_over_before_a_silence_began_is_told_though_the_digest_leaves_while_it_lasts() throws Exception {
        TellingOffice office = office();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(MINUTE);
        office.act(silence(office, EIGHT + 2 * HOUR, EIGHT + 9 * HOUR));
        office.thread.play(HALF_PAST_TWELVE + MINUTE - office.thread.millis());
        assertEquals(List.of("gn-1-m1.1", "gn-1-m1.2"), first.told());
    }

    @Test
    void what_ended_within_a_silence_is_in_no_digest() throws Exception {
        TellingOffice office = office();
        office.act(silence(office, EIGHT, EIGHT + 2 * HOUR));
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.owe("gn-1-m1", 2, Owed.Step.CLOSED);
        office.thread.play(HALF_PAST_TWELVE + MINUTE - office.thread.millis());
        assertEquals(List.of(), first.told());
        assertEquals(
                List.of("silenced silence-1 by binh (drill); it is over"), office.receipts("gn-1-m1.2", "mail:a@x.vn"));
    }

    @Test
    void the_second_channel_gets_no_digest_that_the_first_took() throws Exception {
        TellingOffice office = office();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.owe("gn-2-m1", 1, Owed.Step.OPENED);
        office.thread.play(HOUR);
        office.owe("gn-2-m1", 2, Owed.Step.CLOSED);
        office.thread.play(HALF_PAST_TWELVE + HOUR - office.thread.millis());
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1", "gn-2-m1.2"), first.told());
        assertEquals(List.of(), second.told());
        assertEquals(
                List.of("not_routed line 5: so was told by mail:a@x.vn"), office.receipts("gn-1-m1.1", "mail:b@x.vn"));
    }

    @Test
    void the_second_channel_gets_the_digest_ten_minutes_after_the_first_did_not_take_it() throws Exception {
        TellingOffice office = office();
        isAway.set(true);
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HALF_PAST_TWELVE + 10 * MINUTE - 1 - office.thread.millis());
        assertEquals(List.of(), second.told());
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1"), second.told());
    }

    @Test
    void nobody_is_called_because_nobody_acknowledged_what_the_digest_has_not_told_yet() throws Exception {
        TellingOffice office = office();
        office.owe("gn-1-m1", 1, Owed.Step.OPENED);
        office.thread.play(HALF_PAST_TWELVE + 15 * MINUTE - 1 - office.thread.millis());
        assertEquals(List.of(), third.told());
        office.thread.play(2);
        assertEquals(List.of("gn-1-m1.1"), third.told());
    }
}
