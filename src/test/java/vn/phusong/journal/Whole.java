package vn.phusong.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/** All a journal says, as text that can be compared. */
record Whole(List<String> said) {
    /** What a journal holds that was given these commits and no other. */
    static Whole of(Commit... commits) {
        List<String> said = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        TreeMap<String, String> rows = new TreeMap<>();
        List<String> side = new ArrayList<>();
        long cursor = 0;
        long position = 0;
        long snapshot = 0;
        for (Commit commit : commits) {
            for (Commit.Step step : commit.steps()) {
                position++;
                said.add(position + " " + step);
                incidents.addAll(step.effects().incidents());
                step.effects().owed().forEach(owed -> side.add("owed " + owed));
            }
            for (SnapshotRow row : commit.rows()) {
                rows.put(row.key(), text(row.value()));
                snapshot = position;
            }
            commit.refused().forEach(one -> side.add("refused " + one.device() + one.refusal() + text(one.bytes())));
            commit.security().forEach(one -> side.add("security " + one));
            commit.acts().forEach(act -> side.add("act " + act));
            commit.secrets().forEach(one -> side.add("secret " + one.device()));
            for (FollowerNote note : commit.notes()) {
                cursor = Math.max(cursor, note.position());
                note.receipts().forEach(one -> side.add("receipt " + one));
            }
        }
        side.add("audit holds true");
        return put(said, incidents, rows, side, cursor, snapshot);
    }

    static Whole of(Journal journal) throws Exception {
        List<String> said = new ArrayList<>();
        List<String> side = new ArrayList<>();
        TreeMap<String, String> rows = new TreeMap<>();
        long[] first = {0};
        var fold = journal.restore(
                kept -> {
                    kept.forEach(row -> rows.put(row.key(), text(row.value())));
                    return 0;
                },
                (state, event) -> first[0]++);
        try (JournalReader reader = journal.reader()) {
            reader.after(0, 1000).forEach(entry -> said.add(entry.position() + " " + entry.step()));
            List<Owed> owed = new ArrayList<>();
            reader.owedAfter(0, 1000).forEach(one -> owed.add(one.getValue()));
            for (Owed one : owed) {
                side.add("owed " + one);
                reader.receipts(one.id()).forEach(receipt -> side.add("receipt " + receipt));
            }
            reader.quarantine(null, Long.MAX_VALUE, 1000)
                    .forEach(one -> side.add("refused " + one.device() + one.refusal() + text(one.bytes())));
            reader.securityLog(1000).forEach(one -> side.add("security " + one));
            reader.audit(0, 1000).forEach(row -> side.add("act " + row.act()));
            side.add("audit holds " + AuditCheck.of(reader).holds());
            reader.secrets().forEach(one -> side.add("secret " + one.device()));
            var query = new JournalReader.IncidentQuery(null, null, Long.MAX_VALUE, null, 1000);
            return put(
                    said,
                    reader.incidents(query),
                    rows,
                    side,
                    reader.cursor("history"),
                    journal.position() - fold.replayed());
        }
    }

    private static Whole put(
            List<String> said,
            List<Incident> incidents,
            TreeMap<String, String> rows,
            List<String> side,
            long cursor,
            long snapshot) {
        List<String> all = new ArrayList<>(said);
        incidents.stream()
                .sorted(Comparator.comparing(Incident::id))
                .forEach(incident -> all.add("incident " + incident));
        all.add("rows " + rows);
        side.stream().sorted().forEach(all::add);
        all.add("cursor " + cursor + ", snapshot " + snapshot);
        return new Whole(all);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
