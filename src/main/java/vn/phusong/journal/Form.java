package vn.phusong.journal;

/** How a thing of another room looks as bytes: that room's affair. */
interface Form<T> {
    byte[] write(T thing);

    /** @throws IllegalArgumentException when the bytes are no such thing */
    T read(byte[] bytes);
}
