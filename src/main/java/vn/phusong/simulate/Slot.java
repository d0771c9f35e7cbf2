package vn.phusong.simulate;

/**
 * One SIM of a probe and the station that serves it.
 *
 * @param key seeds everything that varies about it
 * @param sector number of the sector of that station in the province
 * @param baseDbm RSRP around which it moves
 */
record Slot(
        long key,
        String operator,
        String plmn,
        Station station,
        int sector,
        String cell,
        double baseDbm,
        Strength strength) {}
