package vn.phusong.incident;

/**
 * A time during which nobody is told of what happens over a part of the network or the land: a silence, or planned works. What happens is recorded and shown
 * all the same.
 *
 * @param id {@code silence-<n>} or {@code maintenance-<n>}
 * @param isMaintenance planned works; else a silence
 * @param start first moment it holds, epoch milliseconds
 * @param end first moment it no longer holds, unless it was ended before
 * @param planned who planned it when, and why
 * @param ended first moment it no longer holds because somebody ended it, −1 while nobody did
 */
public record Window(String id, boolean isMaintenance, Over over, long start, long end, Care.Word planned, long ended) {
    public Window {
        if (end <= start) {
            throw new IllegalArgumentException("a window ends after it starts");
        }
    }

    /** First moment it no longer holds. */
    public long until() {
        return ended < 0 ? end : Math.min(end, ended);
    }

    /** The start belongs to it, the end does not: two windows that meet leave no gap and share no moment. */
    public boolean holdsAt(long at) {
        return start <= at && at < until();
    }
}
