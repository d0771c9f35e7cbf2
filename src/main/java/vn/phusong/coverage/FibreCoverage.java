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
 * @param heard whether any line or collector feed of the village was ever heard; if not, its households are unknown
 */
public record FibreCoverage(int households, int lines, int up, int down, int silent, int weak, boolean heard) {
    public static final FibreCoverage NONE = new FibreCoverage(0, 0, 0, 0, 0, 0, false);
}
