package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;

/** The fold that keeps no books, over a journal with every fault the simulation knows. */
class VerdictsOnlyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void without_its_books_the_fold_says_the_same_standings_and_incidents() throws Exception {
        KeptWorld.write(folder, 25, 30).close();
        Rules rules = RuleSettings.rules(1, Settings.load(Path.of("").toAbsolutePath(), Optional.empty(), Map.of()));
        Engine whole = new Engine(rules);
        Engine verdicts = Engine.ofVerdicts(rules);
        int said = 0;
        int told = 0;
        for (Event event : events()) {
            Effects expected = whole.step(event);
            Effects actual = verdicts.step(event);
            assertEquals(expected.standings(), actual.standings());
            assertEquals(expected.incidents(), actual.incidents());
            assertEquals(expected.owed(), actual.owed());
            assertEquals(expected.revisions(), actual.revisions());
            said += expected.standings().size();
            told += expected.owed().size();
        }
        assertTrue(said > 100 && told > 3, said + " standings and " + told + " notices are too few to tell");
        assertTrue(whole.allRows().size() > verdicts.allRows().size(), "nothing was left out");
    }

    private List<Event> events() throws Exception {
        List<Event> events = new ArrayList<>();
        try (JournalReader reader = Journal.readerOf(folder)) {
            List<JournalReader.Entry> entries = reader.after(0, 500);
            while (!entries.isEmpty()) {
                entries.forEach(entry -> events.add(entry.step().event()));
                entries = reader.after(entries.get(entries.size() - 1).position(), 500);
            }
        }
        return events;
    }
}
