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
    private WindowPlan plan;
    private Windows windows;
    private Machine mobile = new Machine();
    // Null while it is in step with the other: until a sample is good on UMTS only.
    private @Nullable Machine fourG;
    private Outage outage = new Outage();
    private long lastSampleAt;
    private LastTest test = new LastTest();
    private String fourGRule = "";
    private SampleClass lastClass = SampleClass.INVALID;

    public Slot(WindowPlan plan) {
        this.plan = plan;
        this.windows = new Windows(new Samples(plan.capacity()));
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
        SampleClass radio = Classifier.classify(rules.levels(), sample.radio(), level, levelGood);
        boolean byTest = radio == SampleClass.GOOD && test.hasFailed(rules.tests(), sample.at());
        SampleClass judged = byTest ? SampleClass.BAD : radio;
        lastClass = judged;
        int flags = Samples.flags(sample.live(), levelGood, sample.radio().rat() != Rat.UMTS, byTest);
        long packed = Samples.pack(sample.at(), sample.content(), sample.who(), judged, flags);
        if (!newest || judged == SampleClass.INVALID || hasLaterSamples(sample.at())) {
            windows.insert(packed, Samples.level(level), plan, lastSampleAt);
            if (!newest || judged == SampleClass.INVALID) {
                return "";
            }
        } else {
            windows.append(packed, Samples.level(level));
        }
        lastSampleAt = sample.at();
        windows.slide(plan, sample.at());
        outage.sample(this, sample.at(), judged == SampleClass.GOOD);
        return judge(rules, sample.at());
    }

    /** A test of this slot: a failed one makes samples bad for a while or until the next (domain.md §7.3). */
    public void test(Rules rules, long at, ActiveTest taken, boolean simSuspended) {
        test.take(rules.tests(), at, taken, simSuspended);
    }

    /** Whether a reading of that time was taken from that probe: −1 no, 0 yes with other content, 1 yes with this content. */
    public int knows(long at, int who, int content) {
        Samples samples = windows.samples();
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

    /** Whether a notice may fall due: the last sample, and where only tests fail the failed one, is at most max(5 min, 2 intervals) old. */
    public boolean isWatchedAt(long now) {
        return lastSampleAt != 0
                && now - lastSampleAt <= plan.liveMs()
                && (test.hasFailedWithin(plan.liveMs(), now) || !Proof.isNewestByTest(windows.samples()));
    }

    /** Of those in the long window that are not good, how many are so only because an active test failed. */
    public int badByTestInWindow() {
        return Proof.since(windows.samples(), lastSampleAt - plan.longMs() + 1).byTest();
    }

    /** What says that it is out, of the samples since the outage began that are kept. */
    public Proof proof() {
        return Proof.since(windows.samples(), outage.start);
    }

    public void replan(WindowPlan next) {
        plan = next;
        windows.replan(next, lastSampleAt);
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

    public SampleClass lastClass() {
        return lastClass;
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

    /** Whether the newest live sample was good. */
    public boolean isServedNow() {
        return lastSampleAt != 0 && outage.isGood();
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
        return windows.longAll;
    }

    public int goodInWindow() {
        return windows.longGood;
    }

    /** The newest live level in dBm, NaN when absent. */
    public float lastLevelDbm() {
        Samples samples = windows.samples();
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (Samples.isLive(samples.get(i))) {
                return samples.levelOf(i);
            }
        }
        return Float.NaN;
    }

    /** Live samples within [from, from + five minutes) as a roll-up, null when there were none. */
    public @Nullable Rollup rollup(String village, String operator, long from) {
        return Buckets.rollup(windows.samples(), village, operator, from);
    }

    Samples samples() {
        return windows.samples();
    }

    long softSince() {
        return mobile.softSince();
    }

    private String judge(Rules rules, long at) {
        if (fourG == null && windows.longGood != windows.longGood4g) {
            fourG = mobile.copy();
        }
        Standing before = mobile.standing;
        String rule = mobile.evaluate(rules.shares(), plan, at, windows, false);
        if (fourG == null) {
            fourGRule = rule;
        } else {
            fourGRule = fourG.evaluate(rules.shares(), plan, at, windows, true);
            if (windows.longGood == windows.longGood4g && fourG.sameAs(mobile)) {
                fourG = null;
            }
        }
        if (!rule.isEmpty()) {
            outage.changed(this, before, mobile.standing, rule);
        }
        return rule;
    }

    /** The level verdict of the sample before {@code at}; not good after a sample without service, or when there is none. */
    private boolean wasLevelGood(long at) {
        Samples samples = windows.samples();
        for (int i = (at == Long.MAX_VALUE ? samples.size() : samples.firstFrom(at)) - 1; i >= 0; i--) {
            if (Samples.classOf(samples.get(i)) != SampleClass.INVALID) {
                return Samples.classOf(samples.get(i)) != SampleClass.NO_SERVICE && Samples.isLevelGood(samples.get(i));
            }
        }
        return false;
    }

    private boolean hasLaterSamples(long at) {
        Samples samples = windows.samples();
        return samples.size() > 0 && Samples.at(samples.get(samples.size() - 1)) > at;
    }

    public void write(DataOutput out) throws IOException {
        windows.samples().write(out);
        mobile.write(out);
        out.writeBoolean(fourG != null);
        if (fourG != null) {
            fourG.write(out);
        }
        outage.write(out);
        out.writeLong(lastSampleAt);
        test.write(out);
    }

    public static Slot read(DataInput in, WindowPlan plan) throws IOException {
        Slot slot = new Slot(plan);
        slot.windows = new Windows(Samples.read(in));
        slot.mobile = Machine.read(in);
        slot.fourG = in.readBoolean() ? Machine.read(in) : null;
        slot.outage = Outage.read(in);
        slot.lastSampleAt = in.readLong();
        slot.test = LastTest.read(in);
        slot.windows.recount(plan, slot.lastSampleAt);
        return slot;
    }
}
