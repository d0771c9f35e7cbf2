package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.OwnOutage;

/**
 * Whether it is we who do not see. Begins when more than half of the villages that spoke within a day are silent for longer than a live reading may take,
 * or when the ticks say that we were away; ends at the first later tick that finds most of them speaking. Never blames a village, never judges one. Watch
 * loop only.
 */
final class OwnSight {
    /** Of fewer, silence is the devices' own: one dead probe in a province of two is not our outage. */
    private static final int LEAST_VILLAGES = 5;

    private static final long SPOKE_WITHIN_MS = 86_400_000;

    /** Beginning and end of the newest time we could not see, 0 for none; while it lasts the end is 0. */
    private long from;

    private long to;
    /** The tick at which we came back, when we had been away; 0 when most villages fell silent under our eyes. */
    private long backAt;

    private int silent;
    private int spoke;
    private long lastWord;

    /** @param awaySince when we were last there before this tick, 0 when we were there all the time */
    void tick(VillageFold fold, long now, long awaySince, Collected out) {
        boolean wasBlind = isBlind();
        count(fold, wasBlind ? from : awaySince != 0 ? awaySince : now, now);
        boolean isMost = spoke >= LEAST_VILLAGES && 2 * silent > spoke;
        // Who hears nobody misses nobody: a server without devices was not blind.
        if (!wasBlind && (isMost || (awaySince != 0 && spoke > 0))) {
            begin(now, awaySince, out);
        } else if (wasBlind && awaySince == 0 && !isMost) {
            to = backAt == 0 ? now : backAt;
            out.own.add(new OwnOutage(true, now, to, silent, spoke));
        } else if (wasBlind && awaySince != 0) {
            // Away again before the others were heard: it is one outage, and it ends with the later return.
            backAt = now;
        }
    }

    private void begin(long now, long awaySince, Collected out) {
        backAt = awaySince == 0 ? 0 : now;
        from = awaySince == 0 ? lastWord : awaySince;
        to = 0;
        // While we were away we heard nobody, whoever speaks again already.
        out.own.add(new OwnOutage(false, now, from, awaySince == 0 ? silent : spoke, spoke));
    }

    private void count(VillageFold fold, long reference, long now) {
        silent = 0;
        spoke = 0;
        lastWord = 0;
        for (VillageWatch village : fold.roster.everyVillage) {
            long heard = village.heardAt();
            if (heard != 0 && heard > reference - SPOKE_WITHIN_MS) {
                spoke++;
                if (village.isQuietAt(now)) {
                    silent++;
                    lastWord = Math.max(lastWord, heard);
                }
            }
        }
    }

    private boolean isBlind() {
        return from != 0 && to == 0;
    }

    /** Whether a village last heard at that time is silent because of us: it spoke until we went blind, and has had no staleness period since to speak again. */
    boolean explains(long heardAt, long liveMs, long graceMs, long now) {
        return from != 0 && heardAt >= from - liveMs && (to == 0 || (now <= to + graceMs && heardAt <= to));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(from);
        out.writeLong(to);
        out.writeLong(backAt);
    }

    void read(DataInput in) throws IOException {
        from = in.readLong();
        to = in.readLong();
        backAt = in.readLong();
    }
}
