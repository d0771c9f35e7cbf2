package vn.phusong.score;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.simulate.FaultKind;
import vn.phusong.simulate.Truth;

/** One village truly without fibre, or without the power its lines need, and what came of it. One thread. */
final class FibreOutage {
    static final int LEAST_LINES = 3;
    private static final long WORDS_WITHIN_MS = 5 * 60_000L;

    private final Truth truth;
    private final int touched;
    private final int lines;
    private boolean hasBegun;
    private boolean wasOpen;
    private final Set<String> words = new HashSet<>();
    private long toldAt = -1;

    /** Which of the questions it answers; only the first is demanded. */
    enum Sort {
        DEMANDED("demanded: 3 lines and half of the village, told by OLT or session"),
        SMALL("less than half of the village's lines"),
        NOT_HEARD("evidence did not arrive");

        final String words;

        Sort(String words) {
            this.words = words;
        }
    }

    /**
     * @param touched lines of the village it takes
     * @param lines of the village
     */
    FibreOutage(Truth truth, int touched, int lines) {
        this.truth = truth;
        this.touched = touched;
        this.lines = lines;
    }

    /** @param open whether an incident of the village's fibre was open before it began */
    void begin(long now, boolean open) {
        if (!hasBegun && now >= truth.from()) {
            hasBegun = true;
            wasOpen = open;
        }
    }

    boolean counts() {
        return hasBegun;
    }

    Truth truth() {
        return truth;
    }

    int touched() {
        return touched;
    }

    /** A line said, or its collector did, that it went. */
    void word(String device, @Nullable String pon, long at, boolean isLive) {
        boolean isOfIt =
                truth.kind().feel() == FaultKind.Feel.NO_POWER || truth.place().equals(pon);
        if (isOfIt && isLive && at >= truth.from() - 1000 && at <= truth.from() + WORDS_WITHIN_MS) {
            words.add(device);
        }
    }

    /** How many of its lines told of it. */
    int words() {
        return words.size();
    }

    void told(long at) {
        if (toldAt < 0 && at >= truth.from() && at <= truth.to() + WORDS_WITHIN_MS) {
            toldAt = at;
        }
    }

    boolean isOverAt(long now) {
        return now > truth.to() + 2 * WORDS_WITHIN_MS;
    }

    Sort sort() {
        if (touched < LEAST_LINES || 2 * touched < lines) {
            return Sort.SMALL;
        }
        return words.size() >= LEAST_LINES && 2 * words.size() >= lines ? Sort.DEMANDED : Sort.NOT_HEARD;
    }

    boolean isFound() {
        return wasOpen || toldAt >= 0;
    }

    /** −1 when it was not told, or the village was out before. */
    long delayMs() {
        return toldAt < 0 || wasOpen ? -1 : toldAt - truth.from();
    }

    String evidence() {
        return words.size() + " of " + touched + " lines told of it, the village has " + lines;
    }
}
