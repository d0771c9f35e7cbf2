package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The standing of one (point, operator) under one indicator, as a state machine over the shares of its two windows (domain.md §7.4 with its "read the
 * table so"). Evaluated once per newer live sample; silence is the slot's affair.
 *
 * <pre>
 *                 up                     p60 < 0.90 for 15 min
 *   UNKNOWN ─────────────► COVERED ◄──────────────────────────► DEGRADED
 *      │  hard or soft        │ hard or soft   up for 30 min       │ hard or soft
 *      └──────────────► UNCOVERED ◄────────────────────────────────┘
 *                         │    ▲ hard, or p15 < 0.30
 *              5 good     ▼    │
 *                      RECOVERING ── up for 30 min ─► COVERED, p60 ≥ 0.65 for 30 min ─► DEGRADED
 * </pre>
 */
final class Machine {
    private static final long MICRO = 1_000_000;
    private static final long RELAPSE_AFTER_MS = 300_000;

    Standing standing = Standing.UNKNOWN;
    long since;
    boolean everServed;
    // When each condition began to hold, 0 while it does not.
    private long upSince;
    private long lowSince;
    private long softSince;
    private long outSince;

    /** Judges at sample time {@code at}; returns the rule that changed the standing, or an empty word. */
    String evaluate(Rules.Shares shares, WindowPlan plan, long at, Windows windows, boolean fourG) {
        int longAll = windows.longAll;
        if (longAll < plan.counts().enough()) {
            return "";
        }
        int longGood = fourG ? windows.longGood4g : windows.longGood;
        int shortAll = windows.shortAll;
        int shortGood = fourG ? windows.shortGood4g : windows.shortGood;
        boolean up = shortAll >= plan.counts().enoughShort() && atLeast(shortGood, shortAll, shares.enter());
        upSince = held(upSince, up, at);
        lowSince = held(lowSince, !up && !atLeast(longGood, longAll, shares.degraded()), at);
        softSince = held(softSince, !up && !atLeast(longGood, longAll, shares.leave()), at);
        outSince = held(outSince, atLeast(longGood, longAll, shares.out()), at);
        boolean hard = shortAll >= plan.counts().hard() && shortGood == 0;
        return switch (standing) {
            case UNKNOWN, COVERED, DEGRADED -> live(shares, plan, at, longAll, hard, up);
            case UNCOVERED -> windows.lastFiveGood(fourG) ? to(Standing.RECOVERING, at, "five_good") : "";
            case RECOVERING -> recovering(shares, plan, at, shortAll, shortGood, hard);
        };
    }

    private String live(Rules.Shares shares, WindowPlan plan, long at, int longAll, boolean hard, boolean up) {
        if (hard) {
            return to(Standing.UNCOVERED, at, "hard");
        }
        if (hasHeld(softSince, at, shares.holdDownMs())) {
            return to(Standing.UNCOVERED, at, "soft");
        }
        if (standing == Standing.UNKNOWN) {
            if (up) {
                return to(Standing.COVERED, at, "enter");
            }
            // Mostly without service is none, not a weak one: it waits for the hold, or for better.
            return softSince == 0 && longAll >= plan.counts().many() ? to(Standing.DEGRADED, at, "mixed") : "";
        }
        if (standing == Standing.COVERED) {
            return hasHeld(lowSince, at, shares.holdDownMs()) ? to(Standing.DEGRADED, at, "low") : "";
        }
        return hasHeld(upSince, at, shares.holdUpMs()) ? to(Standing.COVERED, at, "up") : "";
    }

    private String recovering(
            Rules.Shares shares, WindowPlan plan, long at, int shortAll, int shortGood, boolean hard) {
        if (hard) {
            return to(Standing.UNCOVERED, at, "hard");
        }
        if (at - since >= RELAPSE_AFTER_MS
                && shortAll >= plan.counts().enoughShort()
                && !atLeast(shortGood, shortAll, shares.relapse())) {
            return to(Standing.UNCOVERED, at, "relapse");
        }
        if (hasHeld(upSince, at, shares.holdUpMs())) {
            return to(Standing.COVERED, at, "up");
        }
        return hasHeld(outSince, at, shares.holdUpMs()) && at - since >= shares.holdUpMs()
                ? to(Standing.DEGRADED, at, "out")
                : "";
    }

    /** Nobody measured for too long. Also clears the holds, whatever the standing. */
    @CanIgnoreReturnValue
    boolean silent(long at) {
        upSince = 0;
        lowSince = 0;
        softSince = 0;
        outSince = 0;
        if (standing == Standing.UNKNOWN) {
            return false;
        }
        standing = Standing.UNKNOWN;
        since = at;
        return true;
    }

    long softSince() {
        return softSince;
    }

    boolean sameAs(Machine other) {
        return standing == other.standing
                && since == other.since
                && everServed == other.everServed
                && upSince == other.upSince
                && lowSince == other.lowSince
                && softSince == other.softSince
                && outSince == other.outSince;
    }

    /** Whether both will answer alike from {@code at} on; a hold that is ripe is ripe whenever it began. */
    boolean goesOnLike(Machine other, Rules.Shares shares, long at) {
        return standing == other.standing
                && (standing != Standing.RECOVERING || since == other.since)
                && sameHold(upSince, other.upSince, at, shares.holdUpMs())
                && sameHold(lowSince, other.lowSince, at, shares.holdDownMs())
                && sameHold(softSince, other.softSince, at, shares.holdDownMs())
                && sameHold(outSince, other.outSince, at, shares.holdUpMs());
    }

    private static boolean sameHold(long one, long two, long at, long ripeMs) {
        return one == two || (hasHeld(one, at, ripeMs) && hasHeld(two, at, ripeMs));
    }

    Machine copy() {
        Machine copy = new Machine();
        copy.standing = standing;
        copy.since = since;
        copy.everServed = everServed;
        copy.upSince = upSince;
        copy.lowSince = lowSince;
        copy.softSince = softSince;
        copy.outSince = outSince;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(standing.name());
        out.writeBoolean(everServed);
        out.writeLong(since);
        out.writeLong(upSince);
        out.writeLong(lowSince);
        out.writeLong(softSince);
        out.writeLong(outSince);
    }

    static Machine read(DataInput in) throws IOException {
        Machine machine = new Machine();
        machine.standing = Standing.valueOf(in.readUTF());
        machine.everServed = in.readBoolean();
        machine.since = in.readLong();
        machine.upSince = in.readLong();
        machine.lowSince = in.readLong();
        machine.softSince = in.readLong();
        machine.outSince = in.readLong();
        return machine;
    }

    private String to(Standing next, long at, String rule) {
        standing = next;
        // A sample of before a silence was found changes what stood until then from there on only.
        since = Math.max(since, at);
        everServed |= next.isServed();
        return rule;
    }

    private static long held(long since, boolean holds, long at) {
        return holds ? (since == 0 ? at : since) : 0;
    }

    private static boolean hasHeld(long since, long at, long forMs) {
        return since != 0 && at - since >= forMs;
    }

    private static boolean atLeast(int good, int all, double share) {
        return MICRO * good >= Math.round(share * MICRO) * all;
    }
}
