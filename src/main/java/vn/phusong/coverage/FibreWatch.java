package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fibre of one village is out: at least three lines, and at least half of those expected up, gone within five minutes (domain.md §7.7). A
 * line counts as gone only by a word that it is down, never by its silence; one that is silent is not expected either, and where most are silent nothing
 * is concluded. Watch loop only.
 */
public final class FibreWatch {
    // So that the dying gasps and the losses of signal of one cause are all in before it is named (domain.md §2.3).
    private static final long SETTLE_MS = 120_000;
    private static final long TICK_MS = 60_000;
    private static final int BACK_PERCENT = 20;
    private static final int BLIND_FOR = 3;

    private static final int OUT = 1;
    // Rows of earlier programs have no number of lines.
    private static final int WITH_LOST = 2;
    // Rows of earlier programs have no last look.
    private static final int WITH_LOOK = 4;
    private static final int FEW = 8;
    private static final int AGAIN = 16;

    private boolean out;
    private long start;
    private long backSince;
    /** Whether what is still gone would be no outage. */
    private boolean few;
    // When its lines were looked at last, 0 while nothing has to be looked at. What went before our own absence is
    // looked at still.
    private long lookedAt;
    // Whether most of them were silent then, so that nothing was concluded.
    private boolean blind;
    /** The most lines that were gone at once, but for those that left so: those that are back are measured by it, however long they were away. */
    private int lost;
    /** Where it went again while few were left of it: since when it is not over, and the most that were gone at once. */
    private long first;

    private int most;

    /** One line of the village as the watch needs it. */
    public record Line(LineWatch watch, long intervalMs) {}

    /** The lines that went within the window of an outage, and when the last of them went. */
    private record Gone(long last, int lines, int gasps, int expected, int silent) {
        Signal.Lines asSaid() {
            return new Signal.Lines(lines, expected, lines == 0 ? 0 : 100 * gasps / lines);
        }

        boolean isOutage(Rules.Fibre rules) {
            return lines >= rules.outageLines() && lines >= rules.outageShare() * expected;
        }

        /** Most of the others are silent: nothing is concluded. */
        boolean isBlind() {
            return silent > expected;
        }
    }

    /** A line went at that time: the next ticks have to look. */
    public void wake(long at) {
        lookedAt = lookedAt == 0 ? at : Math.min(lookedAt, at);
    }

    /** Whether a tick has something to do here. */
    public boolean isAwake() {
        return out || lookedAt != 0;
    }

    /** No line went lately: once those that did could be judged, ticks need not look. */
    public void rest() {
        lookedAt = blind ? lookedAt : 0;
    }

    /** Judges at a tick; returns what to say of it, null for nothing new. */
    public @Nullable Signal tick(Rules.Fibre rules, String village, List<Line> lines, long now) {
        blind = false;
        Signal said = out ? back(rules, village, lines, now) : gone(rules, village, lines, now);
        lookedAt = blind ? lookedAt : now;
        return said;
    }

    public boolean isOut() {
        return out;
    }

    /** A line left the village. One that is lost will never come back here: when it was the last of those, nobody watches what went. */
    public @Nullable Signal leaves(Rules.Fibre rules, String village, LineWatch line, long now) {
        Line leaving = new Line(line, 0);
        if (!out || lost == 0 || !isGone(rules, leaving, first - 1000, now)) {
            return null;
        }
        most--;
        lost -= isGone(rules, leaving, start - 1000, now) ? 1 : 0;
        if (lost > 0) {
            return null;
        }
        out = false;
        return Signal.fibreLeft(village, now);
    }

    private @Nullable Signal gone(Rules.Fibre rules, String village, List<Line> lines, long now) {
        long from = (lookedAt == 0 ? now - TICK_MS : Math.min(lookedAt, now - TICK_MS))
                - rules.outageWithinMs()
                - SETTLE_MS;
        long went = firstOfMost(rules, lines, from, now);
        if (went < 0 || now - went < SETTLE_MS) {
            return null;
        }
        Gone gone = count(rules, lines, went, went + rules.outageWithinMs(), now);
        // One that is still going on is not named: a PON that took the later lines must have had its say.
        if (now - gone.last() < SETTLE_MS) {
            return null;
        }
        if (!gone.isOutage(rules)) {
            return null;
        }
        if (gone.isBlind()) {
            // Later nobody knows any more whether what went then is out still: it may have come back unheard.
            blind = now - went < BLIND_FOR * rules.outageWithinMs();
            return null;
        }
        out = true;
        few = false;
        start = went;
        first = went;
        backSince = 0;
        lost = gone.lines();
        most = lost;
        return Signal.fibreDown(village, now, went, gone.asSaid());
    }

    private @Nullable Signal back(Rules.Fibre rules, String village, List<Line> lines, long now) {
        Gone still = count(rules, lines, start, now, now);
        int gone = still.lines();
        lost = Math.max(lost, gone);
        most = Math.max(most, lost);
        if (100 * gone >= BACK_PERCENT * Math.max(1, lost)) {
            backSince = 0;
            return remains(rules, village, lines, still, now);
        }
        if (backSince == 0) {
            backSince = now;
        }
        if (now - backSince < rules.outageWithinMs()) {
            return null;
        }
        out = false;
        int dark = count(rules, lines, first, now, now).lines();
        return Signal.fibreBack(village, now, backSince, new Signal.Lines(dark, most, 0));
    }

    /** What is still gone may have become too little for an outage, or be enough again by lines that went since: then since those did. */
    private @Nullable Signal remains(Rules.Fibre rules, String village, List<Line> lines, Gone still, long now) {
        boolean isSettled = !few || now - still.last() >= SETTLE_MS;
        if (still.isOutage(rules) != few || still.isBlind() || !isSettled) {
            return null;
        }
        few = !few;
        if (few) {
            return Signal.fibreFew(village, now, start);
        }
        start = Math.max(start, firstOfMost(rules, lines, start - 1000, now));
        Gone again = count(rules, lines, start, now, now);
        lost = again.lines();
        most = Math.max(most, still.lines());
        return Signal.fibreDown(village, now, start, again.asSaid());
    }

    private static long firstOfMost(Rules.Fibre rules, List<Line> lines, long from, long now) {
        return Together.firstOfMost(
                lines.stream().filter(line -> isGone(rules, line, from, now)).mapToLong(line -> line.watch()
                        .downAt()),
                rules.outageWithinMs());
    }

    private static Gone count(Rules.Fibre rules, List<Line> lines, long from, long to, long now) {
        long last = from;
        int gone = 0;
        int gasps = 0;
        int expected = 0;
        int silent = 0;
        for (Line line : lines) {
            if (isGone(rules, line, from - 1000, to)) {
                last = Math.max(last, line.watch().downAt());
                expected++;
                gone++;
                gasps += line.watch().gasped() ? 1 : 0;
            } else if (line.watch().isUp() && line.watch().isSilentAt(rules, line.intervalMs(), now)) {
                silent++;
            } else if (line.watch().isExpectedUp(rules) && !wasDown(line, from - 1000)) {
                expected++;
            }
        }
        return new Gone(last, gone, gasps, expected, silent);
    }

    /** Lost for a reason of its own: nobody expects it up now. */
    private static boolean wasDown(Line line, long before) {
        return !line.watch().isUp() && line.watch().downAt() < before;
    }

    private static boolean isGone(Rules.Fibre rules, Line line, long from, long to) {
        LineWatch watch = line.watch();
        return watch.wasHeard()
                && !watch.isUp()
                && watch.downAt() >= from
                && watch.downAt() <= to
                && watch.isExpectedUp(rules);
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte((this.out ? OUT : 0)
                | WITH_LOST
                | (lookedAt != 0 ? WITH_LOOK : 0)
                | (few ? FEW : 0)
                | (first != start ? AGAIN : 0));
        out.writeLong(start);
        out.writeLong(backSince);
        out.writeInt(lost);
        if (lookedAt != 0) {
            out.writeLong(lookedAt);
        }
        if (first != start) {
            out.writeLong(first);
            out.writeInt(most);
        }
    }

    public static FibreWatch read(DataInput in) throws IOException {
        FibreWatch watch = new FibreWatch();
        int flags = in.readByte();
        watch.out = (flags & OUT) != 0;
        watch.few = (flags & FEW) != 0;
        watch.start = in.readLong();
        watch.backSince = in.readLong();
        watch.lost = (flags & WITH_LOST) != 0 ? in.readInt() : 0;
        watch.lookedAt = (flags & WITH_LOOK) != 0 ? in.readLong() : 0;
        watch.first = (flags & AGAIN) != 0 ? in.readLong() : watch.start;
        watch.most = (flags & AGAIN) != 0 ? in.readInt() : watch.lost;
        return watch;
    }
}
