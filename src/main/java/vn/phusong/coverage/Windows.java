package vn.phusong.coverage;

/** The long and the short window over a slot's live samples that say something, as running counts. Half open: (at − w, at]. Watch loop only. */
final class Windows {
    int longAll;
    int longGood;
    int longGood4g;
    int shortAll;
    int shortGood;
    int shortGood4g;
    private int longTail;
    private int shortTail;
    private Samples samples;

    Windows(Samples samples) {
        this.samples = samples;
    }

    Samples samples() {
        return samples;
    }

    /** Puts a sample newer than all others behind them. */
    void append(long packed, byte level) {
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

    /** Puts a sample of a past behind the others, as it was judged then. */
    void fill(long at, int code, boolean levelWasGood) {
        Finding finding = PastCode.finding(code);
        boolean good = PastCode.isGood(code);
        int flags = Samples.flags(true, good || finding.isHigh() || levelWasGood, PastCode.isFourG(code), false);
        append(Samples.pack(at, 0, PastCode.who(code), finding.judged(good), flags), (byte) 0);
    }

    /** Puts a sample where its time belongs; the windows still end at {@code at}. */
    void insert(long packed, byte level, WindowPlan plan, long at) {
        samples.insert(packed, level);
        recount(plan, at);
    }

    void slide(WindowPlan plan, long at) {
        while (longTail < samples.size() && Samples.at(samples.get(longTail)) <= at - plan.longMs()) {
            countLong(samples.get(longTail++), -1);
        }
        while (shortTail < samples.size() && Samples.at(samples.get(shortTail)) <= at - plan.shortMs()) {
            countShort(samples.get(shortTail++), -1);
        }
    }

    void replan(WindowPlan plan, long at) {
        if (plan.capacity() != samples.capacity()) {
            samples = samples.resized(plan.capacity());
        }
        recount(plan, at);
    }

    void recount(WindowPlan plan, long at) {
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
        slide(plan, at);
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
}
