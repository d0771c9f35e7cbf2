package vn.phusong.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/** A journal in memory, as followers see it: entries, what they owe, cursors and receipts. Any thread. Stands in only where a follower is the one tested. */
public final class RememberedJournal implements JournalReader {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Map.Entry<Long, Owed>>> owed = new HashMap<>();
    private final Map<String, Long> cursors = new HashMap<>();
    private final Map<String, List<FollowerNote.Receipt>> receipts = new HashMap<>();
    private final List<Frozen> frozen = new ArrayList<>();
    private final List<FollowerNote.Receipt> delivered = new ArrayList<>();
    private @Nullable String trouble;

    @CanIgnoreReturnValue
    public synchronized long add(Event event, Effects effects) {
        long position = entries.isEmpty() ? 1 : entries.get(entries.size() - 1).position() + 1;
        entries.add(new Entry(position, new Commit.Step(event, effects)));
        for (Owed one : effects.owed()) {
            owed.computeIfAbsent(one.incident().id(), unused -> new ArrayList<>())
                    .add(Map.entry(position, one));
        }
        return position;
    }

    /** A tick that owes these. */
    @CanIgnoreReturnValue
    public long owe(long at, Owed... owed) {
        return add(new Event.Tick(at), new Effects(List.of(), List.of(), List.of(owed), List.of(), List.of()));
    }

    public synchronized void note(FollowerNote note) {
        if (note.position() >= 0) {
            cursors.put(note.follower(), note.position());
        }
        for (Frozen one : note.frozen()) {
            frozen.removeIf(before ->
                    before.channel().equals(one.channel()) && before.lane().equals(one.lane()));
            frozen.add(one);
        }
        for (FollowerNote.Receipt receipt : note.receipts()) {
            frozen.removeIf(one ->
                    one.channel().equals(receipt.channel()) && one.newest().equals(receipt.owed()));
            receipts.computeIfAbsent(receipt.owed(), unused -> new ArrayList<>())
                    .add(receipt);
            if (receipt.result().equals("delivered")) {
                delivered.add(receipt);
            }
        }
    }

    /** Every reading fails with this from now on; null ends it. */
    public synchronized void fail(@Nullable String sentence) {
        trouble = sentence;
    }

    public synchronized long position() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).position();
    }

    @Override
    public synchronized List<Entry> after(long position, int limit) throws JournalTrouble {
        check();
        return entries.stream()
                .filter(it -> it.position() > position)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long oldestReadings() {
        return entries.isEmpty() ? 0 : entries.get(0).position();
    }

    @Override
    public synchronized long cursor(String follower) throws JournalTrouble {
        check();
        return cursors.getOrDefault(follower, 0L);
    }

    @Override
    public synchronized List<Map.Entry<Long, Owed>> owedAfter(long position, int limit) throws JournalTrouble {
        check();
        List<Map.Entry<Long, Owed>> found = new ArrayList<>();
        for (Entry entry : entries) {
            for (Owed one : entry.step().effects().owed()) {
                if (entry.position() > position && found.size() < limit) {
                    found.add(Map.entry(entry.position(), one));
                }
            }
        }
        return found;
    }

    @Override
    public synchronized List<Map.Entry<Long, Owed>> owedOf(String incident) throws JournalTrouble {
        check();
        return List.copyOf(owed.getOrDefault(incident, List.of()));
    }

    @Override
    public synchronized List<Frozen> frozen(String channel) throws JournalTrouble {
        check();
        return frozen.stream().filter(it -> it.channel().equals(channel)).toList();
    }

    @Override
    public synchronized List<FollowerNote.Receipt> receipts(String owed) throws JournalTrouble {
        check();
        return List.copyOf(receipts.getOrDefault(owed, List.of()));
    }

    @Override
    public synchronized List<FollowerNote.Receipt> delivered(String channel, int limit) throws JournalTrouble {
        check();
        List<FollowerNote.Receipt> all =
                delivered.stream().filter(it -> it.channel().equals(channel)).toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private void check() throws JournalTrouble {
        if (trouble != null) {
            throw new JournalTrouble(trouble);
        }
    }

    @Override
    public List<StandingChange> standings(String village, long from, long to, int limit) {
        return List.of();
    }

    @Override
    public List<Revision> revisions(String village, long from, long to, long asOf, int limit) {
        return List.of();
    }

    @Override
    public List<StandingChange> standingsAt(String indicator, long at) {
        return List.of();
    }

    @Override
    public State state(String kind, String from, String to) {
        return new State(0, List.of());
    }

    @Override
    public List<Incident> incidents(IncidentQuery query) {
        return List.of();
    }

    @Override
    public List<Incident> incidentHistory(String id) {
        return List.of();
    }

    @Override
    public List<Rollup> rollups(String village, long from, long to, int limit) {
        return List.of();
    }

    @Override
    public List<Quarantined> quarantine(@Nullable String device, long before, int limit) {
        return List.of();
    }

    @Override
    public List<SecurityEvent> securityLog(int limit) {
        return List.of();
    }

    @Override
    public List<DeviceSecret> secrets() {
        return List.of();
    }

    @Override
    public byte @Nullable [] state(String kind, String key) {
        return null;
    }

    @Override
    public byte @Nullable [] document(String name) {
        return null;
    }

    @Override
    public void close() {}

    @Override
    public List<AuditRow> audit(long n, int limit) {
        return List.of();
    }

    @Override
    public List<AuditRow> auditBefore(@Nullable String subject, long n, int limit) {
        return List.of();
    }

    @Override
    public long auditCount() {
        return 0;
    }
}
