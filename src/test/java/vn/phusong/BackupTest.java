package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;

/** One file out of a data folder, and a data folder out of one file, or one sentence. */
class BackupTest {
    private static final long T0 = 1_772_326_800_000L;
    private static final int EVENTS = 500;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(T0 + 1_000_000));
    private static final JournalSettings KEPT = new JournalSettings("FULL", Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 10);

    @TempDir
    Path folder;

    private Path data;
    private Path file;
    private Path target;

    @BeforeEach
    void a_journal() throws Exception {
        data = folder.resolve("data");
        file = folder.resolve("backup.zip");
        target = folder.resolve("target");
        try (Journal journal = Journal.open(data, KEPT)) {
            for (int i = 0; i < EVENTS; i++) {
                Event.Tick tick = new Event.Tick(T0 + i * 60_000L);
                Commit commit = new Commit(
                        List.of(new Commit.Step(tick, Effects.NONE)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
                assertEquals(i + 1, journal.commit(commit));
            }
        }
    }

    private Settings settings() throws SettingsRefused {
        Map<String, String> environment = new HashMap<>();
        environment.put("PHUSONG_DATA_DIR", data.toString());
        environment.put("PHUSONG_MQTT_PORT", "1884");
        environment.put("PHUSONG_WEBHOOK_URL", "https://ops:pass-word@example.org/hook?token=to-ken");
        environment.put("PHUSONG_WEBHOOK_AUTHORIZATION", "Bearer very-secret");
        return Settings.load(folder, Optional.empty(), environment);
    }

    private BackupManifest backup() throws Exception {
        return Backup.write(file, settings(), CLOCK);
    }

    private String refused() {
        return String.valueOf(assertThrows(
                        Failure.class, () -> Restore.run(file, target).json().clear())
                .getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void what_goes_in_comes_out_under_a_hold() throws Exception {
        BackupManifest made = backup();
        assertEquals(EVENTS, made.journal().position());
        assertEquals(T0 + (EVENTS - 1) * 60_000L, made.journal().at());
        assertEquals(made, Restore.run(file, target));
        try (Journal journal = Journal.open(target, KEPT);
                JournalReader reader = journal.reader()) {
            assertEquals(EVENTS, journal.position());
            assertEquals(EVENTS, reader.after(0, 10_000).size());
            assertEquals(EVENTS, reader.cursor("alert.held"));
        }
    }

    @Test
    void a_backup_is_its_owners_alone_and_leaves_nothing_beside_it() throws Exception {
        assertEquals(EVENTS, backup().journal().position());
        assertEquals(List.of("backup.zip", "data"), names());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(EVENTS, Restore.run(file, target).journal().position());
        for (String one : List.of("phusong.db", "restored-settings.properties")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(one))),
                    one);
        }
    }

    @Test
    void a_backup_never_overwrites_and_needs_a_folder() throws Exception {
        Files.writeString(file, "mine");
        String there = String.valueOf(
                assertThrows(Failure.class, () -> backup().json().clear()).getMessage());
        assertEquals(file + " is there already: a backup never overwrites", there);
        assertEquals("mine", Files.readString(file));
        file = folder.resolve("nowhere/backup.zip");
        assertTrue(
                String.valueOf(assertThrows(Failure.class, () -> backup().json().clear())
                                .getMessage())
                        .startsWith("there is no folder"));
        assertEquals(List.of("backup.zip", "data"), names());
    }

    @Test
    void settings_are_in_it_and_no_secret_is() throws Exception {
        assertEquals(EVENTS, backup().journal().position());
        assertEquals(EVENTS, Restore.run(file, target).journal().position());
        String kept = Files.readString(target.resolve("restored-settings.properties"));
        assertTrue(kept.contains("\nmqtt.port=1884\n"), kept);
        assertTrue(kept.contains("# a secret: webhook.authorization=***\n"), kept);
        for (String secret : List.of("very-secret", "pass-word", "to-ken")) {
            assertFalse(kept.contains(secret), kept);
        }
        assertEquals(
                "1884",
                Integer.toString(
                        Settings.load(folder, Optional.of(target.resolve("restored-settings.properties")), Map.of())
                                .whole("mqtt.port")),
                "it could be read again");
    }

    @Test
    void a_backup_cut_short_anywhere_is_refused_in_one_sentence_and_nothing_is_written() throws Exception {
        assertEquals(EVENTS, backup().journal().position());
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 40; i++) {
            Files.write(file, Arrays.copyOf(whole, whole.length * i / 40));
            String sentence = refused();
            assertTrue(sentence.startsWith(file + " cannot be restored: it was cut short or damaged"), sentence);
            assertEquals(1, sentence.lines().count(), sentence);
            assertFalse(Files.exists(target), "cut to " + i + "/40");
        }
    }

    @Test
    void a_damaged_backup_is_refused_wherever_the_damage_is() throws Exception {
        assertEquals(EVENTS, backup().journal().position());
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20260301);
        int refusals = 0;
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            target = folder.resolve("target-" + i);
            refusals += isRefused(at) ? 1 : 0;
        }
        // Where the damage falls follows from the size of the file; nineteen of twenty bytes matter.
        assertTrue(refusals > 180, refusals + " of 200");
    }

    /** Damage in a field that nobody needs (a time, a flag) does no harm: what comes out is whole. */
    private boolean isRefused(int at) throws Exception {
        try {
            assertEquals(EVENTS, Restore.run(file, target).journal().position());
        } catch (Failure e) {
            assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
            assertFalse(Files.exists(target.resolve("phusong.db")), "damage at " + at);
            return true;
        }
        try (Journal journal = Journal.open(target, KEPT);
                JournalReader reader = journal.reader()) {
            assertEquals(EVENTS, reader.after(0, 10_000).size(), "damage at " + at);
        }
        return false;
    }

    @Test
    void other_archives_and_newer_formats_are_refused_by_name() throws Exception {
        Files.writeString(file, "PK not a zip");
        assertTrue(refused().contains("cut short or damaged"), refused());
        zip(Map.of("other.txt", "x".getBytes(StandardCharsets.UTF_8)));
        assertTrue(refused().contains("no backup of Phủ Sóng"), refused());
        Files.delete(file);
        JsonObject manifest = backup().json();
        byte[] journal = entry("phusong.db");
        again(manifest.copy().put("format", 2), journal);
        assertTrue(
                refused().contains("made by another Phủ Sóng (unbuilt, backup format 2, journal format 1)"), refused());
        again(manifest.copy().put("journalFormat", 7), journal);
        assertTrue(refused().contains("journal format 7"), refused());
        again(manifest.copy().put("position", "x"), journal);
        assertTrue(refused().contains("its manifest cannot be read"), refused());
        again(manifest.copy().put("position", 7), journal);
        assertTrue(refused().contains("ends at position 500, its manifest says 7"), refused());
        again(manifest, Arrays.copyOf(journal, journal.length - 1));
        assertTrue(refused().contains("phusong.db in it is not what its manifest says"), refused());
        file = folder.resolve("nothing.zip");
        assertEquals("there is no file " + file, refused());
    }

    private byte[] entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private void again(JsonObject manifest, byte[] journal) throws IOException {
        byte[] settings = entry("settings.properties");
        zip(Map.of(
                "phusong.db", journal,
                "settings.properties", settings,
                "manifest.json", Buffer.buffer(manifest.encode()).getBytes()));
    }

    private void zip(Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    @Test
    void nothing_is_restored_over_something() throws Exception {
        assertEquals(EVENTS, backup().journal().position());
        target = data;
        assertTrue(refused().contains("is not empty"), refused());
        try (Journal journal = Journal.open(data, KEPT)) {
            assertTrue(refused().contains("in use"), refused());
            assertEquals(EVENTS, journal.position());
        }
    }

    @Test
    void an_archive_that_lacks_its_settings_or_its_journal_is_refused() throws Exception {
        JsonObject manifest = backup().json();
        byte[] journal = entry("phusong.db");
        zip(Map.of(
                "phusong.db",
                journal,
                "manifest.json",
                Buffer.buffer(manifest.encode()).getBytes()));
        assertTrue(refused().contains("settings.properties is missing in it"), refused());
        zip(Map.of("manifest.json", Buffer.buffer(manifest.encode()).getBytes()));
        assertTrue(refused().contains("phusong.db is missing in it"), refused());
    }
}
