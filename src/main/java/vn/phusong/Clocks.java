package vn.phusong;

import java.time.InstantSource;

/** The clocks a program can run by. */
final class Clocks {
    private Clocks() {}

    static InstantSource real(long notBefore) {
        return SteadyClock.of(InstantSource.system(), System::nanoTime, 1, notBefore);
    }

    static InstantSource fast(double speed, long notBefore) {
        return SteadyClock.of(InstantSource.system(), System::nanoTime, speed, notBefore);
    }
}
