package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a journal, and how it becomes a journal of its own. */
class JournalCopyTest {
    private static final int MOST = 400;

    @TempDir
    Path folder;

    private Path data;
    private Path copy;

    @BeforeEach
    void places() {
        data = folder.resolve("data");
        copy = folder.resolve("copy.db");
    }

    @Test
    void a_copy_taken_while_commits_go_on_is_of_one_moment_between_two_of_them() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        try (Journal journal = Journal.open(data, Given.SETTINGS)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (!isOver.get() && written.get() < MOST) {
                    commit(journal, written.get() + 1);
                    written.incrementAndGet();
                }
            });
            while (written.get() < 20) {
                Thread.onSpinWait();
            }
            JournalCopy.Content content = JournalCopy.take(data, copy);
            isOver.set(true);
            writer.join();
            assertEquals(0, content.position() % 2, "whole commits of two events each");
            assertTrue(content.position() >= 40 && content.position() <= journal.position(), content::toString);
            assertEquals(Whole.of(commits(content.position() / 2)), Whole.of(settled()));
        }
    }

    private static void commit(Journal journal, int n) {
        try {
            assertEquals(2L * n, journal.commit(Given.everything(n)));
        } catch (JournalTrouble e) {
            throw new IllegalStateException(e);
        }
    }

    private static Commit[] commits(long count) {
        return IntStream.rangeClosed(1, (int) count).mapToObj(Given::everything).toArray(Commit[]::new);
    }

    private Journal settled() throws Exception {
        Path other = folder.resolve("other");
        try (NewFolder ours = NewFolder.take(other)) {
            Files.move(copy, ours.draft());
            ours.settle();
        }
        return Journal.open(other, Given.SETTINGS);
    }

    @Test
    void a_follower_noted_into_a_copy_stands_at_its_newest_event_and_the_copy_stays_one_file() throws Exception {
        try (Journal journal = Journal.open(data, Given.SETTINGS)) {
            commit(journal, 1);
            commit(journal, 2);
            assertEquals(
                    new JournalCopy.Content(
                            4, Given.everything(2).steps().get(1).event().at(), 1),
                    JournalCopy.take(data, copy));
        }
        assertEquals(4, JournalCopy.note(copy, "someone").position());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("copy.db", "data"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        try (Journal journal = settled();
                JournalReader reader = journal.reader()) {
            assertEquals(4, reader.cursor("someone"));
            assertEquals(2, reader.cursor("history"), "the others stand where they stood");
        }
    }

    @Test
    void an_empty_journal_can_be_copied_and_holds_nothing() throws Exception {
        try (Journal journal = Journal.open(data, Given.SETTINGS)) {
            assertEquals(0, journal.position());
            assertEquals(new JournalCopy.Content(0, 0, 1), JournalCopy.take(data, copy));
        }
        assertEquals(0, JournalCopy.note(copy, "someone").position());
        try (Journal journal = settled();
                JournalReader reader = journal.reader()) {
            assertEquals(0, reader.cursor("someone"));
        }
    }

    @Test
    void a_folder_without_a_journal_and_a_damaged_journal_are_told_apart() throws Exception {
        Files.createDirectories(data);
        assertEquals("there is no journal in " + data, trouble());
        try (Journal journal = Journal.open(data, Given.SETTINGS)) {
            for (int n = 1; n <= 40; n++) {
                commit(journal, n);
            }
        }
        Path file = data.resolve("phusong.db");
        try (RandomAccessFile half = new RandomAccessFile(file.toFile(), "rw")) {
            half.setLength(half.length() / 2 / 4096 * 4096);
        }
        assertTrue(trouble().startsWith(file + " is damaged"), trouble());
        assertTrue(trouble().lines().count() == 1, trouble());
    }

    private String trouble() {
        return String.valueOf(assertThrows(JournalTrouble.class, () -> {
                    boolean unused = Files.deleteIfExists(copy);
                    JournalCopy.Content content = JournalCopy.take(data, copy);
                    assertEquals(0, content.format());
                })
                .getMessage());
    }

    @Test
    void only_an_empty_folder_that_nobody_uses_is_taken() throws Exception {
        try (Journal journal = Journal.open(data, Given.SETTINGS)) {
            assertEquals(0, journal.position());
            assertTrue(refusal().contains("in use"), refusal());
        }
        assertEquals(
                "data folder " + data
                        + " is not empty (phusong.db): restore into a new one, nothing is ever overwritten",
                refusal());
        Path mounted =
                Files.createDirectories(folder.resolve("mounted/lost+found")).getParent();
        for (int i = 0; i < 2; i++) {
            try (NewFolder ours = NewFolder.take(mounted)) {
                assertEquals("half", Files.readString(Files.writeString(ours.draft(), "half")));
                assertTrue(assertThrows(JournalRefused.class, () -> NewFolder.take(mounted)
                                .close())
                        .getMessage()
                        .contains("in use"));
            }
            assertFalse(Files.exists(mounted.resolve("phusong.db.restoring")), "what was not settled is gone");
        }
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(JournalRefused.class, () -> NewFolder.take(data).close())
                        .getMessage());
    }
}
