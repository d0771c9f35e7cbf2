package vn.phusong.history;

import org.jspecify.annotations.Nullable;

/**
 * How history is doing, for health and metrics.
 *
 * @param position of the last journal entry in it
 * @param lagPositions durable entries that are not in it yet
 * @param lagMs how long ago the last entry in it was made, 0 when nothing waits
 * @param rows written since the start of the program
 * @param setAside rows the store refused for good since the start of the program
 * @param reachesBackTo time of the oldest readings in it, 0 when there are none
 * @param trouble one sentence while it cannot be filled, null while it can
 */
public record HistoryStatus(
        long position,
        long lagPositions,
        long lagMs,
        long rows,
        long setAside,
        long reachesBackTo,
        @Nullable String trouble) {}
