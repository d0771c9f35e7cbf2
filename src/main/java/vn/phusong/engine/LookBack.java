package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Hindsight;
import vn.phusong.coverage.Past;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.LateOutages;

/**
 * Judges slots again whose readings came late or out of order: at ticks, some at a time, whoever waited longest first. What comes of it are revisions and
 * outages of the past, never a change of what is live. Watch loop only.
 */
final class LookBack {
    /** A day of a slot is judged in some 0.3 ms: a tick takes a few hundredths of a second for it at most. */
    static final int SLOTS_PER_TICK = 100;

    // Names of slots that wait; they know it themselves, this only finds them.
    private final TreeSet<String> waiting = new TreeSet<>();

    void touched(SlotWatch watch, Dirty dirty) {
        if (watch.slot.past().isWaiting()) {
            dirty.slot(watch);
            waiting.add(watch.key());
        }
    }

    void tick(VillageFold fold, long now, Collected out) {
        List<SlotWatch> due = new ArrayList<>();
        for (String key : List.copyOf(waiting)) {
            SlotWatch watch = fold.roster.slots.get(key);
            if (watch == null || !watch.slot.past().isWaiting()) {
                waiting.remove(key);
                continue;
            }
            if (watch.slot.past().isDue(now)) {
                due.add(watch);
            }
            fold.dirty.slot(watch);
        }
        due.sort(Comparator.comparingLong((SlotWatch watch) -> watch.slot.past().waitingSince())
                .thenComparing((SlotWatch watch) -> watch.key()));
        for (SlotWatch watch : due.subList(0, Math.min(SLOTS_PER_TICK, due.size()))) {
            judge(fold.rules, watch, now, out);
        }
    }

    private static void judge(Rules rules, SlotWatch watch, long now, Collected out) {
        Hindsight.Judged judged = Hindsight.judge(rules, watch.slot, now);
        if (judged == null) {
            return;
        }
        String village = watch.village.village.id();
        Hindsight.News news = judged.news();
        if (news != null) {
            out.revisions.add(new Revision(
                    VillageFold.MOBILE,
                    village,
                    watch.point.id(),
                    watch.operator,
                    now,
                    news.from(),
                    news.to(),
                    news.standings()));
        }
        if (watch.isAtCentre()) {
            out.lateOutages.add(
                    new LateOutages(village, watch.operator, judged.since(), judged.outages(), judged.fresh()));
        }
    }

    /** Rows of a past are named by their slot, and a number for each of its pieces. */
    static String key(SlotWatch watch, String name) {
        return watch.key() + '\t' + name;
    }

    static void takeDirty(SlotWatch watch, List<SnapshotRow> rows) {
        watch.slot.past().takeDirty((name, bytes) -> rows.add(row(watch, name, bytes)));
    }

    static void all(SlotWatch watch, List<SnapshotRow> rows) {
        watch.slot.past().all((name, bytes) -> rows.add(row(watch, name, bytes)));
    }

    private static SnapshotRow row(SlotWatch watch, String name, Past.@Nullable Bytes bytes) {
        return bytes == null
                ? Rows.gone(Rows.PAST, key(watch, name))
                : Rows.row(Rows.PAST, key(watch, name), bytes::write);
    }

    void restore(Roster roster, SnapshotRow row) {
        int end = row.key().lastIndexOf('\t');
        String key = row.key().substring(0, Math.max(0, end));
        SlotWatch watch = roster.slots.get(key);
        if (watch == null) {
            throw new IllegalArgumentException("the roster has no slot of the past " + key);
        }
        Rows.read(row, in -> watch.slot.past().read(row.key().substring(end + 1), in));
        if (watch.slot.past().isWaiting()) {
            waiting.add(key);
        }
    }

    /** A slot left, or another one took its name: its past goes with it. */
    static void left(SlotWatch old, List<SnapshotRow> rows) {
        // What it let go of since the last snapshot is in the rows still.
        old.slot.past().takeDirty((name, bytes) -> rows.add(Rows.gone(Rows.PAST, key(old, name))));
        old.slot.past().all((name, bytes) -> rows.add(Rows.gone(Rows.PAST, key(old, name))));
    }
}
