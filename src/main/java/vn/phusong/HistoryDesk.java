package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Event;
import vn.phusong.history.History;
import vn.phusong.history.HistoryTrouble;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** What people ask to be done to history. Blocks; one request at a time. */
final class HistoryDesk {
    private static final int ENTRIES_AT_ONCE = 64;
    private static final ZoneOffset HERE = ZoneOffset.ofHours(7);

    private HistoryDesk() {}

    /**
     * @param running the store that a follower of this program fills, null when there is none: then it is filled here
     */
    static JsonObject refill(Settings settings, Watch watch, @Nullable History running) throws Failure {
        if (!settings.isOn("history.enabled")) {
            throw new Failure("there is no history to fill: history.enabled = no");
        }
        try (JournalReader journal = watch.journal().reader()) {
            JsonObject answer = new JsonObject()
                    .put("rawFrom", rawFrom(journal))
                    .put("to", watch.journal().position());
            if (running != null) {
                running.rewind();
                return answer.put("filled", false);
            }
            try (History own = Store.open(settings, watch)) {
                own.rewind();
                return answer.put("filled", true).put("rows", fill(own, journal));
            }
        } catch (HistoryTrouble | JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static long fill(History history, JournalReader journal) throws HistoryTrouble, JournalTrouble {
        long rows = 0;
        List<JournalReader.Entry> entries = journal.after(0, ENTRIES_AT_ONCE);
        while (!entries.isEmpty()) {
            rows += history.apply(entries);
            entries = journal.after(entries.get(entries.size() - 1).position(), ENTRIES_AT_ONCE);
        }
        return rows;
    }

    /** Receive time of the oldest readings the journal still has, null when it has none. */
    private static @Nullable String rawFrom(JournalReader journal) throws JournalTrouble {
        long position = journal.oldestReadings() - 1;
        for (List<JournalReader.Entry> entries = journal.after(position, ENTRIES_AT_ONCE);
                !entries.isEmpty();
                entries = journal.after(position, ENTRIES_AT_ONCE)) {
            for (JournalReader.Entry entry : entries) {
                if (entry.step().event() instanceof Event.Readings readings
                        && !readings.readings().isEmpty()) {
                    return Instant.ofEpochMilli(readings.at()).atOffset(HERE).toString();
                }
            }
            position = entries.get(entries.size() - 1).position();
        }
        return null;
    }
}
