package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When service really went and really came back, which is never when we noticed (domain.md §7.4 "Blindness never pages").
 *
 * <p>Start by the hard rule: the first sample that was not good after the last good one and after the last change to unknown (before it, nobody
 * observed). By the soft rule: when the long share fell below one half, likewise. End: the first of the good samples that led to recovery; out of
 * unknown, the first good one after the silence.
 */
final class Outage {
    long start;
    long end;
    private long badSince;
    private long unknownAt;
    private long recoverFrom;
    private long goodAfterUnknown;

    void sample(Judgement slot, long at, boolean good) {
        if (good) {
            badSince = 0;
            if (goodAfterUnknown == 0 && slot.standing() == Standing.UNKNOWN) {
                goodAfterUnknown = at;
            }
        } else if (badSince == 0) {
            badSince = firstBadOfRun(slot.samples(), at);
        }
    }

    /** Whether the newest sample was good; true before the first. */
    boolean isGood() {
        return badSince == 0;
    }

    /** A sample set in late by order may have moved the beginning of the run. */
    private long firstBadOfRun(Samples samples, long at) {
        long first = at;
        for (int i = samples.size() - 1; i >= 0; i--) {
            long sample = samples.get(i);
            if (Samples.counts(sample) && Samples.at(sample) <= at) {
                if (Samples.isGood(sample) || Samples.at(sample) <= unknownAt) {
                    return first;
                }
                first = Samples.at(sample);
            }
        }
        // The run began before the oldest sample kept.
        return badSince == 0 ? first : Math.min(first, badSince);
    }

    void unknown(long now) {
        unknownAt = now;
        badSince = 0;
        recoverFrom = 0;
        goodAfterUnknown = 0;
    }

    void changed(Judgement slot, Standing from, Standing to, String rule) {
        switch (to) {
            case UNCOVERED -> {
                if (from != Standing.RECOVERING) {
                    start = rule.equals("soft")
                            ? Math.max(slot.softSince(), unknownAt)
                            : firstBadOfRun(slot.samples(), slot.lastSampleAt());
                }
                goodAfterUnknown = 0;
            }
            case RECOVERING -> recoverFrom = firstOfLastFive(slot.samples());
            case COVERED, DEGRADED -> {
                if (from == Standing.RECOVERING) {
                    end = recoverFrom;
                } else if (from == Standing.UNKNOWN) {
                    end = goodAfterUnknown == 0 ? slot.lastSampleAt() : goodAfterUnknown;
                }
            }
            case UNKNOWN -> throw new IllegalStateException("no sample makes a place unknown");
        }
    }

    private static long firstOfLastFive(Samples samples) {
        int found = 0;
        long first = 0;
        for (int i = samples.size() - 1; i >= 0 && found < 5; i--) {
            if (Samples.counts(samples.get(i))) {
                first = Samples.at(samples.get(i));
                found++;
            }
        }
        return first;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeLong(end);
        out.writeLong(badSince);
        out.writeLong(unknownAt);
        out.writeLong(recoverFrom);
        out.writeLong(goodAfterUnknown);
    }

    static Outage read(DataInput in) throws IOException {
        Outage outage = new Outage();
        outage.start = in.readLong();
        outage.end = in.readLong();
        outage.badSince = in.readLong();
        outage.unknownAt = in.readLong();
        outage.recoverFrom = in.readLong();
        outage.goodAfterUnknown = in.readLong();
        return outage;
    }
}
