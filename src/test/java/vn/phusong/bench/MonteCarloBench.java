package vn.phusong.bench;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.incident.Owed;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/**
 * The Monte-Carlo table of domain.md §7.4: a link that is bad for a share of its minutes, in bursts that go on with a chance each minute (Markov), through
 * the real engine; warnings per channel in 30 days. Prints a table; never fails by a number.
 *
 * <p>Arguments: days (600) and seed (1).
 */
public final class MonteCarloBench {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final double[] BAD = {0.01, 0.05, 0.10, 0.25};
    private static final int[] BURSTS = {1, 3, 6};

    private MonteCarloBench() {}

    /** What one channel was told in all its days. */
    private record Told(int opened, int reopened) {}

    public static void main(String... args) {
        int days = args.length > 0 ? Integer.parseInt(args[0]) : 600;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        System.out.printf(Locale.ROOT, "%d days, seed %d; warnings per channel in 30 days%n", days, seed);
        print("flap damping off, re-openings counted as alerts", withoutDamping(), true, days, seed);
        print("flap damping on, re-openings counted as alerts", SampleRules.DEFAULT, true, days, seed);
        print("flap damping on, a re-opened incident is the old one", SampleRules.DEFAULT, false, days, seed);
    }

    private static void print(String what, Rules rules, boolean countReopened, int days, long seed) {
        System.out.println(what);
        System.out.printf(Locale.ROOT, "  %-10s %14s %14s %14s%n", "bad share", "burst 1 min", "3 min", "6 min");
        for (double bad : BAD) {
            StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-10s", (int) (100 * bad) + " %"));
            for (int burst : BURSTS) {
                Told told = run(rules, bad, burst, days, seed);
                int alerts = told.opened + (countReopened ? told.reopened : 0);
                row.append(String.format(
                        Locale.ROOT, " %7.2f ± %4.2f", alerts * 30.0 / days, Math.sqrt(alerts) * 30.0 / days));
            }
            System.out.println(row);
        }
    }

    /** Nothing counts as an entry beside another, so nothing flaps. */
    private static Rules withoutDamping() {
        Rules rules = SampleRules.DEFAULT;
        Rules.Alerts alerts = rules.alerts();
        return new Rules(
                rules.version(),
                rules.levels(),
                rules.tests(),
                rules.windows(),
                rules.shares(),
                new Rules.Alerts(
                        alerts.warningMs(),
                        alerts.majorMs(),
                        alerts.criticalMs(),
                        alerts.flappingEntries(),
                        1,
                        alerts.flappingClearMs(),
                        alerts.reopenMs(),
                        alerts.startupGraceMs()),
                rules.fibre());
    }

    private static Told run(Rules rules, double bad, int burst, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1000 + burst + Math.round(100 * bad) * 10);
        double ends = 1.0 / burst;
        double begins = ends * bad / (1 - bad);
        Engine engine = new Engine(rules);
        Effects listed = engine.step(new Event.RegistryChanged(T0 - MINUTE, registry()));
        boolean isBad = false;
        int opened = 0;
        int reopened = listed.owed().size();
        for (long minute = 0; minute < days * 1440L; minute++) {
            isBad = isBad ? random.nextDouble() >= ends : random.nextDouble() < begins;
            long at = T0 + minute * MINUTE;
            Effects judged = engine.step(
                    new Event.Readings(at, List.of(new Reading("p", "p", at, at, -1, mobile(isBad ? -125 : -90)))));
            Effects ticked = engine.step(new Event.Tick(at));
            for (Effects effects : List.of(judged, ticked)) {
                for (Owed owed : effects.owed()) {
                    opened += owed.step() == Owed.Step.OPENED ? 1 : 0;
                    reopened += owed.step() == Owed.Step.REOPENED ? 1 : 0;
                }
            }
        }
        return new Told(opened, reopened);
    }

    private static Mobile mobile(float rsrpDbm) {
        Levels levels = new Levels(rsrpDbm, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        return new Mobile(
                List.of(new Radio("45204", null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, null)),
                null,
                null);
    }

    private static RegistryChange registry() {
        Place place = new Place(22, 105);
        Village village =
                new Village("v", "Bản", "bản", "a", place, new Households(64, null, null), null, Validity.OPEN);
        Device probe = new Device(
                "p",
                DeviceKind.PROBE,
                "v",
                "c",
                List.of("viettel"),
                MINUTE,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN);
        return new RegistryChange(
                new RegistryChange.Tree(
                        List.of(new Area("a", null, "commune", "Xã", null, Validity.OPEN)),
                        List.of(village),
                        List.of(new MeasurementPoint("c", "v", PointKind.CENTRE, place, 64))),
                List.of(new Operator("viettel", "Viettel", List.of("45204"))),
                List.of(probe),
                List.of(),
                List.of());
    }
}
