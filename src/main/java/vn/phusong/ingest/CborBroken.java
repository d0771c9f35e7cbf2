package vn.phusong.ingest;

import java.io.IOException;

/** The bytes are no CBOR: nothing behind the place can be read. */
final class CborBroken extends IOException {
    private static final long serialVersionUID = 1;

    CborBroken(String why, int at) {
        super(why + ", at byte " + at);
    }
}
