package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Standing;

/** Indicators as the doors write them. Shares are percent, floored to one decimal by integer arithmetic; nothing is ever rounded up. */
final class Counts {
    private Counts() {}

    static JsonObject json(IndicatorCount count, long asOf) {
        return new JsonObject()
                .put("covered", count.covered())
                .put("degraded", count.degraded())
                .put("uncovered", count.uncovered())
                .put("unknown", count.unknown())
                .put("total", count.total())
                .put("lowerBound", count.lowerBoundTenths() / 10.0)
                .put("upperBound", count.upperBoundTenths() / 10.0)
                .put("target", target(count.targetHundredthsOfPercent()))
                .put("met", count.met().word())
                .put("asOf", Times.text(asOf));
    }

    private static @Nullable Number target(@Nullable Integer hundredths) {
        if (hundredths == null) {
            return null;
        }
        return hundredths % 100 == 0 ? (Number) (hundredths / 100) : (Number) (hundredths / 100.0);
    }

    static IndicatorCount of(String indicator, Collection<Standing> standings, @Nullable Integer target) {
        int[] n = new int[4];
        for (Standing standing : standings) {
            switch (standing) {
                case COVERED -> n[0]++;
                case DEGRADED -> n[1]++;
                case UNCOVERED, RECOVERING -> n[2]++;
                case UNKNOWN -> n[3]++;
            }
        }
        return new IndicatorCount(indicator, n[0], n[1], n[2], n[3], target);
    }
}
