package vn.phusong.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.HouseholdCount;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.village.Area;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Target;
import vn.phusong.village.Village;

/**
 * The whole roster at the end of every five minutes: how each village stood, measured or not, where it lies, its fibre lines, and the promise over all of them. The roster
 * decides who is written, not the data. History's thread only.
 */
final class RosterLines {
    /** After we were away longer than this, only the newest bucket is written: nobody watched in between. */
    private static final long CATCH_UP_MS = 3_600_000L;

    private static final byte[] STANDING_N = Lines.key("standing_n");
    private static final byte[] STANDING = Lines.key("standing");
    private static final byte[] STANDING_4G_N = Lines.key("standing_4g_n");
    private static final byte[] LAT = Lines.key("lat");
    private static final byte[] LON = Lines.key("lon");
    private static final byte[] NAME = Lines.key("name");
    private static final byte[] COMMUNE = Lines.key("commune");
    private static final byte[] AREA = Lines.key("area");
    private static final byte[] DISTRICT = Lines.key("district");
    private static final byte[] HOUSEHOLDS = Lines.key("households");
    private static final byte[] GOOD = Lines.key("good");
    private static final byte[] BAD = Lines.key("bad");
    private static final byte[] NO_SERVICE = Lines.key("no_service");
    private static final byte[] HEARD = Lines.key("heard");
    private static final byte[] COVERED = Lines.key("covered");
    private static final byte[] DEGRADED = Lines.key("degraded");
    private static final byte[] UNCOVERED = Lines.key("uncovered");
    private static final byte[] UNKNOWN = Lines.key("unknown");
    private static final byte[] TOTAL = Lines.key("total");
    private static final byte[] TARGET = Lines.key("target");
    private static final byte[] LOWER_BOUND = Lines.key("lower_bound");
    private static final byte[] UPPER_BOUND = Lines.key("upper_bound");
    private static final byte[] MET = Lines.key("met");

    private final Lines rollup;
    private final Lines forever;
    private final OpenPlaces places;
    private final FibreFold fibre;

    RosterLines(Lines rollup, Lines forever, OpenPlaces places, FibreFold fibre) {
        this.rollup = rollup;
        this.forever = forever;
        this.places = places;
        this.fibre = fibre;
    }

    /** Buckets that ended after {@code reached} and not after {@code now}; before what happened at {@code now} is folded. */
    static List<Long> ended(long reached, long now) {
        List<Long> ended = new ArrayList<>();
        long newest = Math.floorDiv(now, Rollup.BUCKET_MS) * Rollup.BUCKET_MS - Rollup.BUCKET_MS;
        if (reached == 0 || newest + Rollup.BUCKET_MS <= reached) {
            return ended;
        }
        long first = now - reached > CATCH_UP_MS ? newest : Math.floorDiv(reached, Rollup.BUCKET_MS) * Rollup.BUCKET_MS;
        for (long bucket = first; bucket <= newest; bucket += Rollup.BUCKET_MS) {
            ended.add(bucket);
        }
        return ended;
    }

    void add(long bucket, Registry registry, boolean isRollupKept) {
        long end = bucket + Rollup.BUCKET_MS;
        List<Village> roster = new ArrayList<>();
        for (Village village : registry.villages()) {
            if (village.valid().holdsAt(end - 1)) {
                roster.add(village);
            }
        }
        Map<String, Map<String, Standing>> atCentre = new TreeMap<>();
        HouseholdCount households = new HouseholdCount();
        for (Village village : roster) {
            atCentre.put(village.id(), atCentre(village, registry));
            if (isRollupKept) {
                add(village, bucket, registry, atCentre.getOrDefault(village.id(), Map.of()));
            }
            FibreCoverage lines = fibre.count(village.id(), registry, end);
            households.add(village.households().count(), lines);
            if (isRollupKept && lines.lines() > 0) {
                add(village, bucket, lines);
            }
        }
        if (roster.isEmpty()) {
            return;
        }
        count("mobile", end, roster, registry, village -> places.mobile(village.id()));
        count("mobile.4g+", end, roster, registry, village -> places.fourGPlus(village.id()));
        for (Operator operator : registry.operators()) {
            count("mobile.operator." + operator.id(), end, roster, registry, village -> atCentre.getOrDefault(
                            village.id(), Map.of())
                    .getOrDefault(operator.id(), Standing.UNKNOWN));
        }
        write(households.count(target(HouseholdCount.INDICATOR, end, registry)), bucket);
    }

    private Map<String, Standing> atCentre(Village village, Registry registry) {
        Map<String, Standing> standings = new TreeMap<>();
        places.of(village.id()).forEach((place, open) -> {
            MeasurementPoint point = registry.point(place.point());
            if (place.indicator().equals(OpenPlaces.MOBILE)
                    && !place.operator().isEmpty()
                    && point != null
                    && point.kind() == PointKind.CENTRE) {
                standings.put(place.operator(), open.standing());
            }
        });
        return standings;
    }

    private void add(Village village, long bucket, Registry registry, Map<String, Standing> atCentre) {
        atCentre.forEach((operator, standing) -> {
            rollup.begin(Lines.head("village_5m", "operator", operator, "village", village.id()));
            standing(standing).end(bucket, 0);
        });
        List<Area> path = registry.path(village.area(), bucket + Rollup.BUCKET_MS - 1);
        rollup.begin(Lines.head("village_5m", "operator", VerdictLines.ANY, "village", village.id()));
        standing(places.mobile(village.id()))
                .whole(STANDING_4G_N, StandingLines.number(places.fourGPlus(village.id())))
                .real(LAT, village.place().lat())
                .real(LON, village.place().lon())
                .text(NAME, village.name())
                .text(AREA, village.area())
                .text(COMMUNE, name(path, 0))
                .text(DISTRICT, name(path, 1))
                .told(HOUSEHOLDS, village.households().count())
                .end(bucket, 0);
    }

    /** The figures of the journal take their place, where there are any, when the last live words must have come. */
    private void add(Village village, long bucket, FibreCoverage lines) {
        rollup.begin(Lines.head("village_5m", "operator", Rollup.FIBRE, "village", village.id()))
                .whole(GOOD, lines.up())
                .whole(BAD, lines.down())
                .whole(NO_SERVICE, lines.silent())
                .whole(HEARD, lines.heard() ? 1 : 0)
                .end(bucket, 0);
    }

    private Lines standing(Standing standing) {
        return rollup.whole(STANDING_N, StandingLines.number(standing)).text(STANDING, standing.name());
    }

    private static @Nullable String name(List<Area> path, int i) {
        return i < path.size() ? path.get(i).nameVi() : null;
    }

    private void count(
            String indicator, long end, List<Village> roster, Registry registry, Function<Village, Standing> standing) {
        int[] of = new int[4];
        for (Village village : roster) {
            switch (standing.apply(village)) {
                case COVERED -> of[0]++;
                case DEGRADED -> of[1]++;
                case UNCOVERED, RECOVERING -> of[2]++;
                case UNKNOWN -> of[3]++;
            }
        }
        write(
                new IndicatorCount(indicator, of[0], of[1], of[2], of[3], target(indicator, end, registry)),
                end - Rollup.BUCKET_MS);
    }

    private static @Nullable Integer target(String indicator, long end, Registry registry) {
        Target target = registry.target(indicator, end - 1);
        return target == null ? null : target.hundredthsOfPercent();
    }

    private void write(IndicatorCount count, long bucket) {
        Integer target = count.targetHundredthsOfPercent();
        forever.begin(Lines.head("indicator", "indicator", count.indicator()))
                .whole(COVERED, count.covered())
                .whole(DEGRADED, count.degraded())
                .whole(UNCOVERED, count.uncovered())
                .whole(UNKNOWN, count.unknown())
                .whole(TOTAL, count.total())
                .real(TARGET, target == null ? Double.NaN : target / 100.0)
                .real(LOWER_BOUND, count.lowerBoundTenths() / 10.0)
                .real(UPPER_BOUND, count.upperBoundTenths() / 10.0)
                .text(MET, count.met().word())
                .end(bucket, 0);
    }
}
