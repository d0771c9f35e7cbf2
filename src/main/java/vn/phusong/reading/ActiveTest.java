package vn.phusong.reading;

/**
 * Result of one active test over one SIM slot. Absent values are NaN; 0 bit/s is a result, not an absence.
 *
 * @param plmn home network of the slot tested
 * @param downBitPerS 0..10^10 bit/s
 * @param upBitPerS 0..10^10 bit/s
 * @param rttS 0..60 s
 * @param lossRatio 0..1
 */
public record ActiveTest(String plmn, double downBitPerS, double upBitPerS, double rttS, double lossRatio) {
    void addTo(Fingerprint hash) {
        hash.add(plmn).add(downBitPerS).add(upBitPerS).add(rttS).add(lossRatio);
    }
}
