package vn.phusong.simulate;

/**
 * Randomness that can be asked for any moment: the same seed, key and time give the same number, in whatever order they are asked. Never keeps a
 * state, so that a world can jump in time and still be the same world.
 */
final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Noise() {}

    /** Two numbers into one well-spread number (the finalizer of SplitMix64). */
    static long mix(long a, long b) {
        long z = a * GOLDEN + b + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A key for a name, equal on every machine. */
    static long key(String name) {
        long key = name.length();
        for (int i = 0; i < name.length(); i++) {
            key = mix(key, name.charAt(i));
        }
        return key;
    }

    /** Uniform in [0, 1). */
    static double unit(long key, long step) {
        return (mix(key, step) >>> 11) * 0x1.0p-53;
    }

    /** Uniform whole number in [0, bound). */
    static int whole(long key, long step, int bound) {
        return (int) (unit(key, step) * bound);
    }

    /** Mean 0, deviation 1, never beyond ±3.5: the sum of four uniforms. */
    static double gauss(long key, long step) {
        long k = mix(key, step);
        return (unit(k, 1) + unit(k, 2) + unit(k, 3) + unit(k, 4) - 2) * 1.7320508;
    }

    /** A smooth wandering line, mean 0, deviation about 0.86, which forgets itself after {@code periodMs}. */
    static double wave(long key, long atMs, long periodMs) {
        long step = Math.floorDiv(atMs, periodMs);
        double x = (double) Math.floorMod(atMs, periodMs) / periodMs;
        double weight = x * x * (3 - 2 * x);
        return gauss(key, step) * (1 - weight) + gauss(key, step + 1) * weight;
    }

    /** The same line as a share in 0..1, about uniform. */
    static double share(long key, long atMs, long periodMs) {
        double z = wave(key, atMs, periodMs) / 0.86;
        return 1 / (1 + StrictMath.exp(-1.7 * z));
    }
}
