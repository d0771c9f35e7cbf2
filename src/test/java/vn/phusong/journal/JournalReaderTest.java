package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.journal.JournalReader.IncidentQuery;

class JournalReaderTest {
    private static final long T0 = Given.T0;

    @TempDir
    Path folder;

    private Journal journal;
    private JournalReader reader;

    @BeforeEach
    void open() throws Exception {
        journal = Journal.open(folder, Given.SETTINGS);
        reader = journal.reader();
    }

    @AfterEach
    void close() {
        reader.close();
        journal.close();
    }

    @Test
    void a_reader_sees_whole_commits_only_while_a_writer_commits() throws Exception {
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int n = 1; n <= 150; n++) {
                give(Given.everything(n));
            }
        });
        int seen = 0;
        while (seen < 150) {
            seen = wholeCommitsSeen();
        }
        writer.join();
        assertEquals(150, seen);
    }

    /** Two entries, one incident and one owed notice are of one commit: never one without the others. */
    private int wholeCommitsSeen() throws Exception {
        List<JournalReader.Entry> entries = reader.after(0, 1000);
        assertEquals(0, entries.size() % 2, "half a commit");
        long caused = entries.stream()
                .filter(entry -> entry.step().effects().incidents().size() == 1
                        && entry.step().effects().owed().size() == 1
                        && entry.step().effects().rollups().size() == 1)
                .count();
        assertEquals(entries.size() / 2, caused);
        return entries.size() / 2;
    }

    @Test
    void a_slice_is_bounded_by_entries_and_by_readings() throws Exception {
        for (int i = 0; i < 8; i++) {
            give(Given.commit(Given.taken(Given.readings(T0 + i, 20_000))));
        }
        assertEquals(2, reader.after(0, 2).size());
        assertEquals(3, reader.after(0, 1000).size(), "60 000 readings are enough");
        assertEquals(List.of(7L, 8L), positions(reader.after(6, 1000)));
        assertEquals(List.of(), reader.after(8, 1000));
    }

    @Test
    void the_last_standing_of_every_village_is_found_for_any_time() throws Exception {
        caused(
                Given.change("bk-1", Standing.COVERED, T0 + 10),
                Given.change("bk-2", Standing.UNCOVERED, T0 + 10),
                new StandingChange(
                        "mobile", "bk-1", "p1", "viettel", Standing.COVERED, Standing.RECOVERING, T0 + 99, "soft"),
                new StandingChange("mobile", "bk-3", "p1", null, Standing.UNKNOWN, Standing.COVERED, T0 + 10, "enter"),
                new StandingChange(
                        "mobile.4g+", "bk-1", null, null, Standing.UNKNOWN, Standing.DEGRADED, T0 + 15, "enter"));
        caused(Given.change("bk-1", Standing.DEGRADED, T0 + 20), Given.change("bk-1", Standing.UNCOVERED, T0 + 20));
        assertEquals(List.of(), reader.standingsAt("mobile", T0 + 9));
        assertEquals(List.of("bk-1 COVERED", "bk-2 UNCOVERED"), brief(reader.standingsAt("mobile", T0 + 10)));
        assertEquals(List.of("bk-1 UNCOVERED", "bk-2 UNCOVERED"), brief(reader.standingsAt("mobile", Long.MAX_VALUE)));
        assertEquals(List.of("bk-1 DEGRADED"), brief(reader.standingsAt("mobile.4g+", T0 + 15)));
        assertEquals(List.of(), reader.standingsAt("no such indicator", T0 + 15));
        assertEquals(5, reader.standings("bk-1", T0 + 10, T0 + 100, 100).size());
        assertEquals(1, reader.standings("bk-1", T0 + 10, T0 + 15, 100).size());
        assertEquals(
                "p1", reader.standings("bk-1", T0 + 99, T0 + 100, 100).get(0).point());
        assertEquals(List.of(), reader.standings("' OR 1=1 --", 0, Long.MAX_VALUE, 100));
    }

    @Test
    void incidents_are_as_they_were_known_then_newest_start_first_page_by_page() throws Exception {
        incidents(
                Given.incident("bk-1", 1, IncidentState.OPENED, T0),
                Given.incident("bk-2", 1, IncidentState.OPENED, T0));
        incidents(
                Given.incident("bk-1", 2, IncidentState.CLOSED, T0 + 50),
                Given.incident("bk-3", 1, IncidentState.OPENED, T0 + 50));
        assertEquals(List.of("bk-1-m1.1", "bk-2-m1.1"), ids(query(null, null, T0 + 49, null, 9)));
        assertEquals(List.of("bk-1-m1.2", "bk-2-m1.1", "bk-3-m1.1"), ids(query(null, null, Long.MAX_VALUE, null, 9)));
        assertEquals(List.of("bk-2-m1.1", "bk-3-m1.1"), ids(query(true, null, Long.MAX_VALUE, null, 9)));
        assertEquals(List.of("bk-1-m1.2"), ids(query(false, null, Long.MAX_VALUE, null, 9)));
        assertEquals(List.of("bk-1-m1.2"), ids(query(null, "bk-1", Long.MAX_VALUE, null, 9)));
        assertEquals(List.of("bk-1-m1.1"), ids(query(true, "bk-1", T0, null, 9)));
        assertEquals(List.of("bk-1-m1.2"), ids(query(null, null, Long.MAX_VALUE, null, 1)));
        assertEquals(List.of("bk-2-m1.1"), ids(query(null, null, Long.MAX_VALUE, "bk-1-m1", 1)));
        assertEquals(List.of("bk-3-m1.1"), ids(query(null, null, Long.MAX_VALUE, "bk-2-m1", 9)));
        assertEquals(List.of("bk-1-m1.1", "bk-1-m1.2"), ids(reader.incidentHistory("bk-1-m1")));
    }

    @Test
    void of_a_rollup_written_twice_the_last_one_holds() throws Exception {
        long bucket = T0 / Rollup.BUCKET_MS * Rollup.BUCKET_MS;
        rollups(Given.rollup("bk-1", bucket, 3), Given.rollup("bk-2", bucket, 4));
        rollups(Given.rollup("bk-1", bucket, 5), Given.rollup("bk-1", bucket + Rollup.BUCKET_MS, 6));
        assertEquals(
                List.of(Given.rollup("bk-1", bucket, 5), Given.rollup("bk-1", bucket + Rollup.BUCKET_MS, 6)),
                reader.rollups("bk-1", bucket, bucket + 2 * Rollup.BUCKET_MS, 10));
        assertEquals(
                List.of(Given.rollup("bk-2", bucket, 4)),
                reader.rollups("bk-2", bucket, bucket + Rollup.BUCKET_MS, 10));
        assertEquals(List.of(), reader.rollups("bk-2", bucket + 1, Long.MAX_VALUE, 10));
        assertEquals(List.of(), reader.rollups("nowhere", 0, Long.MAX_VALUE, 10));
    }

    @Test
    void the_quarantine_keeps_the_newest_and_no_more_than_its_rows() throws Exception {
        for (int n = 0; n < 5000; n += 50) {
            List<Quarantined> refused = new ArrayList<>();
            for (int i = n; i < n + 50; i++) {
                refused.add(Given.refused("probe-" + i % 2, i));
            }
            give(new Commit(List.of(), List.of(), refused, List.of(), List.of(), List.of()));
        }
        List<Quarantined> kept = reader.quarantine(null, Long.MAX_VALUE, 1000);
        assertEquals(100, kept.size());
        assertEquals("no JSON at byte 4999", kept.get(0).refusal().detail());
        assertEquals(5000, kept.get(0).id(), "ids count on");
        assertEquals(50, reader.quarantine("probe-1", Long.MAX_VALUE, 1000).size());
        assertEquals(4990, reader.quarantine(null, 4991, 1).get(0).id());
    }

    @Test
    void the_security_log_is_bounded_too() throws Exception {
        for (int n = 0; n < SideRows.SECURITY_ROWS + 500; n += 500) {
            List<SecurityEvent> events = new ArrayList<>();
            for (int i = n; i < n + 500; i++) {
                events.add(new SecurityEvent(T0 + i, "login_failed", "d", "10.0.0.9", ""));
            }
            give(new Commit(List.of(), List.of(), List.of(), events, List.of(), List.of()));
        }
        List<SecurityEvent> kept = reader.securityLog(1_000_000);
        assertEquals(SideRows.SECURITY_ROWS, kept.size());
        assertEquals(T0 + SideRows.SECURITY_ROWS + 499, kept.get(0).at());
    }

    @Test
    void names_that_look_like_sql_or_are_huge_are_only_names() throws Exception {
        String evil = "x'); DROP TABLE log; --\u0000\n\"";
        give(new Commit(
                List.of(),
                List.of(),
                List.of(Given.refused(evil, 1), Given.refused("a".repeat(100_000), 2)),
                List.of(new SecurityEvent(T0, "login_failed", evil, evil, evil)),
                List.of(new FollowerNote(evil, 7, List.of())),
                List.of(new DeviceSecret(evil, new byte[16], new byte[32]))));
        assertEquals(1, reader.quarantine(evil, Long.MAX_VALUE, 10).size());
        assertEquals(
                1000, reader.quarantine(null, Long.MAX_VALUE, 1).get(0).device().length());
        assertEquals(evil, reader.securityLog(1).get(0).device());
        assertEquals(7, reader.cursor(evil));
        assertEquals(evil, reader.secrets().get(0).device());
        assertEquals(List.of(), reader.after(0, 10));
    }

    @Test
    void a_refused_message_leaves_at_most_its_first_4_kb() throws Exception {
        byte[] long_message = new byte[300_000];
        Arrays.fill(long_message, (byte) '[');
        Quarantined refused =
                new Quarantined(0, T0, "d", "t", Given.refused("d", 1).refusal(), long_message);
        give(new Commit(List.of(), List.of(), List.of(refused), List.of(), List.of(), List.of()));
        byte[] kept = reader.quarantine(null, Long.MAX_VALUE, 1).get(0).bytes();
        assertArrayEquals(Arrays.copyOf(long_message, Quarantined.BYTES_KEPT), kept);
    }

    @Test
    void a_document_is_kept_under_its_name_and_replaced() throws Exception {
        assertNull(reader.document("boundaries.geojson"));
        journal.keep("boundaries.geojson", Given.bytes("{}"));
        journal.keep("boundaries.geojson", Given.bytes("{\"type\":\"FeatureCollection\"}"));
        assertArrayEquals(Given.bytes("{\"type\":\"FeatureCollection\"}"), reader.document("boundaries.geojson"));
    }

    @Test
    void a_cursor_of_minus_one_leaves_the_cursor() throws Exception {
        assertEquals(0, reader.cursor("alert"));
        give(Given.commit(new FollowerNote("alert", 12, List.of())));
        FollowerNote.Receipt receipt =
                new FollowerNote.Receipt("bk-1-m1.1", "webhook:example", T0, "set_aside", "410 Gone");
        give(Given.commit(new FollowerNote("alert", -1, List.of(receipt))));
        assertEquals(12, reader.cursor("alert"));
        assertEquals(List.of(receipt), reader.receipts("bk-1-m1.1"));
    }

    @Test
    void a_message_is_kept_until_its_receipt_and_a_newer_one_takes_its_place() throws Exception {
        Frozen first = new Frozen("mail", "bk-1-m1", "bk-1-m1.1", List.of("bk-1-m1.1"), 3, Given.bytes("xin chào"));
        Frozen second =
                new Frozen("mail", "bk-1-m1", "bk-1-m1.2", List.of("bk-1-m1.1", "bk-1-m1.2"), 5, Given.bytes("chào"));
        Frozen other = new Frozen("log", "bk-1-m1", "bk-1-m1.1", List.of("bk-1-m1.1"), 3, Given.bytes("hi"));
        give(Given.commit(new FollowerNote("alert", -1, List.of(), List.of(first, other))));
        assertEquals(List.of("xin chào"), bodies("mail"));
        give(Given.commit(new FollowerNote("alert", -1, List.of(), List.of(second))));
        assertEquals(List.of("chào"), bodies("mail"));
        assertEquals(
                List.of("bk-1-m1.1", "bk-1-m1.2"), reader.frozen("mail").get(0).members());
        assertEquals(5, reader.frozen("mail").get(0).position());
        FollowerNote.Receipt told = new FollowerNote.Receipt("bk-1-m1.2", "mail", T0, "delivered", "250 OK");
        give(Given.commit(new FollowerNote("alert", -1, List.of(told))));
        assertEquals(List.of(), bodies("mail"));
        assertEquals(List.of("hi"), bodies("log"));
    }

    @Test
    void a_part_of_a_message_that_was_refused_is_kept_until_the_receipt_of_its_newest_notice() throws Exception {
        Frozen part = new Frozen("mail", "#all", "bk-1-m1.1~0a1b2c3d", List.of("bk-1-m1.1"), 3, Given.bytes("một"));
        Frozen half = new Frozen("mail", "#half 1", "bk-2-m1.1~4e5f6071", List.of("bk-2-m1.1"), 3, Given.bytes("hai"));
        Frozen alike = new Frozen("mail", "bk-1-m1x", "bk-1-m1.10", List.of("bk-1-m1.10"), 3, Given.bytes("ba"));
        give(Given.commit(new FollowerNote("alert", -1, List.of(), List.of(part, half, alike))));
        assertEquals(
                List.of("#all true bk-1-m1.1", "#half 1 true bk-2-m1.1", "bk-1-m1x false bk-1-m1.10"),
                reader.frozen("mail").stream()
                        .map(it -> it.lane() + " " + it.isPart() + " " + it.newest())
                        .sorted()
                        .toList());
        FollowerNote.Receipt told = new FollowerNote.Receipt("bk-1-m1.1", "mail", T0, "delivered", "250 OK");
        give(Given.commit(new FollowerNote("alert", -1, List.of(told))));
        assertEquals(List.of("ba", "hai"), bodies("mail").stream().sorted().toList());
    }

    private List<String> bodies(String channel) throws Exception {
        return reader.frozen(channel).stream()
                .map(it -> new String(it.body(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void all_an_incident_ever_owed_is_found_and_nothing_of_one_whose_name_begins_alike() throws Exception {
        give(Given.everything(1));
        String incident = reader.owedAfter(0, 10).get(0).getValue().incident().id();
        assertEquals(
                List.of(incident),
                reader.owedOf(incident).stream()
                        .map(it -> it.getValue().incident().id())
                        .toList());
        assertEquals(List.of(), reader.owedOf(incident.substring(0, incident.length() - 1)));
        assertEquals(List.of(), reader.owedOf(incident + "0"));
    }

    private void give(Commit commit) {
        try {
            assertTrue(journal.commit(commit) >= 0);
        } catch (JournalTrouble e) {
            throw new AssertionError(e);
        }
    }

    private void caused(StandingChange... changes) {
        give(Given.commit(new Commit.Step(
                new Event.Tick(T0), new Effects(List.of(changes), List.of(), List.of(), List.of(), List.of()))));
    }

    private void incidents(Incident... incidents) {
        give(Given.commit(new Commit.Step(
                new Event.Tick(T0), new Effects(List.of(), List.of(incidents), List.of(), List.of(), List.of()))));
    }

    private void rollups(Rollup... rollups) {
        give(Given.commit(new Commit.Step(
                new Event.Tick(T0), new Effects(List.of(), List.of(), List.of(), List.of(rollups), List.of()))));
    }

    private List<Incident> query(Boolean open, String village, long asOf, String after, int limit) throws Exception {
        return reader.incidents(new IncidentQuery(open, village, asOf, after, limit));
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(one -> one.id() + "." + one.revision()).toList();
    }

    private static List<String> brief(List<StandingChange> changes) {
        return changes.stream().map(one -> one.village() + " " + one.to()).toList();
    }

    private static List<Long> positions(List<JournalReader.Entry> entries) {
        return entries.stream().map(JournalReader.Entry::position).toList();
    }
}
