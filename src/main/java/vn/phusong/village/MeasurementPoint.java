package vn.phusong.village;

/**
 * A place in a village where probes stand.
 *
 * @param households how many it speaks for, −1 when not told
 */
public record MeasurementPoint(String id, String village, PointKind kind, Place place, int households) {}
