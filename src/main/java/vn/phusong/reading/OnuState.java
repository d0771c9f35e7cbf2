package vn.phusong.reading;

/** ONU activation state (ITU-T G.984.3 §10, TR-181 ONUState). Only {@link #O5} is in operation. */
public enum OnuState {
    O1,
    O2,
    O3,
    O4,
    O5,
    O6,
    O7,
    O8,
    O9,
    UNKNOWN
}
