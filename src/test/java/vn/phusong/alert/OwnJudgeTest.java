package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of ourselves, by figures alone. */
class OwnJudgeTest {
    static final long EIGHT = OutboxTest.EIGHT;
    static final long MINUTE = 60_000;
    static final long GB = 1L << 30;
    static final OwnLimits LIMITS = new OwnLimits(2 * GB, 15 * MINUTE, 5_000, 15 * MINUTE, 500, 30_000);

    /** All is well, so many minutes after eight. */
    static OwnFigures well(long minutes) {
        return look(minutes, 100 * GB, "", 0, 0, Map.of(), Map.of(), 0);
    }

    static OwnFigures look(
            long minutes,
            long free,
            String disk,
            long lagMs,
            long refused,
            Map<String, String> brokers,
            Map<String, String> channels,
            int waiting) {
        return new OwnFigures(
                EIGHT + minutes * MINUTE,
                minutes * MINUTE,
                new OwnFigures.Disk(free, disk),
                lagMs,
                refused,
                brokers,
                channels,
                Map.of(),
                waiting);
    }

    private static List<String> keys(OwnFigures... looks) {
        return OwnJudge.troubles(List.of(looks), LIMITS).stream()
                .map(OwnTrouble::key)
                .toList();
    }

    private static String said(OwnFigures... looks) {
        return OwnJudge.troubles(List.of(looks), LIMITS).stream()
                .map(trouble -> trouble.vi() + " | " + trouble.en())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void nothing_is_said_when_all_is_well_or_just_at_the_limit() {
        assertEquals(List.of(), keys(well(0)));
        assertEquals(
                List.of(),
                keys(well(0), look(1, 2 * GB, "", 15 * MINUTE, 5_000, Map.of(), Map.of("mail:a@b", "no"), 500)));
    }

    @Test
    void a_disk_nearly_full_is_said_with_what_is_left() {
        OwnFigures little = look(1, 3 * GB / 2, "", 0, 0, Map.of(), Map.of(), 0);
        assertEquals(List.of("disk"), keys(little));
        assertEquals(
                "Ổ đĩa của thư mục dữ liệu chỉ còn trống 1,5 GB. | Only 1.5 GB are free on the disk of the data"
                        + " folder.",
                said(little));
        assertEquals(List.of(), keys(look(1, -1, "", 0, 0, Map.of(), Map.of(), 0)), "not known is not little");
    }

    @Test
    void a_disk_that_takes_nothing_is_said_whatever_is_free() {
        assertTrue(said(look(1, 100 * GB, "read-only file system", 0, 0, Map.of(), Map.of(), 0))
                .endsWith("so nothing is acknowledged: read-only file system"));
    }

    @Test
    void history_that_is_behind_and_notices_that_wait_are_said_with_how_much() {
        assertEquals(
                "Kho lịch sử chậm 20 phút; biểu đồ chưa đủ, việc xét trạng thái và cảnh báo vẫn tiếp tục. | History is"
                        + " 20 min behind; charts are incomplete, verdicts and alerts go on.\n"
                        + "501 thông báo đang chờ gửi. | 501 notices wait to be told.",
                said(look(1, 100 * GB, "", 20 * MINUTE, 0, Map.of(), Map.of(), 501)));
    }

    @Test
    void refusals_count_within_an_hour_and_not_since_the_start() {
        OwnFigures before = look(0, 100 * GB, "", 0, 1_000_000, Map.of(), Map.of(), 0);
        assertEquals(List.of(), keys(before, look(60, 100 * GB, "", 0, 1_005_000, Map.of(), Map.of(), 0)));
        assertEquals(List.of("quarantine"), keys(before, look(60, 100 * GB, "", 0, 1_005_001, Map.of(), Map.of(), 0)));
    }

    @Test
    void a_broker_that_gave_messages_up_is_said_by_name() {
        assertEquals(
                List.of("broker:main"),
                keys(look(0, 100 * GB, "", 0, 0, Map.of("main", "broker main dropped 3"), Map.of(), 0)));
    }

    @Test
    void a_channel_is_said_once_it_failed_without_a_break_for_so_long() {
        Map<String, String> failing = Map.of("mail:a@b.vn", "no answer: timeout");
        List<OwnFigures> looks = new ArrayList<>();
        for (int minute = 0; minute < 15; minute++) {
            looks.add(look(minute, 100 * GB, "", 0, 0, Map.of(), failing, 0));
            assertEquals(List.of(), OwnJudge.troubles(looks, LIMITS), "after " + minute + " min");
        }
        looks.add(look(15, 100 * GB, "", 0, 0, Map.of(), failing, 0));
        OwnTrouble said = OwnJudge.troubles(looks, LIMITS).get(0);
        assertEquals("channel:mail:a@b.vn", said.key());
        assertEquals("Kênh mail:a@b.vn không nhận thông báo nào đã hơn 15 phút: no answer: timeout", said.vi());
        looks.set(8, well(8));
        assertEquals(List.of(), OwnJudge.troubles(looks, LIMITS), "it took one in between");
    }

    private static OwnFigures told(int minutes, long taken, long refused) {
        return new OwnFigures(
                EIGHT + minutes * MINUTE,
                minutes * MINUTE,
                new OwnFigures.Disk(100 * GB, ""),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of("mail:a@b.vn", new OwnFigures.Told(taken, refused)),
                0);
    }

    @Test
    void a_channel_that_refuses_notices_for_good_is_said_until_it_takes_one() {
        OwnFigures before = told(0, 7, 1);
        assertEquals(List.of(), keys(before, told(1, 7, 1)), "refused before we looked");
        assertEquals(List.of("channel:mail:a@b.vn"), keys(before, told(1, 7, 2)));
        OwnTrouble said = OwnJudge.troubles(List.of(before, told(1, 7, 2), told(2, 7, 4)), LIMITS)
                .get(0);
        assertEquals(
                "Kênh mail:a@b.vn từ chối hẳn 3 thông báo; các thông báo này không được gửi lại. Xem biên nhận của sự cố.",
                said.vi());
        assertEquals(
                "The channel mail:a@b.vn refused 3 notices for good; they are not sent again. See the receipts of the"
                        + " incidents.",
                said.en());
        assertEquals(List.of(), keys(before, told(1, 7, 2), told(2, 8, 2)), "it took one since");
        assertEquals(
                List.of("channel:mail:a@b.vn"),
                keys(before, told(1, 8, 2), told(2, 8, 2)),
                "one of the same look may have been taken first");
    }

    @Test
    void a_clock_that_leaves_the_steady_one_is_said_for_a_while_with_how_far() {
        OwnFigures ahead = new OwnFigures(
                EIGHT + 10 * MINUTE, MINUTE, new OwnFigures.Disk(100 * GB, ""), 0, 0, Map.of(), Map.of(), Map.of(), 0);
        assertTrue(said(well(0), ahead).startsWith("Đồng hồ của máy chủ nhảy tới 540 giây"), said(well(0), ahead));
        OwnFigures back = new OwnFigures(
                EIGHT - 10 * MINUTE, MINUTE, new OwnFigures.Disk(100 * GB, ""), 0, 0, Map.of(), Map.of(), Map.of(), 0);
        assertTrue(said(well(0), back).contains("jumped back by 660 s"), said(well(0), back));
        OwnFigures later = new OwnFigures(
                EIGHT + 26 * MINUTE,
                17 * MINUTE,
                new OwnFigures.Disk(100 * GB, ""),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                0);
        assertEquals(List.of(), keys(well(0), ahead, later), "said long enough");
    }

    @Test
    void looks_older_than_an_hour_are_forgotten() {
        assertEquals(List.of(well(5), well(65)), OwnJudge.recent(List.of(well(0), well(4), well(5), well(65))));
    }
}
