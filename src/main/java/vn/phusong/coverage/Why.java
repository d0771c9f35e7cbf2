package vn.phusong.coverage;

import java.util.List;

/**
 * Why a village stands as it does: one sentence in Vietnamese, one in English, and the evidence both are made from. Never more certain than the
 * evidence.
 */
public record Why(String vi, String en, List<Evidence> evidence) {
    /**
     * One number or fact the sentence stands on.
     *
     * @param what a fixed word: {@code standing}, {@code level}, {@code samples}, {@code silence}, {@code households} …
     * @param subject whose: an operator, a point, a device; empty for the village
     * @param value with its unit
     * @param at epoch milliseconds, 0 when it has no time
     */
    public record Evidence(String what, String subject, String value, long at) {}

    public Why {
        evidence = List.copyOf(evidence);
    }
}
