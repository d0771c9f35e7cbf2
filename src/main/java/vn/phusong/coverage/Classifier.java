package vn.phusong.coverage;

import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;

/** Sample classification (domain.md §7.3, thresholds §1.5). Pure. */
final class Classifier {
    private Classifier() {}

    /** The level a sample is judged by, dBm with the probe's offset: RSCP for UMTS, else RSRP; NaN when absent. */
    static float levelDbm(Radio radio, float offsetDb) {
        return (radio.rat() == Rat.UMTS
                        ? radio.levels().rscpDbm()
                        : radio.levels().rsrpDbm())
                + offsetDb;
    }

    /** Whether the level is good, given whether the sample before was: −110 exactly becomes good, −113 exactly stays good. */
    static boolean isLevelGood(Rules.Levels rules, Rat rat, float levelDbm, boolean wasGood) {
        Rules.Gate gate = gate(rules, rat);
        return levelDbm >= gate.goodDbm() || (wasGood && levelDbm >= gate.badDbm());
    }

    /** By the radio alone; a failed test makes a good sample bad. */
    static SampleClass classify(Rules.Levels rules, Radio radio, float levelDbm, boolean levelGood) {
        return switch (radio.registration()) {
            case ROAMING, SEARCHING, EMERGENCY, NONE -> SampleClass.NO_SERVICE;
            case DENIED, UNKNOWN -> SampleClass.INVALID;
            case HOME -> atHome(rules, radio, levelDbm, levelGood);
        };
    }

    private static SampleClass atHome(Rules.Levels rules, Radio radio, float levelDbm, boolean levelGood) {
        if (radio.rat() == Rat.NONE) {
            return SampleClass.INVALID;
        }
        // Before the level: a device on GSM has none of the levels of the wire, and being on GSM is itself the answer.
        if (!rules.rats().contains(radio.rat())) {
            return SampleClass.BAD;
        }
        if (Float.isNaN(levelDbm)) {
            return SampleClass.INVALID;
        }
        return levelGood && isQualityGood(rules, radio) ? SampleClass.GOOD : SampleClass.BAD;
    }

    private static boolean isQualityGood(Rules.Levels rules, Radio radio) {
        Levels levels = radio.levels();
        // Absent (NaN) compares false, so what was not measured is not held against it.
        return radio.rat() == Rat.UMTS
                ? !(levels.ecnoDb() < rules.ecnoMinDb())
                : !(levels.rsrqDb() < rules.rsrqMinDb() || levels.sinrDb() < rules.sinrMinDb());
    }

    static boolean isFailed(Rules.Tests rules, ActiveTest test) {
        return test.downBitPerS() < rules.downMinBitPerS()
                || test.upBitPerS() < rules.upMinBitPerS()
                || test.rttS() > rules.rttMaxS()
                || test.lossRatio() > rules.lossMax();
    }

    private static Rules.Gate gate(Rules.Levels rules, Rat rat) {
        return switch (rat) {
            case UMTS -> rules.umts();
            case NR -> rules.nr();
            case GSM, LTE, NR_NSA, NONE -> rules.lte();
        };
    }
}
