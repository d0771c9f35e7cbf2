package vn.phusong.alert;

import java.util.List;
import java.util.Map;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** A page of what is owed that never parts what one position owes: a cursor could not say which part is done. */
final class WholePage {
    private WholePage() {}

    /** About {@code room} notices after {@code position}, more only when one position owes more; fewer means the end. */
    static List<Map.Entry<Long, Owed>> after(JournalReader journal, long position, int room) throws JournalTrouble {
        for (int limit = room + 1; ; limit *= 2) {
            List<Map.Entry<Long, Owed>> page = journal.owedAfter(position, limit);
            if (page.size() < limit) {
                return page;
            }
            long cut = page.get(page.size() - 1).getKey();
            List<Map.Entry<Long, Owed>> whole =
                    page.stream().filter(owed -> owed.getKey() < cut).toList();
            if (!whole.isEmpty()) {
                return whole;
            }
        }
    }
}
