package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Act;
import vn.phusong.journal.Commit;
import vn.phusong.journal.DeviceSecret;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.SecurityEvent;

/** What else goes into the next commit beside messages: changes by people, secrets, notes of followers, the security log. Watch loop only. */
final class Requests {
    private static final int REPORTS_MAX = 10_000;

    private final List<Asked> asked = new ArrayList<>();
    private final List<SecurityEvent> reports = new ArrayList<>();
    private final Map<String, FollowerNote> notes = new LinkedHashMap<>();
    private long lostReports;

    /** A change asked for, and who waits for it to be durable. */
    record Asked(@Nullable Event event, List<DeviceSecret> secrets, List<Act> acts, CompletableFuture<Long> durable) {}

    void ask(Asked request) {
        asked.add(request);
    }

    void report(SecurityEvent event) {
        if (reports.size() < REPORTS_MAX) {
            reports.add(event);
        } else {
            lostReports++;
        }
    }

    /** Several notes of one follower become one: its furthest position, all its receipts and messages. */
    void note(FollowerNote note) {
        notes.merge(note.follower(), note, (before, after) -> {
            List<FollowerNote.Receipt> receipts = new ArrayList<>(before.receipts());
            receipts.addAll(after.receipts());
            List<Frozen> frozen = new ArrayList<>(before.frozen());
            frozen.addAll(after.frozen());
            return new FollowerNote(before.follower(), Math.max(before.position(), after.position()), receipts, frozen);
        });
    }

    boolean isEmpty() {
        return asked.isEmpty() && reports.isEmpty() && notes.isEmpty();
    }

    List<Asked> takeAsked() {
        return take(asked);
    }

    /** All of one commit: the batch, the rows, what was asked with it, and what waited for a ride. */
    Commit commit(Batch batch, List<SnapshotRow> rows, List<Asked> asked) {
        List<DeviceSecret> secrets = new ArrayList<>();
        List<Act> acts = new ArrayList<>();
        asked.forEach(request -> {
            secrets.addAll(request.secrets());
            acts.addAll(request.acts());
        });
        return new Commit(batch.steps(), rows, batch.refused(), takeReports(), takeNotes(), secrets, acts);
    }

    private List<SecurityEvent> takeReports() {
        return take(reports);
    }

    private List<FollowerNote> takeNotes() {
        List<FollowerNote> taken = List.copyOf(notes.values());
        notes.clear();
        return taken;
    }

    long lostReports() {
        return lostReports;
    }

    private static <T> List<T> take(List<T> from) {
        List<T> taken = List.copyOf(from);
        from.clear();
        return taken;
    }
}
