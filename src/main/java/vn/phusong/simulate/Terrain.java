package vn.phusong.simulate;

import vn.phusong.village.Place;

/**
 * Made-up mountains of a plausible kind: ridges some kilometres apart, a few hundred metres high. The same seed gives the same mountains; they are not
 * those of the real province.
 */
final class Terrain {
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double MAST_M = 45;
    private static final int CUTS = 12;

    private final long seed;

    Terrain(long seed) {
        this.seed = Noise.mix(seed, 7);
    }

    static double metres(Place a, Place b) {
        double north = (a.lat() - b.lat()) * METRES_PER_DEGREE;
        double east = (a.lon() - b.lon()) * METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(a.lat()));
        return StrictMath.sqrt(north * north + east * east);
    }

    /**
     * Path loss in dB from a mast to a receiver: 3GPP rural distance law (TR 36.942 §4.5.2 shape) plus what the highest ridge between them takes away.
     *
     * @param receiverM height of the receiver's ground, metres
     */
    double lossDb(Place mast, Place receiver, double receiverM) {
        double distance = Math.max(50, metres(mast, receiver));
        double law = 100.5 + 34.1 * StrictMath.log10(distance / 1000);
        double top = heightM(mast) + MAST_M;
        double blocked = 0;
        for (int i = 1; i < CUTS; i++) {
            double share = (double) i / CUTS;
            double sight = top + (receiverM + 3 - top) * share;
            Place there = new Place(
                    mast.lat() + (receiver.lat() - mast.lat()) * share,
                    mast.lon() + (receiver.lon() - mast.lon()) * share);
            blocked = Math.max(blocked, heightM(there) - sight);
        }
        return law + Math.min(30, blocked / 6);
    }

    /** Height of the ground, about 100..900 m. */
    double heightM(Place at) {
        return 350 + 180 * hills(at, 0.08, 1) + 80 * hills(at, 0.025, 2);
    }

    private double hills(Place at, double spanDegrees, int octave) {
        long x = (long) Math.floor(at.lon() / spanDegrees);
        long y = (long) Math.floor(at.lat() / spanDegrees);
        double fx = smooth(at.lon() / spanDegrees - x);
        double fy = smooth(at.lat() / spanDegrees - y);
        double south = corner(x, y, octave) * (1 - fx) + corner(x + 1, y, octave) * fx;
        double north = corner(x, y + 1, octave) * (1 - fx) + corner(x + 1, y + 1, octave) * fx;
        return south * (1 - fy) + north * fy;
    }

    private double corner(long x, long y, int octave) {
        return Noise.gauss(Noise.mix(seed, octave), Noise.mix(x, y));
    }

    private static double smooth(double x) {
        return x * x * (3 - 2 * x);
    }
}
