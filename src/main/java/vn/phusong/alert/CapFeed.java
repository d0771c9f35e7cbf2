package vn.phusong.alert;

import java.time.InstantSource;
import java.util.List;

/** The newest messages of the folder, for a feed that anybody may ask for at any time: the folder is looked through at most once in some seconds. Any thread; blocks. */
public final class CapFeed {
    private static final long HOLDS_MS = 5_000;

    private final CapFolder folder;
    private final int limit;
    private final InstantSource clock;

    // Guarded by this.
    private List<CapFolder.Said> newest = List.of();
    private long lookedAt = -HOLDS_MS;

    /** @param limit so many are told */
    public CapFeed(CapFolder folder, int limit, InstantSource clock) {
        this.folder = folder;
        this.limit = limit;
        this.clock = clock;
    }

    /** The newest first; what came within the last five seconds may not be in it yet. */
    public synchronized List<CapFolder.Said> newest() {
        long now = clock.millis();
        if (now < lookedAt || now - lookedAt >= HOLDS_MS) {
            newest = folder.newest(limit);
            lookedAt = now;
        }
        return newest;
    }
}
