package vn.phusong.village;

/** A probe measures mobile networks, an ONT ends one fibre line, a collector (OLT, ACS, gateway) speaks for the ONTs that name it. */
public enum DeviceKind {
    PROBE,
    ONT,
    COLLECTOR
}
