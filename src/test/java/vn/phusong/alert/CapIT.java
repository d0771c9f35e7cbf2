package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;
import vn.phusong.coverage.Mains;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;
import vn.phusong.incident.Severity;
import vn.phusong.journal.Frozen;
import vn.phusong.village.Place;

/** Our CAP, judged by the schema of OASIS and by a parser that others wrote. */
@Timeout(240)
class CapIT {
    @TempDir
    private static Path folder;

    private static CapJudge judge;
    private static final Vertx VERTX = Vertx.vertx();

    @BeforeAll
    static void a_judge() throws Exception {
        judge = new CapJudge(Files.createDirectory(folder.resolve("judge")));
    }

    @AfterAll
    static void the_end() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void deliver(Cap channel, Notice notice) throws Exception {
        Answer answer = channel.deliver(
                        new Frozen(channel.name(), "x", notice.id(), notice.ids(), 1, channel.compose(notice)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertEquals(Answer.Kind.DELIVERED, answer.kind(), answer.detail());
    }

    private static JsonObject judged(Path message) throws Exception {
        byte[] xml = Files.readAllBytes(message);
        judge.valid("CAP-v1.2.xsd", xml);
        judge.valid("cap12_extended.xsd", xml);
        return judge.parsed(message);
    }

    @Test
    void a_whole_life_of_an_incident_is_understood() throws Exception {
        Path cap = folder.resolve("life");
        Cap channel = new Cap(VERTX, CapTest.settings(cap), () -> false, CapTest::spots);
        for (int revision = 1; revision <= 4; revision++) {
            deliver(channel, ChannelContract.notice("gn-1-m1", revision));
        }
        JsonObject opened = judged(cap.resolve("gn-1-m1.1.xml"));
        assertEquals("gn-1-m1.1", opened.getString("id"));
        assertEquals("Alert", opened.getString("type"));
        assertEquals("Actual", opened.getString("status"));
        assertEquals(new JsonArray().add("vi-VN").add("en-US"), opened.getJsonArray("languages"));
        assertEquals(
                "[cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ 07:30 01/03/2026 (31 phút)",
                opened.getJsonArray("headlines").getString(0));
        assertEquals(
                "Xã Bằng Thành: Bản Co & <Nà>",
                opened.getJsonArray("areas").getJsonArray(0).getString(0));
        assertTrue(opened.getJsonArray("codes").getJsonArray(0).contains("01864"), opened::encode);
        JsonObject closed = judged(cap.resolve("gn-1-m1.4.xml"));
        assertEquals("Update", closed.getString("type"));
        assertEquals(3, closed.getString("references").split(" ", -1).length);
    }

    /** Over two communes, with a long headline, control characters in a name and no village that the registry knows. */
    @Test
    void a_station_over_many_villages_is_understood_and_a_simulated_one_is_an_exercise() throws Exception {
        Path cap = folder.resolve("station");
        Cap channel = new Cap(VERTX, CapTest.settings(cap), () -> true, incident -> spots(incident));
        deliver(channel, station());
        JsonObject alert = judged(cap.resolve("bk-0412-b1.1.xml"));
        assertEquals("Exercise", alert.getString("status"));
        assertEquals(2, alert.getJsonArray("areas").getJsonArray(0).size());
        assertTrue(alert.getJsonArray("areas").getJsonArray(0).getString(0).endsWith(" và 5 thôn khác"), alert::encode);
        assertTrue(alert.getJsonArray("headlines").getString(0).length() <= 160, alert::encode);
    }

    private static List<Spot> spots(Incident incident) {
        List<Spot> spots = new ArrayList<>();
        for (Reach.Member member : incident.scope().reach().members()) {
            boolean isFirst = spots.size() < 15;
            spots.add(new Spot(
                    member.village(),
                    "Bản " + member.village(),
                    new Place(22, 105),
                    isFirst ? "01864" : "02143",
                    isFirst ? CapTest.COMMUNE : null));
        }
        return spots;
    }

    private static Notice station() {
        List<Reach.Member> members = new ArrayList<>();
        for (int i = 100; i < 117; i++) {
            members.add(new Reach.Member("v" + i, List.of("viettel"), OutboxTest.EIGHT - 1_800_000));
        }
        Reach reach = new Reach(Quorum.STATION, List.of("bk-0412"), 17, 20, Mains.UNKNOWN, members);
        Incident incident = new Incident(
                "bk-0412-b1",
                1,
                IncidentState.OPENED,
                OutboxTest.EIGHT,
                Severity.CRITICAL,
                Cause.MOBILE_SITE,
                0.8,
                new Incident.Span(OutboxTest.EIGHT - 1_800_000, OutboxTest.EIGHT, -1),
                new Incident.Scope(null, "19", 17, 730, List.of("viettel"), null, null, reach),
                Incident.Marks.NONE,
                List.of());
        Names names = new Names(
                "Trạm bk-0412 (" + "Bản Một Tên Rất Dài, ".repeat(12) + "\u0007)", "Base station bk-0412", id -> id);
        return new Notice(List.of(new Owed("bk-0412-b1.1", Owed.Step.OPENED, incident)), names, "");
    }

    @Test
    void the_judges_refuse_what_is_no_cap() throws Exception {
        Path wrong = Files.writeString(
                folder.resolve("wrong.xml"),
                "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>x</identifier></alert>");
        assertThrows(
                SAXException.class,
                () -> judge.valid("CAP-v1.2.xsd", Files.readString(wrong).getBytes(StandardCharsets.UTF_8)));
        assertThrows(AssertionError.class, () -> judge.parsed(wrong));
    }
}
