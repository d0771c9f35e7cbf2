package vn.phusong.reading;

/**
 * Received levels of one radio leg. Absent values are NaN; sentinels never get here.
 *
 * @param rsrpDbm LTE RSRP −144..−40 dBm (TS 36.214 §5.1.1) or NR SS-RSRP −156..−31 dBm (TS 38.215 §5.1.1)
 * @param rsrqDb LTE −36..+2.5 dB, NR −43..+20 dB
 * @param sinrDb −23..+40 dB
 * @param rssiDbm −120..−20 dBm
 * @param rscpDbm UMTS −120..−25 dBm (TS 25.215 §5.1.1)
 * @param ecnoDb UMTS −24..0 dB
 */
public record Levels(float rsrpDbm, float rsrqDb, float sinrDb, float rssiDbm, float rscpDbm, float ecnoDb) {
    public static final Levels ABSENT = new Levels(Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);

    public boolean isAbsent() {
        return Float.isNaN(rsrpDbm)
                && Float.isNaN(rsrqDb)
                && Float.isNaN(sinrDb)
                && Float.isNaN(rssiDbm)
                && Float.isNaN(rscpDbm)
                && Float.isNaN(ecnoDb);
    }

    void addTo(Fingerprint hash) {
        hash.add(rsrpDbm).add(rsrqDb).add(sinrDb).add(rssiDbm).add(rscpDbm).add(ecnoDb);
    }
}
