package vn.phusong.alert;

import org.jspecify.annotations.Nullable;

/** Where one small document lies that must outlive us. */
public interface Shelf {
    /** As it was at the start, null when there was none. */
    byte @Nullable [] read();

    /** False when it cannot be kept now. May block. */
    boolean keep(byte[] bytes);
}
