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
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.IncidentText;
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
                "[cảnh báo] 2 sự cố ở 2 thôn: 1 đang diễn ra, 1 đã khắc phục. Tính đến 08:02 01/03/2026.\n"
                        + "[cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ 07:30 01/03/2026 (31 phút). Tính đến 08:01"
                        + " 01/03/2026.\n"
                        + "[đã khắc phục] Thôn Nà Lay, Xã B: sóng viettel có lại lúc 08:02 01/03/2026 (mất 32 phút, từ 07:30"
                        + " 01/03/2026).",
                notice.text().vi());
        assertEquals(
                "[warning] 2 incidents in 2 villages: 1 going on, 1 resolved. As of 08:02 01/03/2026.\n"
                        + "[warning] Bản Co village, A: viettel mobile service lost since 07:30 01/03/2026 (31 min). As of"
                        + " 08:01 01/03/2026.\n"
                        + "[resolved] Nà Lay village, B: viettel mobile service back at 08:02 01/03/2026 (lost for 32 min, since"
                        + " 07:30 01/03/2026).",
                notice.text().en());
    }

    @Test
    void where_simulated_devices_speak_every_line_says_so_first_and_the_json_too() throws Exception {
        Notice simulated = new Notice(
                notice.parts().stream()
                        .map(part ->
                                new Notice.Part(part.members(), part.names().simulated(true)))
                        .toList(),
                "");
        for (String line : simulated.text().vi().split("\n", -1)) {
            assertTrue(line.startsWith("[MÔ PHỎNG] ["), line);
        }
        for (String line : simulated.text().en().split("\n", -1)) {
            assertTrue(line.startsWith("[SIMULATED] ["), line);
        }
        Notice one = simulated.each().get(0);
        assertTrue(one.text().vi().startsWith("[MÔ PHỎNG] [đã khắc phục] Thôn Nà Lay"), one.text()::vi);
        assertTrue(
                String.valueOf(TemplateWords.of(one).get("subject")).startsWith("[MÔ PHỎNG] "),
                "the subject of a mail");
        assertTrue(new ObjectMapper()
                .readTree(NoticeJson.body(one))
                .get("simulated")
                .booleanValue());
        assertTrue(new ObjectMapper()
                .readTree(NoticeJson.body(simulated))
                .get("simulated")
                .booleanValue());
        assertFalse(new ObjectMapper().readTree(NoticeJson.body(notice)).has("simulated"));
        assertFalse(notice.text().vi().contains("MÔ PHỎNG"));
    }

    private static Notice.Part ended(String place, Incident.Marks marks) {
        Incident open = OutboxTest.owed("gn-3-m1", 1, Owed.Step.OPENED, EIGHT).incident();
        Incident closed = new Incident(
                open.id(),
                2,
                IncidentState.CLOSED,
                EIGHT + 60_000,
                open.severity(),
                open.cause(),
                open.confidence(),
                open.span(),
                open.scope(),
                marks,
                List.of());
        return new Notice.Part(
                List.of(new Owed("gn-3-m1.2", Owed.Step.CLOSED, closed)), new Names(place, place, id -> id));
    }

    private static final Incident.Marks BY_HAND =
            new Incident.Marks(false, true, false, false, new Hand(EIGHT + 60_000, "lan", "Đã gọi VNPT. Mai sửa."));
    private static final Incident.Marks GONE = new Incident.Marks(false, false, false, true);

    @Test
    void what_nobody_measured_to_be_back_is_counted_apart_and_never_as_over() {
        IncidentText text =
                new Notice(List.of(closed, ended("Thôn C", BY_HAND), ended("Thôn D", GONE), opened), "").text();
        assertTrue(
                text.vi()
                        .startsWith(
                                "[cảnh báo] 4 sự cố ở 3 thôn: 1 đang diễn ra, 1 đã khắc phục, 2 đã đóng khi chưa xác nhận có lại toàn bộ. Tính đến 08:02 01/03/2026.\n"),
                text::vi);
        assertTrue(
                text.en()
                        .startsWith(
                                "[warning] 4 incidents in 3 villages: 1 going on, 1 resolved, 2 closed and not confirmed to be all back. As of 08:02 01/03/2026.\n"),
                text::en);
        String over =
                new Notice(List.of(closed, ended("Thôn C", BY_HAND)), "").text().vi();
        assertTrue(over.startsWith("[đóng] 2 sự cố"), over);
    }

    /** People write full stops where they like, and what they write is not what was measured. */
    @Test
    void no_short_line_loses_that_nobody_measured_it_to_be_back() {
        Notice byHand = new Notice(List.of(ended("Thôn C. 2", BY_HAND)), "");
        String line = "[đóng] Thôn C. 2: hiện không có dữ liệu đo; chưa xác nhận sóng viettel có lại (mất từ 07:30"
                + " 01/03/2026); sự cố do lan đóng lúc 08:01 01/03/2026";
        assertTrue(
                new Notice(List.of(closed, byHand.lead()), "")
                        .text()
                        .vi()
                        .contains("\n" + line + ". Tính đến 08:01 01/03/2026."),
                () -> new Notice(List.of(closed, byHand.lead()), "").text().vi());
        String cap = new String(
                new CapXml(CapTest.settings(java.nio.file.Path.of("cap")))
                        .message(byHand, new CapXml.Around(false, List.of(), List.of())),
                StandardCharsets.UTF_8);
        assertTrue(cap.contains("<headline>" + line + "</headline>"), cap);
        assertEquals(line, TemplateWords.of(byHand).get("subject"));
        assertTrue(byHand.text().vi().contains(". Lý do được ghi: “Đã gọi VNPT. Mai sửa.” "), byHand.text()::vi);
        assertTrue(byHand.text().en().contains(". Reason given: “Đã gọi VNPT. Mai sửa.” "), byHand.text()::en);
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
                many.startsWith("[cảnh báo] 2 sự cố ở 1301 thôn: 2 đang diễn ra, 0 đã khắc phục."),
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
