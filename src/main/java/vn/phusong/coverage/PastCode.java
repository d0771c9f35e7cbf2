package vn.phusong.coverage;

/**
 * One sample of a {@link Past} in an int:
 *
 * <pre>
 *   ms within its piece (23 bits) | finding (3) | not UMTS (1) | who (2) | test (2) | good as now known (1)
 * </pre>
 */
final class PastCode {
    static final int NO_TEST = 0;
    static final int TEST_FAILED = 1;
    static final int TEST_PASSED = 2;

    private static final int OFFSET_SHIFT = 9;
    private static final int FINDING_SHIFT = 6;
    private static final int FOUR_G = 1 << 5;
    private static final int WHO_SHIFT = 3;
    private static final int TEST_SHIFT = 1;
    private static final int GOOD = 1;

    private PastCode() {}

    /** Without time, test and verdict. */
    static int of(Finding finding, boolean fourG, int who) {
        return (finding.code << FINDING_SHIFT) | (fourG ? FOUR_G : 0) | ((who & 3) << WHO_SHIFT);
    }

    static int at(int code, int offsetMs) {
        return (offsetMs << OFFSET_SHIFT) | (code & ((1 << OFFSET_SHIFT) - 1));
    }

    static int tested(int code, int test) {
        return code | (test << TEST_SHIFT);
    }

    static int judged(int code, boolean good) {
        return good ? code | GOOD : code & ~GOOD;
    }

    static int offsetMs(int code) {
        return code >>> OFFSET_SHIFT;
    }

    static Finding finding(int code) {
        return Finding.of((code >>> FINDING_SHIFT) & 7);
    }

    static boolean isFourG(int code) {
        return (code & FOUR_G) != 0;
    }

    static int who(int code) {
        return (code >>> WHO_SHIFT) & 3;
    }

    static int test(int code) {
        return (code >>> TEST_SHIFT) & 3;
    }

    static boolean isGood(int code) {
        return (code & GOOD) != 0;
    }

    /** Order within a piece: by time, then by device. */
    static int compare(int one, int two) {
        int byTime = Integer.compare(offsetMs(one), offsetMs(two));
        return byTime != 0 ? byTime : Integer.compare(who(one), who(two));
    }
}
