package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;

/**
 * One (point, operator): its kept samples, its two windows over the live ones, and the machines that judge them. All probes at the point share it.
 * Watch loop only. State is at most 1 KB at the default capacity of one long window.
 */
public final class Slot {
    // The windows, as counts over samples[longTail..] and samples[shortTail..]; live samples that say something only.
    int longAll;
    int longGood;
    int longGood4g;
    int shortAll;
    int shortGood;
    int shortGood4g;
    private int longTail;
    private int shortTail;

    private WindowPlan plan;
    private Samples samples;
    private Machine mobile = new Machine();
    // Null while it is in step with the other: until a sample is good on UMTS only.
    private @Nullable Machine fourG;
    private Outage outage = new Outage();
    private long lastSampleAt;
    private long testAt;
    private boolean testFailed;
    private String fourGRule = "";

    public Slot(WindowPlan plan) {
        this.plan = plan;
        this.samples = new Samples(plan.capacity());
    }

    /** One radio element as a sample of this slot. */
    public record Sample(long at, Radio radio, float offsetDb, int content, int who, boolean live) {}

    /**
     * Takes a sample in and, if it is live and newer than all before, judges.
     *
     * @return the rule that changed the standing of {@code mobile}, or an empty word
     */
    public String add(Rules rules, Sample sample) {
        fourGRule = "";
        float level = Classifier.levelDbm(sample.radio(), sample.offsetDb());
        boolean newest = sample.live() && sample.at() > lastSampleAt;
        boolean levelGood = Classifier.isLevelGood(
                rules.levels(), sample.radio().rat(), level, wasLevelGood(newest ? Long.MAX_VALUE : sample.at()));
        SampleClass judged = Classifier.classify(
                rules.levels(), sample.radio(), level, levelGood, hasFailedTest(rules, sample.at()));
        int flags = Samples.flags(sample.live(), levelGood, sample.radio().rat() != Rat.UMTS);
        long packed = Samples.pack(sample.at(), sample.content(), sample.who(), judged, flags);
        if (!newest || judged == SampleClass.INVALID || hasLaterSamples(sample.at())) {
            samples.insert(packed, Samples.level(level));
            recount();
            if (!newest || judged == SampleClass.INVALID) {
                return "";
            }
        } else {
            append(packed, Samples.level(level));
        }
        lastSampleAt = sample.at();
        slide(sample.at());
        outage.sample(this, sample.at(), judged == SampleClass.GOOD);
        return judge(rules, sample.at());
    }

    /** A test of this slot: a failed one makes samples bad for a while or until the next (domain.md §7.3). */
    public void test(Rules rules, long at, ActiveTest test, boolean simSuspended) {
        if (at >= testAt) {
            testAt = at;
            testFailed = !simSuspended && Classifier.isFailed(rules.tests(), test);
        }
    }

    /** Whether a reading of that time was taken from that probe: −1 no, 0 yes with other content, 1 yes with this content. */
    public int knows(long at, int who, int content) {
        for (int i = samples.firstFrom(at); i < samples.size() && Samples.at(samples.get(i)) == at; i++) {
            if (Samples.who(samples.get(i)) == (who & 3)) {
                return Samples.content(samples.get(i)) == (content & Samples.CONTENT_MASK) ? 1 : 0;
            }
        }
        return -1;
    }

    /** Time went by: silence makes it unknown and clears every hold. Returns whether the standing changed. */
    public boolean tick(long now) {
        if (lastSampleAt == 0 || now - lastSampleAt < plan.staleMs()) {
            return false;
        }
        if (fourG != null) {
            fourG.silent(now);
        }
        if (!mobile.silent(now)) {
            return false;
        }
        outage.unknown(now);
        return true;
    }

    /** Whether a notice may fall due: the last sample is at most max(5 min, 2 intervals) old. */
    public boolean isWatchedAt(long now) {
        return lastSampleAt != 0 && now - lastSampleAt <= plan.liveMs();
    }

    public void replan(WindowPlan next) {
        if (next.capacity() != samples.capacity()) {
            samples = samples.resized(next.capacity());
        }
        plan = next;
        recount();
        slide(lastSampleAt);
    }

    public WindowPlan plan() {
        return plan;
    }

    public Standing standing() {
        return mobile.standing;
    }

    public Standing standing4g() {
        return fourG == null ? mobile.standing : fourG.standing;
    }

    /** The rule that changed the standing of {@code mobile.4g+} with the last sample, or an empty word. */
    public String fourGRule() {
        return fourGRule;
    }

    public long since() {
        return mobile.since;
    }

    public boolean everServed() {
        return mobile.everServed;
    }

    public long lastSampleAt() {
        return lastSampleAt;
    }

    /** First sample of the outage that last began; see {@link Outage}. */
    public long outageStart() {
        return outage.start;
    }

    /** First good sample after the outage that last ended. */
    public long outageEnd() {
        return outage.end;
    }

    public int samplesInWindow() {
        return longAll;
    }

    public int goodInWindow() {
        return longGood;
    }

    /** The newest live level in dBm, NaN when absent. */
    public float lastLevelDbm() {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (Samples.isLive(samples.get(i))) {
                return samples.levelOf(i);
            }
        }
        return Float.NaN;
    }

    /** Live samples within [from, from + five minutes) as a roll-up, null when there were none. */
    public @Nullable Rollup rollup(String village, String operator, long from) {
        int[] counts = new int[SampleClass.values().length];
        double sum = 0;
        int levels = 0;
        long end = from + Rollup.BUCKET_MS;
        for (int i = samples.firstFrom(from); i < samples.size() && Samples.at(samples.get(i)) < end; i++) {
            if (Samples.counts(samples.get(i))) {
                counts[Samples.classOf(samples.get(i)).code]++;
                if (!Float.isNaN(samples.levelOf(i))) {
                    sum += samples.levelOf(i);
                    levels++;
                }
            }
        }
        int good = counts[SampleClass.GOOD.code];
        int bad = counts[SampleClass.BAD.code];
        int noService = counts[SampleClass.NO_SERVICE.code];
        return good + bad + noService == 0
                ? null
                : new Rollup(village, operator, from, good, bad, noService, sum, levels);
    }

    boolean lastFiveGood(boolean on4g) {
        int found = 0;
        for (int i = samples.size() - 1; i >= 0 && found < 5; i--) {
            long sample = samples.get(i);
            if (Samples.counts(sample)) {
                if (!(on4g ? Samples.isGoodOn4g(sample) : Samples.isGood(sample))) {
                    return false;
                }
                found++;
            }
        }
        return found == 5;
    }

    Samples samples() {
        return samples;
    }

    long softSince() {
        return mobile.softSince();
    }

    private String judge(Rules rules, long at) {
        if (fourG == null && longGood != longGood4g) {
            fourG = mobile.copy();
        }
        Standing before = mobile.standing;
        String rule = mobile.evaluate(rules.shares(), plan, at, this, false);
        if (fourG == null) {
            fourGRule = rule;
        } else {
            fourGRule = fourG.evaluate(rules.shares(), plan, at, this, true);
            if (longGood == longGood4g && fourG.sameAs(mobile)) {
                fourG = null;
            }
        }
        if (!rule.isEmpty()) {
            outage.changed(this, before, mobile.standing, rule);
        }
        return rule;
    }

    private boolean hasFailedTest(Rules rules, long at) {
        return testFailed && at >= testAt && at - testAt <= rules.tests().holdsMs();
    }

    /** The level verdict of the sample before {@code at}; not good after a sample without service, or when there is none. */
    private boolean wasLevelGood(long at) {
        for (int i = (at == Long.MAX_VALUE ? samples.size() : samples.firstFrom(at)) - 1; i >= 0; i--) {
            if (Samples.classOf(samples.get(i)) != SampleClass.INVALID) {
                return Samples.classOf(samples.get(i)) != SampleClass.NO_SERVICE && Samples.isLevelGood(samples.get(i));
            }
        }
        return false;
    }

    private boolean hasLaterSamples(long at) {
        return samples.size() > 0 && Samples.at(samples.get(samples.size() - 1)) > at;
    }

    private void append(long packed, byte level) {
        long oldest = samples.size() == samples.capacity() ? samples.get(0) : 0;
        if (samples.append(packed, level)) {
            if (longTail == 0) {
                countLong(oldest, -1);
            }
            if (shortTail == 0) {
                countShort(oldest, -1);
            }
            longTail = Math.max(0, longTail - 1);
            shortTail = Math.max(0, shortTail - 1);
        }
        countLong(packed, 1);
        countShort(packed, 1);
    }

    /** Windows are half open, (at − w, at]. */
    private void slide(long at) {
        while (longTail < samples.size() && Samples.at(samples.get(longTail)) <= at - plan.longMs()) {
            countLong(samples.get(longTail++), -1);
        }
        while (shortTail < samples.size() && Samples.at(samples.get(shortTail)) <= at - plan.shortMs()) {
            countShort(samples.get(shortTail++), -1);
        }
    }

    private void recount() {
        longTail = 0;
        shortTail = 0;
        longAll = 0;
        longGood = 0;
        longGood4g = 0;
        shortAll = 0;
        shortGood = 0;
        shortGood4g = 0;
        for (int i = 0; i < samples.size(); i++) {
            countLong(samples.get(i), 1);
            countShort(samples.get(i), 1);
        }
        slide(lastSampleAt);
    }

    private void countLong(long sample, int by) {
        if (Samples.counts(sample)) {
            longAll += by;
            longGood += Samples.isGood(sample) ? by : 0;
            longGood4g += Samples.isGoodOn4g(sample) ? by : 0;
        }
    }

    private void countShort(long sample, int by) {
        if (Samples.counts(sample)) {
            shortAll += by;
            shortGood += Samples.isGood(sample) ? by : 0;
            shortGood4g += Samples.isGoodOn4g(sample) ? by : 0;
        }
    }

    public void write(DataOutput out) throws IOException {
        samples.write(out);
        mobile.write(out);
        out.writeBoolean(fourG != null);
        if (fourG != null) {
            fourG.write(out);
        }
        outage.write(out);
        out.writeLong(lastSampleAt);
        out.writeLong(testAt);
        out.writeBoolean(testFailed);
    }

    public static Slot read(DataInput in, WindowPlan plan) throws IOException {
        Slot slot = new Slot(plan);
        slot.samples = Samples.read(in);
        slot.mobile = Machine.read(in);
        slot.fourG = in.readBoolean() ? Machine.read(in) : null;
        slot.outage = Outage.read(in);
        slot.lastSampleAt = in.readLong();
        slot.testAt = in.readLong();
        slot.testFailed = in.readBoolean();
        slot.recount();
        return slot;
    }
}
