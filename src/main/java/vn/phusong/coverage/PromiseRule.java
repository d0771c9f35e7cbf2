package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/**
 * The text a period is judged by, while it was in force. Never the rule of the live standings: those are {@link Rules}.
 *
 * @param fromDay first local day in force; see {@link LocalDay}
 * @param shareHundredths share of good samples that keeps the promise, hundredths of a per cent
 * @param enough samples below which nothing is claimed (n_cert)
 * @param whiteHundredths a centre surely below this share of any operator is trắng sóng, hundredths of a per cent
 * @param periodDay day of the month on which a period begins, 1..28
 * @param rats technologies the text counts, in words
 * @param minLevelDbm the legal minimum level, null while nobody typed it in; then the share is of our own thresholds, and every answer says so
 * @param source the text, its number and clause
 */
public record PromiseRule(
        long fromDay,
        int shareHundredths,
        int enough,
        int whiteHundredths,
        int periodDay,
        String rats,
        @Nullable Integer minLevelDbm,
        String source) {
    public PromiseRule {
        within("share", shareHundredths, 1, 9_999);
        within("enough", enough, 1, 1_000_000);
        within("white_share", whiteHundredths, 1, shareHundredths);
        within("period_day", periodDay, 1, 28);
        if (source.isBlank()) {
            throw new IllegalArgumentException("source must say which text, was empty");
        }
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + ".." + most + ", was " + value);
        }
    }
}
