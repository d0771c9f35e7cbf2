package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;

/** What people do about incidents, asked over a real connection; the incidents are those of a real fold over a real journal. */
class CareTest {
    private static final String PASSWORD = "đường lên bản Co 7";
    private static final String ID = "v-dark-m1";
    private static final String ACTS = "/api/v1/incidents/" + ID + "/acts";
    private static final String SILENCES = "/api/v1/silences";

    @TempDir
    private Path folder;

    private Served web;
    private Lived lived;
    private Guest lan;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        for (Role role : Role.values()) {
            assertNull(web.accounts.add(role.word(), role, PASSWORD, new Caller("console:test", "", true)));
        }
        lived = new Lived(web, "v-dark");
        lan = in(Role.OPERATOR);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Guest in(Role role) throws Exception {
        Guest guest = new Guest(web);
        assertEquals(200, guest.logIn(role.word(), PASSWORD).statusCode());
        return guest;
    }

    private static JsonObject deed(String deed) {
        return new JsonObject().put("deed", deed);
    }

    private static JsonObject silence(String kind, String part, String id, String start, String end) {
        return new JsonObject()
                .put("kind", kind)
                .put("over", new JsonObject().put("kind", part).put("id", id))
                .put("start", start)
                .put("end", end)
                .put("reason", "thay ắc quy");
    }

    @CanIgnoreReturnValue
    private JsonObject done(String path, JsonObject body) throws Exception {
        HttpResponse<Buffer> answer = lan.ask(HttpMethod.POST, path, body);
        assertEquals(201, answer.statusCode(), answer.bodyAsString());
        return answer.bodyAsJsonObject();
    }

    private String refused(int status, String path, JsonObject body) throws Exception {
        HttpResponse<Buffer> answer = lan.ask(HttpMethod.POST, path, body);
        assertEquals(status, answer.statusCode(), answer.bodyAsString());
        return answer.bodyAsJsonObject().getString("detail");
    }

    private JsonObject incident() throws Exception {
        return web.json("/api/v1/incidents/" + ID);
    }

    private static List<String> texts(JsonArray list, String name) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(((JsonObject) each).getString(name)));
        return texts;
    }

    @Test
    void only_an_operator_acts_and_only_with_json() throws Exception {
        HttpResponse<Buffer> nobody = new Guest(web).ask(HttpMethod.POST, ACTS, deed("acknowledge"));
        assertEquals(401, nobody.statusCode());
        assertEquals(
                403,
                in(Role.VIEWER).ask(HttpMethod.POST, ACTS, deed("acknowledge")).statusCode());
        lan.headers.put("Content-Type", "text/plain");
        HttpResponse<Buffer> form = lan.ask(HttpMethod.POST, ACTS, deed("acknowledge"));
        assertEquals(415, form.statusCode());
        assertEquals(0, web.book.known().windows().size());
        assertNull(incident().getJsonObject("care").getJsonObject("acknowledged"));
    }

    @Test
    void who_acknowledges_assigns_comments_and_snoozes_is_seen_by_all() throws Exception {
        done(ACTS, deed("acknowledge"));
        done(ACTS, deed("assign").put("assignee", "minh"));
        done(ACTS, deed("comment").put("text", "đã gọi trạm,\nhẹn 10 giờ"));
        JsonObject answer = done(
                ACTS, deed("snooze").put("until", "2026-03-01T10:00:00+07:00").put("reason", "chờ thợ"));
        assertEquals("2026-03-01T10:00:00+07:00", answer.getJsonObject("care").getString("snoozedUntil"));
        JsonObject care = incident().getJsonObject("care");
        assertEquals("operator", care.getJsonObject("acknowledged").getString("by"));
        assertEquals("minh", care.getString("assignee"));
        assertEquals(1, care.getInteger("comments"));
        JsonArray acts = web.json(ACTS).getJsonArray("acts");
        assertEquals(List.of("acknowledge", "assign", "comment", "snooze"), texts(acts, "deed"));
        assertEquals(
                "2026-03-01T10:00:00+07:00",
                acts.getJsonObject(3).getJsonObject("details").getString("until"));
        assertEquals(
                "minh",
                web.json("/api/v1/incidents?state=open")
                        .getJsonArray("incidents")
                        .getJsonObject(0)
                        .getJsonObject("care")
                        .getString("assignee"));
    }

    @Test
    void a_closing_takes_a_reason_and_the_incident_stays_closed_until_it_is_opened_again() throws Exception {
        assertEquals("reason must not be empty", refused(400, ACTS, deed("close")));
        JsonObject closed = done(ACTS, deed("close").put("reason", "cột đã dỡ"));
        assertEquals("closed", closed.getString("state"));
        JsonObject incident = incident();
        assertEquals("cột đã dỡ", incident.getJsonObject("hand").getString("reason"));
        assertNull(incident.getString("end"));
        assertTrue(refused(409, ACTS, deed("close").put("reason", "r")).contains("closed already"));
        assertTrue(refused(409, ACTS, deed("acknowledge")).contains("closed already"));
        lived.run(60);
        assertEquals("closed", incident().getString("state"));
        assertEquals("opened", done(ACTS, deed("reopen")).getString("state"));
        assertTrue(refused(409, ACTS, deed("reopen")).contains("is open"));
        lived.mends("v-dark");
        lived.run(60);
        assertTrue(refused(409, ACTS, deed("reopen")).contains("measured to be back"));
    }

    /** Edge case 64 of domain.md §7.9. */
    @Test
    void an_acknowledged_incident_that_re_opens_is_not_acknowledged() throws Exception {
        done(ACTS, deed("acknowledge"));
        lived.mends("v-dark");
        lived.run(60);
        lived.fails("v-dark");
        lived.run(40);
        assertEquals("opened", incident().getString("state"));
        assertEquals(1, incident().getJsonArray("earlier").size());
        assertNull(incident().getJsonObject("care").getJsonObject("acknowledged"));
    }

    @Test
    void what_is_asked_wrongly_is_refused_by_name_and_not_written() throws Exception {
        assertTrue(refused(400, ACTS, deed("teleport")).contains("teleport"));
        assertTrue(refused(400, ACTS, deed("login")).contains("login"));
        assertTrue(refused(400, ACTS, deed("snooze").put("until", "2026-02-01")).contains("30 days"));
        assertTrue(refused(400, ACTS, deed("comment").put("text", "a\u0007")).contains("control characters"));
        assertTrue(refused(400, ACTS, deed("comment").put("shout", "a")).contains("fields of"));
        assertTrue(refused(404, "/api/v1/incidents/v-9-m1/acts", deed("acknowledge"))
                .contains("v-9-m1"));
        assertTrue(
                refused(400, SILENCES, silence("silence", "village", "v-9", "2026-03-01T09:00:00+07:00", "2026-03-02"))
                        .contains("registry"));
        assertTrue(refused(400, SILENCES, silence("silence", "area", "02143", "2026-02-01", "2026-03-02"))
                .contains("past"));
        assertTrue(refused(400, SILENCES, silence("silence", "area", "02143", "2026-03-02", "2026-03-02"))
                .contains("after start"));
        assertTrue(refused(400, SILENCES, silence("party", "area", "02143", "2026-03-02", "2026-03-03"))
                .contains("silence or maintenance"));
        assertEquals(0, web.json(ACTS).getJsonArray("acts").size());
        assertEquals(0, web.book.known().windows().size());
    }

    @Test
    void works_planned_over_a_commune_mark_its_incident_and_end_when_they_are_ended() throws Exception {
        JsonObject planned =
                done(SILENCES, silence("maintenance", "area", "05665", "2026-03-01T08:01:00+07:00", "2026-03-02"));
        assertEquals("maintenance-1", planned.getString("id"));
        assertEquals("now", planned.getString("state"));
        assertEquals("Xã Văn Lăng", planned.getJsonObject("over").getString("name"));
        JsonObject care = incident().getJsonObject("care");
        assertEquals(List.of("maintenance-1"), care.getJsonArray("maintenance").getList());
        assertEquals(List.of("maintenance-1"), care.getJsonArray("silences").getList());
        done(SILENCES, silence("silence", "operator", "viettel", "2026-03-01T09:00:00+07:00", "2026-03-02"));
        assertEquals(
                List.of("silence-2", "maintenance-1"), texts(web.json(SILENCES).getJsonArray("silences"), "id"));
        assertEquals(
                List.of("silence-2"),
                texts(web.json(SILENCES + "?state=planned").getJsonArray("silences"), "id"));
        JsonObject page = web.json(SILENCES + "?limit=1");
        assertEquals("silence-2", page.getString("next"));
        assertEquals(
                List.of("maintenance-1"),
                texts(web.json(SILENCES + "?limit=1&after=silence-2").getJsonArray("silences"), "id"));
        HttpResponse<Buffer> ended = lan.ask(HttpMethod.DELETE, SILENCES + "/maintenance-1", null);
        assertEquals("over", ended.bodyAsJsonObject().getString("state"));
        assertEquals(
                409,
                lan.ask(HttpMethod.DELETE, SILENCES + "/maintenance-1", null).statusCode());
        assertEquals(
                404, lan.ask(HttpMethod.DELETE, SILENCES + "/silence-9", null).statusCode());
        assertEquals(
                List.of(),
                incident().getJsonObject("care").getJsonArray("maintenance").getList());
    }

    @Test
    void who_was_told_when_through_what_and_with_which_result_is_shown() throws Exception {
        receipt("mail", "250 ok");
        JsonObject notice =
                lan.get(ACTS).bodyAsJsonObject().getJsonArray("notices").getJsonObject(0);
        assertEquals("opened", notice.getString("step"));
        assertTrue(notice.getJsonObject("text").getString("vi").contains("mất sóng"), notice.encode());
        JsonObject receipt = notice.getJsonArray("receipts").getJsonObject(0);
        assertEquals(
                "mail delivered 250 ok",
                receipt.getString("channel") + " " + receipt.getString("result") + " " + receipt.getString("detail"));
    }

    @Test
    void addresses_and_what_servers_said_of_them_are_for_people_who_logged_in() throws Exception {
        receipt("mail:an.rieng@example.vn", "250 2.1.5 <an.rieng@example.vn> ok");
        JsonObject seen = web.json(ACTS);
        assertFalse(seen.encode().contains("an.rieng"), seen.encode());
        JsonObject receipt = receiptOf(seen);
        assertEquals("mail:a…@example.vn", receipt.getString("channel"));
        assertEquals("delivered", receipt.getString("result"));
        assertNull(receipt.getString("detail"));
        receipt = receiptOf(lan.get(ACTS).bodyAsJsonObject());
        assertEquals("mail:an.rieng@example.vn", receipt.getString("channel"));
        assertEquals("250 2.1.5 <an.rieng@example.vn> ok", receipt.getString("detail"));
    }

    private void receipt(String channel, String detail) throws Exception {
        long position = web.journal.commit(new vn.phusong.journal.Commit(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new FollowerNote(
                        "alert:" + channel,
                        1,
                        List.of(new FollowerNote.Receipt(ID + ".1", channel, SmallProvince.T0, "delivered", detail)))),
                List.of()));
        assertTrue(position > 0);
    }

    private static JsonObject receiptOf(JsonObject care) {
        return care.getJsonArray("notices")
                .getJsonObject(0)
                .getJsonArray("receipts")
                .getJsonObject(0);
    }

    @Test
    void who_comes_second_is_told_who_came_first_and_takes_nothing_over() throws Exception {
        assertNull(web.accounts.add("minh", Role.OPERATOR, PASSWORD, new Caller("console:test", "", true)));
        done(ACTS, deed("acknowledge"));
        done(ACTS, deed("acknowledge"));
        Guest minh = new Guest(web);
        assertEquals(200, minh.logIn("minh", PASSWORD).statusCode());
        HttpResponse<Buffer> second = minh.ask(HttpMethod.POST, ACTS, deed("acknowledge"));
        assertEquals(409, second.statusCode(), second.bodyAsString());
        assertEquals("operator", second.bodyAsJsonObject().getString("by"));
        assertEquals(
                "operator",
                incident().getJsonObject("care").getJsonObject("acknowledged").getString("by"));
    }

    /** The first act is durable, but not yet in what the second one saw. */
    @Test
    void what_was_closed_a_moment_ago_is_not_closed_again() throws Exception {
        web.book.engine = null;
        vn.phusong.incident.Act first = vn.phusong.incident.Act.of(
                SmallProvince.T0 + 60_000,
                "minh",
                vn.phusong.incident.Deed.CLOSE,
                ID,
                vn.phusong.incident.Act.REASON,
                "cột đã dỡ");
        assertEquals(first, web.book.write(known -> first).join());
        for (JsonObject second : List.of(deed("close").put("reason", "r"), deed("acknowledge"))) {
            String told = refused(409, ACTS, second);
            assertTrue(told.contains("closed already") && told.contains("minh"), told);
        }
        assertEquals(1, web.json(ACTS).getJsonArray("acts").size());
    }

    @Test
    void the_log_is_for_administrators_and_holds() throws Exception {
        done(ACTS, deed("acknowledge"));
        done(ACTS, deed("comment").put("text", "một"));
        assertEquals(401, web.get("/api/v1/audit").statusCode());
        assertEquals(403, lan.get("/api/v1/audit").statusCode());
        Guest chief = in(Role.ADMINISTRATOR);
        JsonObject page = chief.get("/api/v1/audit?subject=" + ID + "&limit=1").bodyAsJsonObject();
        assertEquals(List.of("comment"), texts(page.getJsonArray("acts"), "deed"));
        JsonObject rest = chief.get("/api/v1/audit?subject=" + ID + "&after=" + page.getString("next"))
                .bodyAsJsonObject();
        assertEquals(List.of("acknowledge"), texts(rest.getJsonArray("acts"), "deed"));
        List<String> all = texts(chief.get("/api/v1/audit").bodyAsJsonObject().getJsonArray("acts"), "deed");
        assertTrue(all.containsAll(List.of("login", "account_added", "comment")), all.toString());
        try (JournalReader reader = web.journal.reader()) {
            assertTrue(AuditCheck.of(reader).holds());
        }
    }

    /** The disk does not answer: nobody is told that it is done. */
    @Test
    void what_is_not_durable_is_not_told_to_be_done() throws Exception {
        web.book.fails = new IllegalStateException("256 acts wait for the disk already");
        assertTrue(refused(503, ACTS, deed("acknowledge")).contains("wait for the disk"));
        assertEquals(0, web.json(ACTS).getJsonArray("acts").size());
    }
}
