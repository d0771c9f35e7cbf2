package vn.phusong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.Shelf;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** A document of the journal that one of our watchers keeps. */
final class KeptDocument implements Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(KeptDocument.class);

    private final Watch watch;
    private final String name;
    private final byte @Nullable [] found;

    private KeptDocument(Watch watch, String name, byte @Nullable [] found) {
        this.watch = watch;
        this.name = name;
        this.found = found;
    }

    static KeptDocument of(Watch watch, String name) throws JournalTrouble {
        try (JournalReader reader = watch.journal().reader()) {
            return new KeptDocument(watch, name, reader.document(name));
        }
    }

    @Override
    public byte @Nullable [] read() {
        return found;
    }

    @Override
    public boolean keep(byte[] bytes) {
        try {
            watch.keep(name, bytes);
            return true;
        } catch (Failure e) {
            LOG.debug("{} not kept: {}", name, e.getMessage());
            return false;
        }
    }
}
