package vn.phusong.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.IncidentFold;
import vn.phusong.incident.Places;
import vn.phusong.incident.Telling;

/**
 * Mobile service goes in many villages within a minute: CPU of the incidents from the first alarm until every one of them is open, in a nation of ten
 * provinces. What the windows of the villages cost before is {@link EngineBench}'s. Never fails by a time.
 *
 * <p>Arguments: none for 50 000 villages of three operators, or {@code villages}.
 */
public final class MobileAlarmBench {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final String[] OPERATORS = {"mobifone", "viettel", "vinaphone"};
    private static final int OF_STATION = 4;
    private static final int OF_COMMUNE = 16;
    private static final int PROVINCES = 10;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int villages;
    private final IncidentFold fold = new IncidentFold();
    private final Places places;
    private long cpu;
    private int revisions;
    private int owed;

    private MobileAlarmBench(int villages) {
        this.villages = villages;
        List<List<String>> areas = new ArrayList<>();
        for (int i = 0; i < villages; i++) {
            areas.add(List.of("c" + i / OF_COMMUNE, "p" + i / (villages / PROVINCES + 1)));
        }
        places = new Places() {
            @Override
            public int households(String village) {
                return 60;
            }

            @Override
            public List<String> areas(String village, long at) {
                return areas.get(Integer.parseInt(village.substring(1)));
            }
        };
    }

    public static void main(String... args) {
        int villages = args.length == 1 ? Integer.parseInt(args[0]) : 50_000;
        // The first world only warms the compiler, which a server that ran for a day has done.
        for (int round = 0; round < 3; round++) {
            new MobileAlarmBench(villages).run("everything", 1);
            new MobileAlarmBench(villages).run("every tenth mast", 10);
        }
    }

    private void run(String what, int oneIn) {
        for (int i = 0; i < villages; i++) {
            for (String operator : OPERATORS) {
                said(i, operator, Standing.COVERED, T0, 0);
            }
        }
        for (int minute = 1; minute < 5; minute++) {
            tick(T0 + minute * MINUTE);
        }
        cpu = 0;
        revisions = 0;
        owed = 0;
        long cut = T0 + 60 * MINUTE;
        int alarms = 0;
        for (int i = 0; i < villages; i++) {
            if (i / OF_STATION % oneIn == 0) {
                for (String operator : OPERATORS) {
                    said(i, operator, Standing.UNCOVERED, cut + 14 * MINUTE, cut + i % 60 * 1000L);
                    alarms++;
                }
            }
        }
        for (int minute = 15; minute <= 30; minute++) {
            tick(cut + minute * MINUTE);
        }
        long opened = cpu;
        tick(cut + 31 * MINUTE);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d alarms of mobile service in 60 s from %,d villages: %.3f CPU-seconds until %,d incidents were"
                        + " open (%,d revisions, %,d notices owed), %.3f a minute from then on%n",
                what,
                alarms,
                villages,
                opened / 1e9,
                fold.open().size(),
                revisions,
                owed,
                (cpu - opened) / 1e9);
    }

    private void said(int village, String operator, Standing standing, long at, long outage) {
        Signal signal = new Signal(
                        Signal.What.STANDING,
                        "v" + village,
                        operator,
                        standing,
                        at,
                        outage,
                        true,
                        new Signal.Lines(0, 0, 0))
                .with(new Signal.Serving(operator + "-enb-" + village / OF_STATION, Mains.UNKNOWN));
        long begun = THREADS.getCurrentThreadCpuTime();
        Telling telling = new Telling();
        fold.signal(SampleRules.DEFAULT, signal, telling);
        cpu += THREADS.getCurrentThreadCpuTime() - begun;
    }

    private void tick(long at) {
        long begun = THREADS.getCurrentThreadCpuTime();
        Telling telling = new Telling();
        fold.tick(SampleRules.DEFAULT, at, true, places, telling);
        cpu += THREADS.getCurrentThreadCpuTime() - begun;
        revisions += telling.changes().size();
        owed += telling.owed().size();
    }
}
