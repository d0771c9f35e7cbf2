package vn.phusong.history;

import java.nio.file.Path;
import java.util.List;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.RememberedJournal;

/** Fills a history as a process of its own, to be killed: {@code FOLDER SEED ENTRIES}. Says "filling" when it begins. */
final class Fill {
    private static final int AT_ONCE = 5;

    private Fill() {}

    public static void main(String[] arguments) throws HistoryTrouble, vn.phusong.journal.JournalTrouble {
        RememberedJournal journal = SmallWorld.journal(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        System.out.println("filling");
        fill(Path.of(arguments[0]), journal);
    }

    static void fill(Path folder, JournalReader journal) throws HistoryTrouble, vn.phusong.journal.JournalTrouble {
        try (History history = new DuckDbHistory(folder, HistorySettings.DEFAULT, new SmallWorld())) {
            List<JournalReader.Entry> entries = journal.after(history.cursor().position(), AT_ONCE);
            while (!entries.isEmpty()) {
                history.apply(entries);
                entries = journal.after(history.cursor().position(), AT_ONCE);
            }
        }
    }
}
