package vn.phusong.village;

/**
 * A point on the earth, WGS 84.
 *
 * @param lat degrees, −90..90
 * @param lon degrees, −180..180
 */
public record Place(double lat, double lon) {
    public Place {
        if (!(lat >= -90 && lat <= 90)) {
            throw new IllegalArgumentException("lat must be -90..90, was " + lat);
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw new IllegalArgumentException("lon must be -180..180, was " + lon);
        }
    }
}
