package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/**
 * The windows of one (point, operator) and the machines that judge them, fed with samples: by a {@link Slot} as they come, by {@link Hindsight} as they
 * should have come. Watch loop only.
 */
class Judgement {
    WindowPlan plan;
    Windows windows;
    Machine mobile = new Machine();
    // Null while it is in step with the other: until a sample is good on UMTS only.
    @Nullable
    Machine fourG;

    Outage outage = new Outage();
    // Null until there is one: most slots have none.
    @Nullable
    LastTest test;

    long lastSampleAt;
    private boolean levelWasGood;
    private SampleClass took = SampleClass.INVALID;
    private String fourGRule = "";

    Judgement(WindowPlan plan) {
        this.plan = plan;
        this.windows = new Windows(new Samples(plan.capacity()));
    }

    /** Stands there, with empty windows. */
    Judgement(WindowPlan plan, Footing footing) {
        this(plan);
        mobile = footing.machine();
        fourG = footing.fourG();
        outage = footing.outage();
        lastSampleAt = footing.lastSampleAt();
        test = footing.test();
        levelWasGood = footing.levelGood();
    }

    /** Takes a sample in and, if it is live and newer than all before, judges; see {@link Slot#add}. {@code content} and {@code level} are only kept. */
    final String take(Rules rules, long at, int code, boolean live, int content, byte level) {
        fourGRule = "";
        Finding finding = PastCode.finding(code);
        boolean newest = live && at > lastSampleAt;
        Samples samples = windows.samples();
        boolean levelGood = finding.isBetween()
                ? samples.wasLevelGood(newest ? Long.MAX_VALUE : at, levelWasGood)
                : finding.isHigh();
        SampleClass byRadio = finding.judged(levelGood);
        boolean byTest = byRadio == SampleClass.GOOD && isSpoilt(rules, at);
        SampleClass judged = byTest ? SampleClass.BAD : byRadio;
        took = judged;
        int flags = Samples.flags(live, levelGood, PastCode.isFourG(code), byTest);
        long packed = Samples.pack(at, content, PastCode.who(code), judged, flags);
        if (!newest || judged == SampleClass.INVALID || samples.endsAfter(at)) {
            windows.insert(packed, level, plan, lastSampleAt);
            if (!newest || judged == SampleClass.INVALID) {
                return "";
            }
        } else {
            windows.append(packed, level);
        }
        lastSampleAt = at;
        windows.slide(plan, at);
        outage.sample(this, at, tookGood());
        return judge(rules, at);
    }

    private boolean isSpoilt(Rules rules, long at) {
        return test != null && test.spoils(rules.tests(), at);
    }

    final boolean hasFailedTestWithin(long ms, long now) {
        return test != null && test.hasFailedWithin(ms, now);
    }

    final void tested(long at, boolean failed) {
        LastTest last = test == null ? new LastTest() : test;
        last.tested(at, failed);
        test = last;
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
        if (!rule.isEmpty() || !fourGRule.isEmpty()) {
            said(!rule.isEmpty(), !fourGRule.isEmpty());
        }
        return rule;
    }

    /** Time went by: silence makes it unknown and clears every hold. Returns whether a standing changed. */
    public final boolean tick(long now) {
        if (lastSampleAt == 0 || now - lastSampleAt < plan.staleMs()) {
            return false;
        }
        boolean fell = mobile.silent(now);
        boolean fell4g = fourG == null ? fell : fourG.silent(now);
        if (fell) {
            outage.unknown(now);
        }
        if (fell || fell4g) {
            said(fell, fell4g);
        }
        return fell || fell4g;
    }

    /** The standing changed, of {@code mobile}, of {@code mobile.4g+}, or of both. */
    void said(boolean isMobile, boolean is4g) {}

    final Footing footing() {
        return new Footing(mobile, fourG, outage, lastSampleAt, lastTest(), isLevelGoodNext());
    }

    final LastTest lastTest() {
        return test == null ? new LastTest() : test;
    }

    /** Whether a level between the gates would be good in the next sample. */
    final boolean isLevelGoodNext() {
        return windows.samples().wasLevelGood(Long.MAX_VALUE, levelWasGood);
    }

    /** Whether the sample last taken was good. */
    final boolean tookGood() {
        return took == SampleClass.GOOD;
    }

    final SampleClass took() {
        return took;
    }

    public final WindowPlan plan() {
        return plan;
    }

    public final Standing standing() {
        return mobile.standing;
    }

    public final Standing standing4g() {
        return machine4g().standing;
    }

    public final long since4g() {
        return machine4g().since;
    }

    final Machine machine4g() {
        return fourG == null ? mobile : fourG;
    }

    /** The rule that changed the standing of {@code mobile.4g+} with the last sample, or an empty word. */
    public final String fourGRule() {
        return fourGRule;
    }

    public final boolean everServed() {
        return mobile.everServed;
    }

    public final long lastSampleAt() {
        return lastSampleAt;
    }

    /** First sample of the outage that last began; see {@link Outage}. */
    public final long outageStart() {
        return outage.start;
    }

    /** First good sample after the outage that last ended. */
    public final long outageEnd() {
        return outage.end;
    }

    final Samples samples() {
        return windows.samples();
    }

    final long softSince() {
        return mobile.softSince();
    }
}
