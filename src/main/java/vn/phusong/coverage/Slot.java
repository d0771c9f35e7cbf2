package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;

/**
 * One (point, operator): its kept samples, its two windows over the live ones, the machines that judge them, and its {@link Past}. All probes at the point
 * share it. Watch loop only. State is at most 1 KB at the default capacity of one long window, without the past.
 */
public final class Slot extends Judgement {
    private Past past = new Past();

    public Slot(WindowPlan plan) {
        super(plan);
    }

    /**
     * One radio element as a sample of this slot.
     *
     * @param receivedAt when it came; how far back a late one may reach goes by it
     */
    public record Sample(long at, Radio radio, float offsetDb, int content, int who, boolean live, long receivedAt) {
        public Sample(long at, Radio radio, float offsetDb, int content, int who, boolean live) {
            this(at, radio, offsetDb, content, who, live, at);
        }
    }

    /**
     * Takes a sample in and, if it is live and newer than all before, judges.
     *
     * @return the rule that changed the standing of {@code mobile}, or an empty word
     */
    public String add(Rules rules, Sample sample) {
        float level = Classifier.levelDbm(sample.radio(), sample.offsetDb());
        Finding finding = Classifier.find(rules.levels(), sample.radio(), level);
        int code = PastCode.of(finding, sample.radio().rat() != Rat.UMTS, sample.who());
        long at = sample.at();
        boolean inOrder = sample.live() && at > lastSampleAt && at > mobile.since;
        if (inOrder) {
            past.before(at, this);
        }
        String rule = take(rules, at, code, sample.live(), sample.content(), Samples.level(level));
        int judged = PastCode.judged(code, tookGood());
        if (inOrder) {
            past.append(at, judged, this);
        } else {
            past.insert(at, sample.receivedAt(), judged, plan);
        }
        return rule;
    }

    /** A live test of this slot; before the samples of the same reading. */
    public void test(Rules rules, long at, ActiveTest result, boolean simSuspended) {
        tested(at, !simSuspended && rules.tests().isFailedBy(result));
    }

    /** The same test, live or late, for the past; after the samples of the same reading. */
    public void testKept(Rules rules, Tested tested) {
        boolean failed = !tested.simSuspended() && rules.tests().isFailedBy(tested.result());
        boolean inOrder = tested.live()
                && tested.at() >= lastSampleAt
                && tested.at() == lastTest().at();
        int code = PastCode.tested(
                PastCode.of(Finding.INVALID, false, tested.who()),
                failed ? PastCode.TEST_FAILED : PastCode.TEST_PASSED);
        if (inOrder) {
            past.before(tested.at(), this);
            past.append(tested.at(), code, this);
        } else {
            past.insert(tested.at(), tested.receivedAt(), code, plan);
        }
    }

    /** One active test of this slot. */
    public record Tested(long at, ActiveTest result, boolean simSuspended, int who, boolean live, long receivedAt) {}

    /** Whether a reading of that time was taken from that probe: −1 no, 0 yes with other content, 1 yes with this content. */
    public int knows(long at, int who, int content) {
        return windows.samples().knows(at, who, content);
    }

    /** Whether a notice may fall due: the last sample, and where only tests fail the failed one, is at most max(5 min, 2 intervals) old. */
    public boolean isWatchedAt(long now) {
        return lastSampleAt != 0
                && now - lastSampleAt <= plan.liveMs()
                && (hasFailedTestWithin(plan.liveMs(), now) || !Proof.isNewestByTest(windows.samples()));
    }

    /** Of those in the long window that are not good, how many are so only because an active test failed. */
    public int badByTestInWindow() {
        return Proof.since(windows.samples(), lastSampleAt - plan.longMs() + 1).byTest();
    }

    /** What says that it is out, of the samples since the outage began that are kept. */
    public Proof proof() {
        return Proof.since(windows.samples(), outage.start);
    }

    /** Another interval, or other rules: its past begins anew. */
    public void replan(WindowPlan next, long at) {
        plan = next;
        windows.replan(next, lastSampleAt);
        past.begin(at, next);
    }

    /** Its devices are others by now: goes on where only more samples or fewer have to be kept. */
    public void follow(WindowPlan next, long at) {
        if (!next.judgesLike(plan)) {
            replan(next, at);
        } else if (!next.equals(plan)) {
            plan = next;
            windows.replan(next, lastSampleAt);
        }
    }

    @Override
    void said(boolean isMobile, boolean is4g) {
        past.said(
                isMobile ? new Known.From(mobile.since, mobile.standing) : null,
                is4g ? new Known.From(since4g(), standing4g()) : null);
    }

    /** What it measured lately, and how it was said to stand; with rows of its own. */
    public Past past() {
        return past;
    }

    /** Goes on with that past. */
    public void keep(Past kept) {
        past = kept;
    }

    /** What the sample last taken was: it counts as such in its day. */
    public SampleClass lastClass() {
        return took();
    }

    public long since() {
        return mobile.since;
    }

    /** Whether the newest live sample was good. */
    public boolean isServedNow() {
        return lastSampleAt != 0 && outage.isGood();
    }

    public int samplesInWindow() {
        return windows.longAll;
    }

    public int goodInWindow() {
        return windows.longGood;
    }

    /** The newest live level in dBm, NaN when absent. */
    public float lastLevelDbm() {
        return windows.samples().lastLiveLevelDbm();
    }

    /** Live samples within [from, from + five minutes) as a roll-up, null when there were none. */
    public @Nullable Rollup rollup(String village, String operator, long from) {
        return Buckets.rollup(windows.samples(), village, operator, from);
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
        lastTest().write(out);
    }

    public static Slot read(DataInput in, WindowPlan plan) throws IOException {
        Slot slot = new Slot(plan);
        slot.windows = new Windows(Samples.read(in));
        slot.mobile = Machine.read(in);
        slot.fourG = in.readBoolean() ? Machine.read(in) : null;
        slot.outage = Outage.read(in);
        slot.lastSampleAt = in.readLong();
        slot.test = LastTest.read(in);
        // An earlier program kept fewer samples where several devices measure.
        slot.windows.replan(plan, slot.lastSampleAt);
        return slot;
    }
}
