package vn.phusong.reading;

/** What feeds the device, now (in a reading) or by design (in the registry). */
public enum PowerSource {
    MAINS,
    BATTERY,
    SOLAR
}
