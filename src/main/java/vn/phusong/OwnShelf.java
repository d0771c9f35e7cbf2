package vn.phusong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.OwnWatch;

/** Where the book about ourselves lies: a document of the journal. */
final class OwnShelf implements OwnWatch.Shelf {
    static final String NAME = "ourselves";
    private static final Logger LOG = LoggerFactory.getLogger(OwnShelf.class);

    private final Watch watch;
    private final byte @Nullable [] found;

    /** @param found at the start, null when there was none */
    OwnShelf(Watch watch, byte @Nullable [] found) {
        this.watch = watch;
        this.found = found;
    }

    @Override
    public byte @Nullable [] read() {
        return found;
    }

    @Override
    public boolean keep(byte[] bytes) {
        try {
            watch.keep(NAME, bytes);
            return true;
        } catch (Failure e) {
            LOG.debug("not kept: {}", e.getMessage());
            return false;
        }
    }
}
