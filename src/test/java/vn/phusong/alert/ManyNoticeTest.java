package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;

/** One message that tells several incidents. */
class ManyNoticeTest {
    private static final long EIGHT = OutboxTest.EIGHT;

    private final Notice.Part opened = part("gn-1-m1", "Thôn Bản Co, Xã A", "Bản Co village, A", 1);
    private final Notice.Part closed = part("gn-2-m1", "Thôn Nà Lay, Xã B", "Nà Lay village, B", 1, 2);
    private final Notice notice = new Notice(List.of(closed, opened), "https://phusong.example");

    @Test
    void a_message_of_several_says_how_many_and_names_each_with_the_open_ones_first() {
        assertEquals(
                "[cảnh báo] 2 sự cố ở 2 thôn: 1 đang diễn ra, 1 đã kết thúc. Tính đến 08:02 01/03/2026.\n"
                        + "[cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ 07:30 01/03/2026 (31 phút).\n"
                        + "[đã khắc phục] Thôn Nà Lay, Xã B: sóng viettel có lại lúc 08:02 01/03/2026 (mất 32 phút, từ 07:30"
                        + " 01/03/2026).",
                notice.text().vi());
        assertEquals(
                "[warning] 2 incidents in 2 villages: 1 going on, 1 over. As of 08:02 01/03/2026.\n"
                        + "[warning] Bản Co village, A: viettel mobile service lost since 07:30 01/03/2026 (31 min).\n"
                        + "[resolved] Nà Lay village, B: viettel mobile service back at 08:02 01/03/2026 (lost for 32 min, since"
                        + " 07:30 01/03/2026).",
                notice.text().en());
    }

    @Test
    void it_has_the_id_of_the_newest_notice_and_tells_all_ids_with_that_one_last() {
        assertEquals("gn-2-m1.2", notice.id());
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1", "gn-2-m1.2"), notice.ids());
    }

    @Test
    void the_posted_json_of_several_holds_each_as_the_json_of_one_does() throws Exception {
        JsonNode json = new ObjectMapper().readTree(NoticeJson.body(notice));
        assertEquals(2, json.get("incidents").size());
        assertEquals(3, json.get("tells").size());
        for (Notice one : notice.each()) {
            JsonNode alone = new ObjectMapper().readTree(NoticeJson.body(one));
            JsonNode among = json.get("incidents").get(one.id().equals(notice.id()) ? 0 : 1);
            among.fieldNames().forEachRemaining(name -> assertEquals(alone.get(name), among.get(name), name));
        }
        assertFalse(new ObjectMapper()
                .readTree(NoticeJson.body(notice.each().get(0)))
                .has("incidents"));
    }

    @Test
    void an_incident_of_many_villages_names_every_one_of_them_in_a_mail_and_among_others() {
        List<Reach.Member> members = new ArrayList<>();
        for (int i = 1; i <= 1_300; i++) {
            members.add(new Reach.Member("gn-%04d".formatted(i), List.of("viettel"), EIGHT));
        }
        Incident wide = OutboxTest.owed("ap-24-o1", 1, Owed.Step.OPENED, EIGHT)
                .incident()
                .reaching(new Reach(Quorum.OPERATOR, List.of(), 1_300, 1_310, Mains.LOST, members));
        Notice.Part part = new Notice.Part(
                List.of(new Owed("ap-24-o1.1", Owed.Step.OPENED, wide)),
                new Names("Tỉnh T", "T province", id -> id, id -> "Bản " + id));
        String mail = mailed(new Notice(List.of(part), ""));
        String many = new Notice(List.of(part, opened), "").text().vi();
        for (Reach.Member member : members) {
            assertTrue(mail.contains("Bản " + member.village()), member.village());
            assertTrue(many.contains("Bản " + member.village()), member.village());
        }
        assertTrue(
                many.startsWith("[cảnh báo] 2 sự cố ở 1301 thôn: 2 đang diễn ra, 0 đã kết thúc."),
                many.substring(0, 99));
    }

    @Test
    void equal_messages_of_several_are_equal_bytes() {
        Notice same = new Notice(List.of(closed, opened), "https://phusong.example");
        assertArrayEquals(NoticeJson.body(notice), NoticeJson.body(same));
        assertArrayEquals(new MailForm("a@b.vn", "c@d.vn").bytes(notice), new MailForm("a@b.vn", "c@d.vn").bytes(same));
    }

    private static String mailed(Notice notice) {
        String mail = new String(new MailForm("a@b.vn", "c@d.vn").bytes(notice), StandardCharsets.US_ASCII);
        String plain = mail.split("\n--", -1)[1].split("\n\n", -1)[1];
        return new String(Base64.getMimeDecoder().decode(plain), StandardCharsets.UTF_8);
    }

    private static Notice.Part part(String incident, String place, String placeEn, int... revisions) {
        List<Owed> members = new ArrayList<>();
        for (int revision : revisions) {
            members.add(OutboxTest.owed(
                    incident,
                    revision,
                    revision % 2 == 1 ? Owed.Step.OPENED : Owed.Step.CLOSED,
                    EIGHT + revision * 60_000L));
        }
        return new Notice.Part(members, new Names(place, placeEn, id -> id));
    }
}
