package vn.phusong.reading;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;

/** A running 64-bit hash, the same on every machine (no identity hash, no seed). */
final class Fingerprint {
    private long hash = 0x9E3779B97F4A7C15L;

    @CanIgnoreReturnValue
    Fingerprint add(long value) {
        long mixed = (hash ^ value) * 0xBF58476D1CE4E5B9L;
        hash = mixed ^ (mixed >>> 29);
        return this;
    }

    @CanIgnoreReturnValue
    Fingerprint add(float value) {
        return add(Float.floatToIntBits(value));
    }

    @CanIgnoreReturnValue
    Fingerprint add(double value) {
        return add(Double.doubleToLongBits(value));
    }

    @CanIgnoreReturnValue
    Fingerprint add(@Nullable String text) {
        return add(text == null ? -1 : text.hashCode());
    }

    long value() {
        return hash;
    }
}
