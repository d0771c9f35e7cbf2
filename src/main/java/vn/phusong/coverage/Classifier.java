package vn.phusong.coverage;

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

    /** Against the gates: −110 exactly is good, −113 exactly stays good. A level that is absent is low. */
    private static Finding ofLevel(Rules.Gate gate, float levelDbm) {
        if (levelDbm >= gate.goodDbm()) {
            return Finding.HIGH;
        }
        return levelDbm >= gate.badDbm() ? Finding.BETWEEN : Finding.LOW;
    }

    static Finding find(Rules.Levels rules, Radio radio, float levelDbm) {
        return switch (radio.registration()) {
            case ROAMING, SEARCHING, EMERGENCY, NONE -> Finding.NO_SERVICE;
            case DENIED, UNKNOWN -> Finding.INVALID;
            case HOME -> atHome(rules, radio, levelDbm);
        };
    }

    private static Finding atHome(Rules.Levels rules, Radio radio, float levelDbm) {
        if (radio.rat() == Rat.NONE) {
            return Finding.INVALID;
        }
        Finding level = ofLevel(gate(rules, radio.rat()), levelDbm);
        // Before the level: a device on GSM has none of the levels of the wire, and being on GSM is itself the answer.
        if (!rules.rats().contains(radio.rat())) {
            return level.bad();
        }
        if (Float.isNaN(levelDbm)) {
            return Finding.INVALID;
        }
        return isQualityGood(rules, radio) ? level : level.bad();
    }

    private static boolean isQualityGood(Rules.Levels rules, Radio radio) {
        Levels levels = radio.levels();
        // Absent (NaN) compares false, so what was not measured is not held against it.
        return radio.rat() == Rat.UMTS
                ? !(levels.ecnoDb() < rules.ecnoMinDb())
                : !(levels.rsrqDb() < rules.rsrqMinDb() || levels.sinrDb() < rules.sinrMinDb());
    }

    private static Rules.Gate gate(Rules.Levels rules, Rat rat) {
        return switch (rat) {
            case UMTS -> rules.umts();
            case NR -> rules.nr();
            case GSM, LTE, NR_NSA, NONE -> rules.lte();
        };
    }
}
