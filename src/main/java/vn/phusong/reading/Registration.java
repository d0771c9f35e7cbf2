package vn.phusong.reading;

/** How the SIM stood with its home network (TS 27.007 +CEREG). */
public enum Registration {
    HOME,
    ROAMING,
    SEARCHING,
    DENIED,
    EMERGENCY,
    NONE,
    UNKNOWN
}
