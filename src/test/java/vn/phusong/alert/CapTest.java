package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import vn.phusong.incident.Back;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.village.Area;
import vn.phusong.village.Place;
import vn.phusong.village.Validity;

/** Messages of CAP in a real folder. {@code CapIT} has them judged by others. */
class CapTest extends ChannelContract {
    static final Area COMMUNE =
            new Area("01864", null, "commune", "Xã Bằng Thành", "Bang Thanh Commune", Validity.OPEN);

    @TempDir
    private Path home;

    private final AtomicBoolean isSimulated = new AtomicBoolean();

    static CapSettings settings(Path folder) {
        return new CapSettings(folder, "phusong.example.vn", CapSettings.Status.ACTUAL, "https://phusong.example");
    }

    static List<Spot> spots(Incident incident) {
        return List.of(new Spot("gn-1", "Bản Co & <Nà>", new Place(22.1, 105.9), "01864", COMMUNE));
    }

    @Override
    Peer peer() {
        Vertx vertx = Vertx.vertx();
        Path folder = home.resolve("cap");
        return new Peer() {
            @Override
            public Channel channel() {
                return new Cap(vertx, settings(folder), isSimulated::get, CapTest::spots);
            }

            @Override
            public boolean can(Manner manner) {
                return manner == Manner.TAKE || manner == Manner.LATER;
            }

            /** A file where the folder should be: a slip that somebody mends. */
            @Override
            public void next(Manner manner) throws IOException {
                if (manner == Manner.LATER) {
                    Files.writeString(folder, "not a folder");
                } else if (Files.isRegularFile(folder)) {
                    Files.delete(folder);
                }
            }

            @Override
            public List<Got> got() throws IOException {
                List<Got> got = new ArrayList<>();
                for (Path file : files(folder)) {
                    got.add(new Got(file.getFileName().toString().replace(".xml", ""), Files.readString(file)));
                }
                return got;
            }

            /** One file, however often. */
            @Override
            public int many() {
                return 1;
            }

            @Override
            public void stop() throws Exception {
                vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        };
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Document said(Notice notice) throws Exception {
        assertEquals(Answer.Kind.DELIVERED, deliver(frozen(notice)).kind());
        byte[] bytes = new CapFolder(home.resolve("cap")).message(notice.id() + ".xml");
        assertNotNull(bytes, "a file of its own");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<String> all(Document document, String element) {
        NodeList nodes = document.getElementsByTagNameNS(CapXml.NAMESPACE, element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static String one(Document document, String element) {
        List<String> all = all(document, element);
        assertEquals(1, all.size(), element + " " + all);
        return all.get(0);
    }

    @Test
    void an_opening_is_an_alert_with_a_block_in_each_language() throws Exception {
        Document alert = said(notice("gn-1-m1", 1));
        assertEquals("gn-1-m1.1", one(alert, "identifier"));
        assertEquals("phusong.example.vn", one(alert, "sender"));
        assertEquals("2026-03-01T08:01:00+07:00", one(alert, "sent"));
        assertEquals("Actual", one(alert, "status"));
        assertEquals("Alert", one(alert, "msgType"));
        assertEquals("Restricted", one(alert, "scope"));
        assertEquals(List.of(), all(alert, "references"));
        assertEquals(List.of("vi-VN", "en-US"), all(alert, "language"));
        assertEquals(List.of("Mất sóng di động", "Mobile service outage"), all(alert, "event"));
        assertEquals(List.of("2026-03-01T07:30:00+07:00", "2026-03-01T07:30:00+07:00"), all(alert, "onset"));
        assertEquals(List.of("Likely", "Likely"), all(alert, "certainty"), "one probe says so");
        assertEquals(
                List.of("Xã Bằng Thành: Bản Co & <Nà>", "Bang Thanh Commune: Bản Co & <Nà>"), all(alert, "areaDesc"));
        assertTrue(
                all(alert, "value").containsAll(List.of("01864", "2026-03-01", "gn-1")), all(alert, "value")::toString);
        assertEquals(
                "[cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ 07:30 01/03/2026 (31 phút)",
                all(alert, "headline").get(0));
        assertTrue(
                all(alert, "headline").get(1).startsWith("[warning] Bản Co village, A: "),
                all(alert, "headline")::toString);
    }

    @Test
    void what_follows_is_an_update_that_names_all_before_it_and_a_close_is_all_clear() throws Exception {
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        assertEquals("Update", one(said(notice("gn-1-m1", 3)), "msgType"));
        assertEquals("Alert", one(said(notice("gn-1-m11", 1)), "msgType"), "another incident, whose id begins alike");
        Document close = said(notice("gn-1-m1", 4));
        assertEquals("Update", one(close, "msgType"));
        assertEquals(
                "phusong.example.vn,gn-1-m1.1,2026-03-01T08:01:00+07:00"
                        + " phusong.example.vn,gn-1-m1.3,2026-03-01T08:03:00+07:00",
                one(close, "references"));
        assertEquals(List.of("AllClear", "AllClear"), all(close, "responseType"));
        assertEquals(List.of("Past", "Past"), all(close, "urgency"));
    }

    private static Notice closed(long end, Incident.Marks marks) {
        Incident open = OutboxTest.owed("gn-1-m1", 2, Owed.Step.OPENED, OutboxTest.EIGHT + 120_000)
                .incident();
        Incident closed = new Incident(
                open.id(),
                2,
                IncidentState.CLOSED,
                open.at(),
                open.severity(),
                open.cause(),
                open.confidence(),
                new Incident.Span(open.span().start(), open.span().detected(), end),
                open.scope(),
                marks,
                List.of());
        return new Notice(
                List.of(new Owed("gn-1-m1.2", Owed.Step.CLOSED, closed)),
                notice("gn-1-m1", 1).names(),
                "");
    }

    @Test
    void of_a_place_that_left_the_registry_nobody_says_all_clear() throws Exception {
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        Document cancel = said(closed(OutboxTest.EIGHT + 120_000, new Incident.Marks(false, false, false, true)));
        assertEquals("Cancel", one(cancel, "msgType"));
        assertEquals(List.of(), all(cancel, "responseType"));
        assertEquals("phusong.example.vn,gn-1-m1.1,2026-03-01T08:01:00+07:00", one(cancel, "references"));
    }

    @Test
    void what_a_person_closed_and_nobody_saw_end_is_not_all_clear() throws Exception {
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        Hand hand = new Hand(OutboxTest.EIGHT + 120_000, "so.tt", "đã cử người kiểm tra");
        Document update = said(closed(-1, new Incident.Marks(false, false, false, false, hand)));
        assertEquals("Update", one(update, "msgType"));
        assertEquals(List.of(), all(update, "responseType"));
        assertEquals(List.of("Unknown", "Unknown"), all(update, "urgency"));
    }

    private static Notice open(Incident.Marks marks, String place) {
        Owed owed = OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT);
        Incident was = owed.incident();
        Incident marked = new Incident(
                was.id(),
                1,
                was.state(),
                was.at(),
                was.severity(),
                was.cause(),
                was.confidence(),
                was.span(),
                was.scope(),
                marks,
                List.of());
        return new Notice(
                List.of(new Owed(owed.id(), Owed.Step.OPENED, marked)), new Names(place, place, id -> id), "");
    }

    @Test
    void of_what_nobody_measures_now_nobody_claims_how_urgent_or_certain_it_is() throws Exception {
        Document alert = said(open(new Incident.Marks(false, true, false, false), "Thôn Bản Co"));
        assertEquals(List.of("Unknown", "Unknown"), all(alert, "urgency"));
        assertEquals(List.of("Unknown", "Unknown"), all(alert, "certainty"));
        assertTrue(
                all(alert, "headline").get(0).startsWith("[cảnh báo] Thôn Bản Co: hiện không có dữ liệu đo; mất sóng"),
                all(alert, "headline")::toString);
        assertTrue(
                all(alert, "headline").get(1).contains(": not measured now; viettel mobile service lost since"),
                all(alert, "headline")::toString);
    }

    /** 01/03/20… is another date. */
    @Test
    void a_long_headline_is_cut_behind_a_whole_word() throws Exception {
        Document alert = said(open(Incident.Marks.NONE, "Thôn" + " Dài".repeat(28)));
        for (String headline : all(alert, "headline")) {
            assertTrue(headline.codePointCount(0, headline.length()) <= 160, headline);
            assertTrue(headline.endsWith(" …"), headline);
            assertTrue(
                    all(alert, "description").stream().anyMatch(text -> text.startsWith(headline.replace("…", ""))),
                    headline);
        }
    }

    @Test
    void what_is_back_in_part_only_is_not_all_clear() throws Exception {
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        Incident.Marks part = new Incident.Marks(false, false, false, false, null, new Back(10, 9, 1, 0), false);
        Document update = said(closed(OutboxTest.EIGHT + 120_000, part));
        assertEquals("Update", one(update, "msgType"));
        assertEquals(List.of(), all(update, "responseType"));
        assertEquals(List.of("Unknown", "Unknown"), all(update, "urgency"));
    }

    @Test
    void a_close_that_stands_for_an_opening_nobody_got_is_an_alert_of_what_is_past() throws Exception {
        Document alert = said(notice("gn-1-m1", 1, 2));
        assertEquals("Alert", one(alert, "msgType"), "there is nothing it could be an update of");
        assertEquals(List.of("AllClear", "AllClear"), all(alert, "responseType"));
    }

    @Test
    void a_simulated_province_never_says_actual() throws Exception {
        isSimulated.set(true);
        Document alert = said(notice("gn-1-m1", 1));
        assertEquals("Exercise", one(alert, "status"));
        assertTrue(one(alert, "note").startsWith("Dữ liệu mô phỏng"), one(alert, "note"));
    }

    @Test
    void the_same_notice_again_is_the_same_file_and_refers_not_to_itself() throws Exception {
        byte[] before = channel.compose(notice("gn-1-m1", 1));
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        assertArrayEquals(before, channel.compose(notice("gn-1-m1", 1)));
    }

    @Test
    void nothing_half_written_is_ever_a_message() throws Exception {
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        Files.writeString(home.resolve("cap/.gn-2-m1.1.part"), "<alert");
        Files.writeString(home.resolve("cap/gn-3-m1.1.xml"), "<alert xmlns='x'><sent>2026");
        Files.writeString(home.resolve("cap/README.xml"), "<a/>");
        CapFolder folder = new CapFolder(home.resolve("cap"));
        assertEquals(
                List.of("gn-1-m1.1"),
                folder.newest(100).stream().map(CapFolder.Said::id).toList());
        assertEquals(null, folder.message("../cap/gn-1-m1.1.xml"));
        assertEquals(null, folder.message(".gn-2-m1.1.part"));
    }

    /** A registry may call a village so. */
    @Test
    void a_village_with_a_colon_in_its_id_is_not_forgotten() throws Exception {
        assertEquals("Alert", one(said(notice("vn:gn:1-m1", 1)), "msgType"));
        assertEquals("Update", one(said(notice("vn:gn:1-m1", 3)), "msgType"));
        assertEquals(2, new CapFolder(home.resolve("cap")).newest(10).size());
    }

    @Test
    void what_can_be_no_path_is_no_message() throws Exception {
        CapFolder folder = new CapFolder(home.resolve("cap"));
        for (String file : List.of("\0.xml", "gn-1-m1.1\0.xml", "/etc/passwd", "..", "a/../gn-1-m1.1.xml", "")) {
            assertEquals(null, folder.message(file), file);
        }
    }

    @Test
    void who_has_a_signal_and_no_service_is_not_said_to_have_no_signal() throws Exception {
        Owed owed = OutboxTest.owed("gn-1-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT);
        Incident was = owed.incident();
        Incident choked = new Incident(
                was.id(),
                1,
                was.state(),
                was.at(),
                was.severity(),
                Cause.BACKHAUL,
                0.6,
                was.span(),
                was.scope(),
                was.marks(),
                List.of());
        Document alert = said(new Notice(
                List.of(new Owed(owed.id(), Owed.Step.OPENED, choked)),
                notice("gn-1-m1", 1).names(),
                ""));
        assertEquals(List.of("Gián đoạn dịch vụ di động", "Mobile service disruption"), all(alert, "event"));
        assertTrue(
                all(alert, "headline").get(0).contains("mất dịch vụ dữ liệu viettel"),
                all(alert, "headline")::toString);
    }

    /** Nobody is told later because a folder is full of what was said in other years. */
    @Test
    void a_storm_over_a_full_folder_is_composed_about_as_fast_as_over_an_empty_one() throws Exception {
        List<Notice.Part> parts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            parts.add(notice("gn-%d-m1".formatted(i), 1).lead());
        }
        Notice storm = new Notice(parts, "");
        // Twice: the first is slow for reasons of the machine.
        long empty = Math.max(100, Math.min(composingMs(storm), composingMs(storm)));
        Path folder = Files.createDirectories(home.resolve("cap"));
        for (int i = 0; i < 8_000; i++) {
            Files.createFile(folder.resolve("gn-old-%d-m1.1.xml".formatted(i)));
        }
        long full = composingMs(storm);
        assertTrue(full < 10 * empty, full + " ms over a full folder, " + empty + " ms over an empty one");
    }

    private long composingMs(Notice notice) {
        long start = System.nanoTime();
        assertTrue(channel.compose(notice).length > 600_000);
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void the_feed_looks_through_the_folder_once_in_five_seconds_whoever_asks() throws Exception {
        PlayedThread clock = new PlayedThread(OutboxTest.EIGHT);
        CapFeed feed = new CapFeed(new CapFolder(home.resolve("cap")), 100, clock);
        assertEquals(List.of(), feed.newest());
        assertEquals("Alert", one(said(notice("gn-1-m1", 1)), "msgType"));
        clock.play(4_999);
        assertEquals(List.of(), feed.newest());
        clock.play(1);
        assertEquals(
                List.of("gn-1-m1.1"),
                feed.newest().stream().map(CapFolder.Said::id).toList());
    }

    @Test
    void a_sender_that_would_break_references_is_refused() {
        assertThrows(
                IllegalArgumentException.class, () -> new CapSettings(home, "Sở KH&CN", CapSettings.Status.TEST, ""));
        assertFalse(settings(home).sender().isEmpty());
    }
}
