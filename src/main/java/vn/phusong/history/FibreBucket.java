package vn.phusong.history;

/**
 * The fibre lines of one village in one bucket of a span. Says nothing of a single household.
 *
 * @param from start of the bucket, epoch milliseconds
 * @param heard lines that said anything; 0 is a gap
 * @param up of those, lines that worked at the last they said
 * @param minRxDbm weakest received power, NaN when there was none
 * @param meanRxDbm mean received power, NaN when there was none
 */
public record FibreBucket(long from, int heard, int up, float minRxDbm, float meanRxDbm) {
    static FibreBucket gap(long from) {
        return new FibreBucket(from, 0, 0, Float.NaN, Float.NaN);
    }
}
