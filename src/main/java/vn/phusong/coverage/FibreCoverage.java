package vn.phusong.coverage;

/**
 * The fibre lines of one village.
 *
 * @param households distinct households with a line active in the last 30 days; an outage never lowers it
 * @param lines ONTs of the village in the registry
 * @param up lines whose last word, not stale, was that they work
 * @param down lines whose last word was that they do not
 * @param silent lines not heard of lately, or never; neither up nor down
 * @param weak lines up whose received power is outside what their class bears
 * @param alone lines down without any outage of their village or PON
 * @param heard whether any line or collector feed of the village was ever heard; if not, its households are unknown
 */
public record FibreCoverage(
        int households, int lines, int up, int down, int silent, int weak, Alone alone, boolean heard) {
    public static final FibreCoverage NONE = new FibreCoverage(0, 0, 0, 0, 0, 0, false);

    /**
     * Lines that went by themselves: their drop fibre, or the customer.
     *
     * @param gasped of {@code lost}, those that said they lost their power: the household, never the fibre
     */
    public record Alone(int lost, int gasped) {
        static final Alone NONE = new Alone(0, 0);
    }

    /** Without lines that went by themselves. */
    public FibreCoverage(int households, int lines, int up, int down, int silent, int weak, boolean heard) {
        this(households, lines, up, down, silent, weak, Alone.NONE, heard);
    }
}
