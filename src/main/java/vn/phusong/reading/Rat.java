package vn.phusong.reading;

/** Radio access technology a SIM slot was using (TS 24.008, TS 38.300). */
public enum Rat {
    GSM,
    UMTS,
    LTE,
    NR_NSA,
    NR,
    NONE
}
