package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/**
 * One change of standing: of (point, operator), of (point, any operator: {@code operator} null), or of the village (both null).
 *
 * @param indicator {@code mobile} or {@code mobile.4g+}
 * @param at when it was judged, epoch milliseconds of event time
 * @param reason the rule of {@code domain.md} §7.4 that did it, in a fixed word ({@code enter}, {@code hard}, {@code soft}, {@code stale} …)
 */
public record StandingChange(
        String indicator,
        String village,
        @Nullable String point,
        @Nullable String operator,
        Standing from,
        Standing to,
        long at,
        String reason) {}
