package vn.phusong;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import vn.phusong.engine.Event;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalReader.Entry;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.reading.Reading;
import vn.phusong.score.Score;
import vn.phusong.simulate.Truth;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;

/** Reads a journal from its beginning and holds it against the truth. Only reads. */
final class ScoreJournal {
    private static final int ENTRIES_AT_ONCE = 500;

    private final Score score;
    private final Deque<Truth> truths;
    private Registry registry = Registry.empty();
    private long at;

    ScoreJournal(Score score, List<Truth> truths) {
        this.score = score;
        List<Truth> inOrder = new ArrayList<>(truths);
        inOrder.sort(Comparator.comparingLong(Truth::from));
        this.truths = new ArrayDeque<>(inOrder);
    }

    void read(JournalReader reader) throws JournalTrouble {
        long position = 0;
        List<Entry> entries = reader.after(position, ENTRIES_AT_ONCE);
        while (!entries.isEmpty()) {
            for (Entry entry : entries) {
                take(entry);
                position = entry.position();
            }
            entries = reader.after(position, ENTRIES_AT_ONCE);
        }
        score.end(at);
    }

    private void take(Entry entry) {
        Event event = entry.step().event();
        at = Math.max(at, event.at());
        RegistryChange change = event.match(
                readings -> RegistryChange.NONE,
                tick -> RegistryChange.NONE,
                Event.RegistryChanged::change,
                rules -> RegistryChange.NONE,
                acted -> RegistryChange.NONE);
        if (!change.isEmpty()) {
            registry = registry.with(change);
            score.registry(registry, at);
        }
        List<Truth> begun = new ArrayList<>();
        while (!truths.isEmpty() && truths.peekFirst().from() <= at) {
            begun.add(truths.removeFirst());
        }
        score.truths(begun);
        List<Reading> readings = event.match(
                Event.Readings::readings,
                tick -> List.of(),
                registryChanged -> List.of(),
                rules -> List.of(),
                acted -> List.of());
        score.take(event.at(), readings, entry.step().effects());
    }
}
