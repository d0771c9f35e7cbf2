package vn.phusong.journal;

import java.io.IOException;

/**
 * The disk as an argument: told before each write what is about to be written, so that a test can let it fail or end the world between any two writes.
 * The disk worker calls it.
 */
@FunctionalInterface
public interface Disk {
    /** The real disk: it fails by itself. */
    Disk REAL = what -> {};

    /**
     * @param what table of the write, or {@code begin}, {@code commit}, {@code checkpoint}
     * @throws IOException the write fails as a disk does; any {@link RuntimeException} is a crash
     */
    void before(String what) throws IOException;
}
