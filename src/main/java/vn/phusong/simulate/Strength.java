package vn.phusong.simulate;

/** How good one operator is at one point when nothing is broken. */
enum Strength {
    /** Always above the threshold. */
    SOLID,
    /** Three minutes of every ten are below it. */
    WEAK,
    /** Never any service. */
    ABSENT,
    /** Only the second generation reaches there, which is no broadband. */
    GSM_ONLY
}
