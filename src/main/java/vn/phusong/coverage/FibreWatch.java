package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the fibre of one village is out: at least three lines, and at least half of those expected up, gone within five minutes (domain.md §7.7). A
 * line counts as gone only by a word that it is down, never by its silence. Watch loop only.
 */
public final class FibreWatch {
    // So that the dying gasps and the losses of signal of one cause are all in before it is named (domain.md §2.3).
    private static final long SETTLE_MS = 120_000;
    private static final long TICK_MS = 60_000;
    private static final int BACK_PERCENT = 20;

    private static final int OUT = 1;
    // Rows of earlier programs have no number of lines.
    private static final int WITH_LOST = 2;

    private boolean out;
    private long start;
    private long backSince;
    /** The most lines that were gone at once, but for those that left so: those that are back are measured by it, however long they were away. */
    private int lost;

    /** One line of the village as the watch needs it. */
    public record Line(LineWatch watch, long intervalMs) {}

    /** The lines that went within the window of an outage, and when the last of them went. */
    private record Gone(long last, int lines, int gasps, int expected) {
        int gaspPercent() {
            return lines == 0 ? 0 : 100 * gasps / lines;
        }
    }

    /** Judges at a tick; returns what to say of it, null for nothing new. */
    public @Nullable Signal tick(Rules.Fibre rules, String village, List<Line> lines, long now) {
        return out ? back(rules, village, lines, now) : gone(rules, village, lines, now);
    }

    public boolean isOut() {
        return out;
    }

    /** A line left the village. One that is lost will never come back here: when it was the last of those, nobody watches what went. */
    public @Nullable Signal leaves(Rules.Fibre rules, String village, LineWatch line, long now) {
        if (!out || lost == 0 || !isGone(rules, new Line(line, 0), start - 1000, now)) {
            return null;
        }
        lost--;
        if (lost > 0) {
            return null;
        }
        out = false;
        return Signal.fibreLeft(village, now);
    }

    private @Nullable Signal gone(Rules.Fibre rules, String village, List<Line> lines, long now) {
        long first = Long.MAX_VALUE;
        for (Line line : lines) {
            if (isGone(rules, line, now - rules.outageWithinMs() - SETTLE_MS - TICK_MS, now)) {
                first = Math.min(first, line.watch().downAt());
            }
        }
        if (first == Long.MAX_VALUE || now - first < SETTLE_MS) {
            return null;
        }
        Gone gone = count(rules, lines, first, first + rules.outageWithinMs());
        // One that is still going on is not named: a PON that took the later lines must have had its say.
        if (now - gone.last() < SETTLE_MS) {
            return null;
        }
        if (gone.lines() < rules.outageLines() || gone.lines() < rules.outageShare() * gone.expected()) {
            return null;
        }
        out = true;
        start = first;
        backSince = 0;
        lost = gone.lines();
        return Signal.fibreDown(
                village, now, first, new Signal.Lines(gone.lines(), gone.expected(), gone.gaspPercent()));
    }

    private @Nullable Signal back(Rules.Fibre rules, String village, List<Line> lines, long now) {
        int gone = count(rules, lines, start, now).lines();
        lost = Math.max(lost, gone);
        if (100 * gone >= BACK_PERCENT * Math.max(1, lost)) {
            backSince = 0;
            return null;
        }
        if (backSince == 0) {
            backSince = now;
        }
        if (now - backSince < rules.outageWithinMs()) {
            return null;
        }
        out = false;
        return Signal.fibreBack(village, now, backSince, new Signal.Lines(gone, lost, 0));
    }

    private static Gone count(Rules.Fibre rules, List<Line> lines, long from, long to) {
        long last = from;
        int gone = 0;
        int gasps = 0;
        int expected = 0;
        for (Line line : lines) {
            if (isGone(rules, line, from - 1000, to)) {
                last = Math.max(last, line.watch().downAt());
                expected++;
                gone++;
                gasps += line.watch().gasped() ? 1 : 0;
            } else if (line.watch().isExpectedUp(rules) && !wasDown(line, from - 1000)) {
                expected++;
            }
        }
        return new Gone(last, gone, gasps, expected);
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
        out.writeByte((this.out ? OUT : 0) | WITH_LOST);
        out.writeLong(start);
        out.writeLong(backSince);
        out.writeInt(lost);
    }

    public static FibreWatch read(DataInput in) throws IOException {
        FibreWatch watch = new FibreWatch();
        int flags = in.readByte();
        watch.out = (flags & OUT) != 0;
        watch.start = in.readLong();
        watch.backSince = in.readLong();
        watch.lost = (flags & WITH_LOST) != 0 ? in.readInt() : 0;
        return watch;
    }
}
