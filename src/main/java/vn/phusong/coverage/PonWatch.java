package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lines of one PON went together: at least three, and at least four in five of those that were up and are missed, within two minutes
 * (domain.md §2.3, §7.8). Only a word that a line is down counts, never its silence; where most lines are silent nothing is concluded. O(lines of the PON)
 * for each tick after a line went, nothing otherwise. Watch loop only.
 *
 * <pre>
 *   a line went ──► awake ──4 in 5 together, settled──► out ──4 in 5 back for five minutes──► idle
 *                     └────────quiet for a while───────────────────────────────────────────────►
 * </pre>
 */
public final class PonWatch {
    private static final long WITHIN_MS = 120_000;
    // So that the dying gasps and the losses of signal of one cause are all in before it is named.
    private static final long SETTLE_MS = 120_000;
    private static final int DOWN_PERCENT = 80;
    private static final int LEFT_PERCENT = 20;

    private boolean awake;
    private boolean out;
    private long newestDownAt;
    private long lookedAt;
    private long start;
    private long withinMs;
    private long backSince;
    private int toldLines;
    private int toldGasps;
    /** Whether what is still gone would be no outage. */
    private boolean few;
    /** Where it went again while few were left of it: since when it is not over. */
    private long first;

    /**
     * One line of the PON as the watch needs it.
     *
     * @param isShared whether its household has a line on another PON too
     */
    public record Line(LineWatch watch, long intervalMs, String village, String household, boolean isShared) {
        public Line(LineWatch watch, long intervalMs, String village, String household) {
            this(watch, intervalMs, village, household, false);
        }
    }

    /** A line of this PON went at that time: the next ticks have to look. */
    public void wake(long at) {
        if (!awake) {
            awake = true;
            lookedAt = at;
        }
        newestDownAt = Math.max(newestDownAt, at);
    }

    /** Whether a tick has something to do here. */
    public boolean isAwake() {
        return awake || out;
    }

    public boolean isOut() {
        return out;
    }

    /** Judges at a tick; returns what to say of it, null for nothing new. */
    public @Nullable PonSignal tick(
            Rules.Fibre rules, PonSignal.Pon pon, List<Line> lines, LostLines.Power power, long now) {
        PonSignal said = out ? goesOn(rules, pon, lines, power, now) : begins(rules, pon, lines, power, now);
        lookedAt = now;
        awake = now - newestDownAt <= 2 * (WITHIN_MS + SETTLE_MS);
        return said;
    }

    private @Nullable PonSignal begins(
            Rules.Fibre rules, PonSignal.Pon pon, List<Line> lines, LostLines.Power power, long now) {
        // After our own absence those that went before it are looked at still.
        long went = firstOfMost(rules, lines, lookedAt - WITHIN_MS - SETTLE_MS);
        if (went < 0 || now - went < SETTLE_MS) {
            return null;
        }
        long last = went;
        int gone = 0;
        int expected = 0;
        int silent = 0;
        for (Line line : lines) {
            LineWatch watch = line.watch();
            if (watch.isUp() && watch.isSilentAt(rules, line.intervalMs(), now)) {
                silent++;
            } else if (watch.isExpectedUp(rules) && (watch.isUp() || watch.downAt() >= went)) {
                expected++;
                if (isGone(rules, line, went, went + WITHIN_MS)) {
                    gone++;
                    last = Math.max(last, watch.downAt());
                }
            }
        }
        if (!isOutage(rules, gone, expected) || silent > expected) {
            return null;
        }
        out = true;
        few = false;
        start = went;
        first = went;
        withinMs = last - went;
        backSince = 0;
        toldLines = 0;
        toldGasps = 0;
        LostLines lost = new LostLines(rules, lines, start, now);
        return say(PonSignal.What.DOWN, pon, lost, power, now);
    }

    /** When the first of the most lines went that ever went within the window, −1 for none. */
    private static long firstOfMost(Rules.Fibre rules, List<Line> lines, long from) {
        return Together.firstOfMost(
                lines.stream()
                        .filter(line -> isGone(rules, line, from, Long.MAX_VALUE))
                        .mapToLong(line -> line.watch().downAt()),
                WITHIN_MS);
    }

    private static boolean isGone(Rules.Fibre rules, Line line, long from, long to) {
        LineWatch watch = line.watch();
        return !watch.isUp() && watch.downAt() >= from && watch.downAt() <= to && watch.isExpectedUp(rules);
    }

    private @Nullable PonSignal goesOn(
            Rules.Fibre rules, PonSignal.Pon pon, List<Line> lines, LostLines.Power power, long now) {
        LostLines lost = new LostLines(rules, lines, start, now);
        if (lost.gone() == 0) {
            // All that went left the roster since: nobody will ever see them come back.
            out = false;
            return PonSignal.left(pon.path(), now);
        }
        if (100 * lost.stillGone() > LEFT_PERCENT * lost.gone()) {
            backSince = 0;
            return remains(rules, pon, lines, lost, power, now);
        }
        if (backSince == 0) {
            backSince = now;
        }
        if (now - backSince < rules.outageWithinMs()) {
            return null;
        }
        out = false;
        LostLines all = first == start ? lost : new LostLines(rules, lines, first, now);
        lines.forEach(line -> line.watch().counted(false));
        PonSignal.Lines rest = new PonSignal.Lines(all.stillGone(), all.gone(), 0, 0);
        return new PonSignal(PonSignal.What.BACK, pon, now, backSince, rest, List.of());
    }

    /** More may have gone; what is still gone may have become too little for an outage, or be one again by lines that went since: then since those did. */
    private @Nullable PonSignal remains(
            Rules.Fibre rules, PonSignal.Pon pon, List<Line> lines, LostLines lost, LostLines.Power power, long now) {
        boolean isOutage = isOutage(rules, lost.stillGone(), lost.expected());
        if (few) {
            return isOutage && now - newestDownAt >= SETTLE_MS ? goesAgain(rules, pon, lines, power, now) : null;
        }
        few = !isOutage;
        if (few) {
            return say(PonSignal.What.FEW, pon, lost, power, now);
        }
        return lost.gone() > toldLines || lost.gasps() > toldGasps
                ? say(PonSignal.What.MORE, pon, lost, power, now)
                : null;
    }

    private PonSignal goesAgain(
            Rules.Fibre rules, PonSignal.Pon pon, List<Line> lines, LostLines.Power power, long now) {
        few = false;
        long went = firstOfMost(rules, lines, start);
        if (went > start) {
            lines.forEach(line -> line.watch().counted(false));
            start = went;
            withinMs = lines.stream()
                            .filter(line -> isGone(rules, line, went, went + WITHIN_MS))
                            .mapToLong(line -> line.watch().downAt())
                            .max()
                            .orElse(went)
                    - went;
            toldGasps = 0;
        }
        return say(PonSignal.What.MORE, pon, new LostLines(rules, lines, start, now), power, now);
    }

    private static boolean isOutage(Rules.Fibre rules, int gone, int expected) {
        return gone >= rules.outageLines() && 100 * gone >= DOWN_PERCENT * expected;
    }

    private PonSignal say(PonSignal.What what, PonSignal.Pon pon, LostLines lost, LostLines.Power power, long now) {
        toldLines = lost.gone();
        toldGasps = Math.max(toldGasps, lost.gasps());
        PonSignal.Lines lines = new PonSignal.Lines(toldLines, lost.expected(), toldGasps, withinMs);
        return new PonSignal(what, pon, now, start, lines, lost.members(power, start));
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte((awake ? 1 : 0) | (this.out ? 2 : 0) | (few ? 4 : 0) | (first != start ? 8 : 0));
        out.writeLong(newestDownAt);
        out.writeLong(lookedAt);
        out.writeLong(start);
        out.writeLong(withinMs);
        out.writeLong(backSince);
        out.writeInt(toldLines);
        out.writeInt(toldGasps);
        if (first != start) {
            out.writeLong(first);
        }
    }

    public static PonWatch read(DataInput in) throws IOException {
        PonWatch watch = new PonWatch();
        int flags = in.readByte();
        watch.awake = (flags & 1) != 0;
        watch.out = (flags & 2) != 0;
        watch.few = (flags & 4) != 0;
        watch.newestDownAt = in.readLong();
        watch.lookedAt = in.readLong();
        watch.start = in.readLong();
        watch.withinMs = in.readLong();
        watch.backSince = in.readLong();
        watch.toldLines = in.readInt();
        watch.toldGasps = in.readInt();
        watch.first = (flags & 8) != 0 ? in.readLong() : watch.start;
        return watch;
    }
}
