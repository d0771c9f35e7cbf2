package vn.phusong.coverage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole province at one moment: an immutable picture that any thread may read.
 *
 * @param asOf event time of the picture, epoch milliseconds
 * @param position the journal position it stands for
 * @param villages every village of the roster at that time, by id
 * @param indicators {@code mobile}, {@code mobile.4g+}, {@code mobile.operator.<id>} …, {@code fibre}, in that order
 * @param flagged devices of which something is to be said, by id
 */
public record CoverageMap(
        long asOf,
        long position,
        Map<String, VillageCoverage> villages,
        List<IndicatorCount> indicators,
        List<DeviceFlags> flagged) {
    /** A picture in which no device is flagged. */
    public CoverageMap(
            long asOf, long position, Map<String, VillageCoverage> villages, List<IndicatorCount> indicators) {
        this(asOf, position, villages, indicators, List.of());
    }

    public @Nullable IndicatorCount indicator(String name) {
        for (IndicatorCount count : indicators) {
            if (count.indicator().equals(name)) {
                return count;
            }
        }
        return null;
    }
}
