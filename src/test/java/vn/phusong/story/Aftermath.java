package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;
import vn.phusong.reading.Reading;

/** A data folder that nobody writes to any more, held against a ledger. */
final class Aftermath {
    private static final JournalSettings SETTINGS =
            new JournalSettings("FULL", Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 10_000);

    private final List<JournalReader.Entry> entries = new ArrayList<>();
    private final Engine restored;

    private Aftermath(Journal journal) throws Exception {
        // The rules of an empty journal are not asked for: this one remembers its own.
        this.restored = journal.restore(SampleRules.DEFAULT).engine();
        try (JournalReader reader = journal.reader()) {
            for (List<JournalReader.Entry> more = reader.after(0, 500); !more.isEmpty(); ) {
                entries.addAll(more);
                more = reader.after(more.get(more.size() - 1).position(), 500);
            }
        }
    }

    static Aftermath of(Path data) throws Exception {
        try (Journal journal = Journal.open(data, SETTINGS)) {
            return new Aftermath(journal);
        }
    }

    /** @param told what the history holds */
    void check(Ledger ledger, List<Ledger.Said> told) {
        List<Ledger.Said> kept = kept();
        once("journal", kept, ledger);
        once("history", told, ledger);
        int standings = anUnkilledFoldSaysTheSame();
        System.out.printf(
                "kill test: journal %d entries, %d readings, each once; history the same; %d changes of standing, %d incident revisions and %d state rows equal to an unkilled fold%n",
                entries.size(),
                kept.size(),
                standings,
                revisions(),
                restored.allRows().size());
    }

    private static void once(String where, List<Ledger.Said> found, Ledger ledger) {
        Set<Ledger.Said> distinct = new HashSet<>(found);
        Set<Ledger.Said> missing = new HashSet<>(ledger.promised());
        missing.removeAll(distinct);
        assertEquals(
                Set.of(),
                missing.stream().limit(5).collect(Collectors.toSet()),
                missing.size() + " acknowledged readings are missing from " + where);
        assertEquals(distinct.size(), found.size(), "readings twice in " + where);
        distinct.removeAll(ledger.said());
        assertEquals(Set.of(), distinct, "readings nobody said in " + where);
    }

    private List<Ledger.Said> kept() {
        List<Ledger.Said> kept = new ArrayList<>();
        for (JournalReader.Entry entry : entries) {
            readings(entry.step().event()).forEach(reading -> kept.add(said(reading)));
        }
        return kept;
    }

    private static List<Reading> readings(Event event) {
        return event.match(
                Event.Readings::readings,
                tick -> List.of(),
                registry -> List.of(),
                rules -> List.of(),
                acted -> List.of());
    }

    private static Ledger.Said said(Reading reading) {
        float level = reading.content()
                .match(mobile -> mobile.radio().get(0).levels().rsrpDbm(), fibre -> fibre.rxDbm(), event -> Float.NaN);
        return new Ledger.Said(reading.device(), reading.claimedAt(), level);
    }

    /** From the first event on, without any snapshot: what each event caused, and what it all came to. */
    int anUnkilledFoldSaysTheSame() {
        Engine unkilled = new Engine(restored.rules());
        int standings = 0;
        for (JournalReader.Entry entry : entries) {
            Effects effects = unkilled.step(entry.step().event());
            String at = "at position " + entry.position();
            assertEquals(entry.step().effects().standings(), effects.standings(), at);
            assertEquals(entry.step().effects().incidents(), effects.incidents(), at);
            assertEquals(entry.step().effects().owed(), effects.owed(), at);
            standings += effects.standings().size();
        }
        Map<String, byte[]> expected = new HashMap<>();
        unkilled.allRows().forEach(row -> expected.put(row.kind() + " " + row.key(), row.value()));
        List<SnapshotRow> rows = restored.allRows();
        assertEquals(
                expected.keySet(),
                rows.stream().map(row -> row.kind() + " " + row.key()).collect(Collectors.toSet()));
        rows.forEach(row -> assertArrayEquals(
                expected.get(row.kind() + " " + row.key()), row.value(), row.kind() + " " + row.key()));
        assertTrue(standings > 0, "something happened to villages");
        return standings;
    }

    private int revisions() {
        return entries.stream()
                .mapToInt(entry -> entry.step().effects().incidents().size())
                .sum();
    }
}
