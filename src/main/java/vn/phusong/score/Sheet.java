package vn.phusong.score;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.incident.Incident;
import vn.phusong.simulate.FaultKind.Feel;
import vn.phusong.simulate.Truth;

/** The tally of one or many scored worlds. Only sums: the order of the worlds does not matter. One thread. */
public final class Sheet {
    /** More findings than a person reads are counted, not kept. */
    private static final int MOST_NOTES = 2_000;

    private static final long GOOD_ENOUGH_PERCENT = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    final Map<MobileOutage.Sort, Count> mobile = counts(MobileOutage.Sort.class);
    final Map<FibreOutage.Sort, Count> fibre = counts(FibreOutage.Sort.class);
    final Map<FibreOutage.Sort, Count> power = counts(FibreOutage.Sort.class);
    final Map<Alarm.Blame, Integer> blamed = new EnumMap<>(Alarm.Blame.class);
    /** True cause, then the cause that was told, then how often. */
    final Map<String, Map<String, Integer>> causes = new TreeMap<>();

    final Count mobileAlerts = new Count();
    final Count fibreAlerts = new Count();
    final Count causesWithEvidence = new Count();
    final Count households = new Count();
    /** Villages claimed by incidents of several. */
    final Count members = new Count();

    private final List<String> notes = new ArrayList<>();
    private long unkept;
    long readings;
    int closedTooEarly;
    int belated;
    /** Incidents that say we could not see. */
    int aboutUs;

    /** So many, so many of them right, and how long each right one took. */
    static final class Count {
        int all;
        int right;
        final List<Long> delaysMs = new ArrayList<>();

        void add(boolean isRight) {
            all++;
            right += isRight ? 1 : 0;
        }

        /** The delay that so many percent do not exceed, −1 when there are none. */
        long delayMs(int percent) {
            List<Long> sorted = delaysMs.stream().sorted().toList();
            return sorted.isEmpty() ? -1 : sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
        }

        /** 1 when there was nothing to get wrong. */
        double share() {
            return all == 0 ? 1 : (double) right / all;
        }
    }

    void mobile(Places.Centre centre, MobileOutage outage, long end) {
        if (!outage.counts()) {
            return;
        }
        MobileOutage.Sort sort = outage.sort(centre.intervalMs, end);
        Count count = of(mobile, sort);
        count.add(outage.isFound());
        if (outage.delayMs() >= 0) {
            count.delaysMs.add(outage.delayMs());
        }
        if (!outage.isFound() && sort == MobileOutage.Sort.DEMANDED) {
            note("missed " + centre.operator, centre.settlement.id, outage.from(), outage.evidence());
        }
    }

    void fibre(Places.Settlement settlement, FibreOutage outage) {
        if (!outage.counts()) {
            return;
        }
        boolean isPower = outage.truth().kind().feel() == Feel.NO_POWER;
        Count count = of(isPower ? power : fibre, outage.sort());
        count.add(outage.isFound());
        if (outage.delayMs() >= 0) {
            count.delaysMs.add(outage.delayMs());
        }
        if (!outage.isFound() && outage.sort() == FibreOutage.Sort.DEMANDED) {
            note(
                    isPower ? "missed power cut" : "missed fibre cut",
                    settlement.id,
                    outage.truth().from(),
                    outage.evidence());
        }
    }

    void right(Incident incident, Truth truth, int touched, boolean hasEvidence) {
        (Alarm.isMobile(incident) ? mobileAlerts : fibreAlerts).add(true);
        belated += Alarm.isBelated(incident, truth) ? 1 : 0;
        String named = incident.cause().word();
        causes.computeIfAbsent(truth.cause(), cause -> new TreeMap<>()).merge(named, 1, Integer::sum);
        boolean isRightCause = truth.cause().equals(named);
        if (hasEvidence) {
            causesWithEvidence.add(isRightCause);
        }
        boolean isRightCount =
                Math.abs(incident.scope().households() - touched) * 100L <= GOOD_ENOUGH_PERCENT * touched;
        households.add(isRightCount);
        if (hasEvidence && !isRightCause) {
            note("cause " + truth.cause() + " told as " + named, incident);
        }
        if (!isRightCount) {
            note("households " + touched + " told as " + incident.scope().households(), incident);
        }
    }

    void wrong(Incident incident, Alarm.Blame blame) {
        (Alarm.isMobile(incident) ? mobileAlerts : fibreAlerts).add(false);
        blamed.merge(blame, 1, Integer::sum);
        note("wrong alert, " + blame.words, incident);
    }

    /** One that was counted as right claims a village where nothing was wrong. */
    void wrongAfterAll(Incident incident, Alarm.Blame blame) {
        (Alarm.isMobile(incident) ? mobileAlerts : fibreAlerts).right--;
        blamed.merge(blame, 1, Integer::sum);
        note("claims a village wrongly, " + blame.words, incident);
    }

    void note(String what, Incident incident) {
        String village = incident.scope().village();
        note(
                what,
                village == null ? incident.scope().villages() + " villages" : village,
                incident.at(),
                incident.id() + " since " + time(incident.span().start()) + " "
                        + String.join(" ", incident.scope().operators()));
    }

    private void note(String what, String village, long at, String detail) {
        if (notes.size() == MOST_NOTES) {
            unkept++;
            return;
        }
        notes.add(time(at) + "  " + village + "  " + what + "  (" + detail.strip() + ")");
    }

    /** Each miss and each wrong word, with time and place, so that a person can look. */
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (unkept > 0) {
            all.add("… and " + unkept + " more");
        }
        return all;
    }

    /** Share of the outages found that must be, 0..1. */
    public double recall() {
        return of(mobile, MobileOutage.Sort.DEMANDED).share();
    }

    /** How many outages had to be found. */
    public int demanded() {
        return of(mobile, MobileOutage.Sort.DEMANDED).all;
    }

    /** Share of the alerts, mobile and fibre, that told of something that was so, 0..1. */
    public double precision() {
        int all = mobileAlerts.all + fibreAlerts.all;
        return all == 0 ? 1 : (double) (mobileAlerts.right + fibreAlerts.right) / all;
    }

    /** Share of the right alerts that name the true cause, of those where there was evidence of it, 0..1. */
    public double causeShare() {
        return causesWithEvidence.share();
    }

    /** How many alerts that share is of. */
    public int causes() {
        return causesWithEvidence.all;
    }

    public int alerts() {
        return mobileAlerts.all + fibreAlerts.all;
    }

    /** Wrong alerts that came of silence, a backlog, a dark probe, or our own absence. Must be 0. */
    public int alertsByBlindness() {
        return blamed.entrySet().stream()
                .filter(entry -> entry.getKey().isBlindness())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** From the true start to UNCOVERED, of those that must be found, milliseconds, −1 for none. */
    public long medianDelayMs() {
        return of(mobile, MobileOutage.Sort.DEMANDED).delayMs(50);
    }

    /** The slower of fibre's and power's medians to the incident, milliseconds, −1 for none. */
    public long fibreMedianDelayMs() {
        return Math.max(
                of(fibre, FibreOutage.Sort.DEMANDED).delayMs(50),
                of(power, FibreOutage.Sort.DEMANDED).delayMs(50));
    }

    static <S extends Enum<S>> Count of(Map<S, Count> counts, S sort) {
        Count count = counts.get(sort);
        if (count == null) {
            throw new IllegalStateException("no count of " + sort);
        }
        return count;
    }

    private static <S extends Enum<S>> Map<S, Count> counts(Class<S> sorts) {
        Map<S, Count> counts = new EnumMap<>(sorts);
        for (S sort : sorts.getEnumConstants()) {
            counts.put(sort, new Count());
        }
        return counts;
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at).atOffset(ZoneOffset.ofHours(7)));
    }
}
