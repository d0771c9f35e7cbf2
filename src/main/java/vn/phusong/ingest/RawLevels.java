package vn.phusong.ingest;

/** Levels as the device wrote them, before any range is asked: the ranges depend on a radio technology that may stand further on. NaN is absent. */
final class RawLevels {
    double rsrp = Double.NaN;
    double rsrq = Double.NaN;
    double sinr = Double.NaN;
    double rssi = Double.NaN;
    double rscp = Double.NaN;
    double ecno = Double.NaN;

    boolean isAbsent() {
        return !isLte() && !isUmts();
    }

    /** Whether anything was said that LTE and NR measure. */
    boolean isLte() {
        return !Double.isNaN(rsrp) || !Double.isNaN(rsrq) || !Double.isNaN(sinr) || !Double.isNaN(rssi);
    }

    boolean isUmts() {
        return !Double.isNaN(rscp) || !Double.isNaN(ecno);
    }
}
