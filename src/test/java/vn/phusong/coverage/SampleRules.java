package vn.phusong.coverage;

import java.util.Set;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Registration;

/** The default rules of domain.md §1.5 and §7.4, and radio elements to feed them. */
public final class SampleRules {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    public static final Rules DEFAULT = new Rules(
            1,
            new Rules.Levels(
                    new Rules.Gate(-110, -113),
                    new Rules.Gate(-110, -113),
                    new Rules.Gate(-100, -103),
                    -18,
                    -5,
                    -15,
                    Set.of(Rat.UMTS, Rat.LTE, Rat.NR_NSA, Rat.NR)),
            new Rules.Tests(5e6, 1e6, 0.3, 0.05, 10 * MINUTE),
            new Rules.Windows(HOUR, 15 * MINUTE, 30 * MINUTE, 5 * MINUTE, 0),
            new Rules.Shares(0.95, 0.90, 0.50, 0.65, 0.30, 15 * MINUTE, 30 * MINUTE),
            new Rules.Alerts(30 * MINUTE, 4 * HOUR, 24 * HOUR, 3, 6 * HOUR, 2 * HOUR, 2 * HOUR, 30 * MINUTE),
            new Rules.Fibre(45 * MINUTE, 3, 0.5, 5 * MINUTE, 0.8, 30 * 24 * HOUR));

    private SampleRules() {}

    public static Radio lte(float rsrpDbm) {
        return new Radio(
                "45204",
                null,
                Rat.LTE,
                Registration.HOME,
                new Levels(rsrpDbm, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN),
                Levels.ABSENT,
                -1,
                -1,
                null);
    }

    public static Radio unregistered(Registration registration) {
        return new Radio("45204", null, Rat.NONE, registration, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
    }
}
