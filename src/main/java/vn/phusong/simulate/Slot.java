package vn.phusong.simulate;

/**
 * One SIM of a probe and the station that serves it.
 *
 * @param key seeds everything that varies about it
 * @param baseDbm RSRP around which it moves
 */
record Slot(long key, String operator, String plmn, Station station, String cell, double baseDbm, Strength strength) {}
