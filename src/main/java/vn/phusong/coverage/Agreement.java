package vn.phusong.coverage;

/**
 * Whether the slot as now known and the live one will say the same of every sample to come: the same standing and window, the same level before, the same
 * test; holds may have begun at different times once they are ripe. Until then what is now known has to be followed.
 */
final class Agreement {
    private Agreement() {}

    static boolean holds(Rules rules, Judgement known, Judgement live, long now) {
        if (!known.mobile.goesOnLike(live.mobile, rules.shares(), now)
                || !known.machine4g().goesOnLike(live.machine4g(), rules.shares(), now)) {
            return false;
        }
        long newest = Math.max(known.lastSampleAt, live.lastSampleAt);
        if (newest < now - live.plan.liveMs() - live.plan.longMs()) {
            // Nothing kept will be in any window.
            return live.standing() == Standing.UNKNOWN && live.standing4g() == Standing.UNKNOWN;
        }
        return known.lastSampleAt == live.lastSampleAt
                && known.isLevelGoodNext() == live.isLevelGoodNext()
                && failing(rules.tests(), known.lastTest(), newest) == failing(rules.tests(), live.lastTest(), newest)
                && sameWindow(known.samples(), live.samples(), newest - live.plan.longMs());
    }

    /** When the failed test was that may spoil the next sample, 0 for none. */
    private static long failing(Rules.Tests rules, LastTest test, long newest) {
        return test.spoils(rules, Math.max(newest, test.at())) ? test.at() : 0;
    }

    private static boolean sameWindow(Samples one, Samples two, long after) {
        int i = one.size();
        int j = two.size();
        while (true) {
            i = before(one, i, after);
            j = before(two, j, after);
            if (i < 0 || j < 0) {
                return i == j;
            }
            if (!same(one.get(i), two.get(j))) {
                return false;
            }
        }
    }

    /** The next sample before {@code i} that counts in the window, −1 when there is none. */
    private static int before(Samples samples, int i, long after) {
        int next = i - 1;
        while (next >= 0 && !Samples.counts(samples.get(next))) {
            next--;
        }
        return next >= 0 && Samples.at(samples.get(next)) > after ? next : -1;
    }

    private static boolean same(long one, long two) {
        return Samples.at(one) == Samples.at(two)
                && Samples.isGood(one) == Samples.isGood(two)
                && Samples.isGoodOn4g(one) == Samples.isGoodOn4g(two);
    }
}
