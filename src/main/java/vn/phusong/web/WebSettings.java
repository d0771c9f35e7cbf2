package vn.phusong.web;

import java.util.Set;

/**
 * Where the web listens and how many may watch.
 *
 * @param host an address of this machine
 * @param port 0..65535, 0 is any free one
 * @param liveClients pages that may follow the live stream at once
 * @param liveFrames pictures a slow page may lag behind before it is dropped
 * @param known the names that browsers may call us by, and the pages of others that may read us
 * @param simulated whether the figures come from the simulated province from the start on; every summary and the page say so
 */
public record WebSettings(String host, int port, int liveClients, int liveFrames, Known known, boolean simulated) {
    public static final int LIVE_FRAMES = 64;

    /**
     * What is known of browsers from elsewhere.
     *
     * @param hosts names in small letters that the {@code Host} header may hold, beside {@code localhost} and any address in numbers; empty for none
     * @param origins pages of other addresses that may read the outlines of the areas, as browsers write an origin; empty for none
     */
    public record Known(Set<String> hosts, Set<String> origins) {
        public static final Known NOBODY = new Known(Set.of(), Set.of());

        public Known {
            hosts = Set.copyOf(hosts);
            origins = Set.copyOf(origins);
        }
    }

    public WebSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("web port must be 0..65535, was " + port);
        }
        if (liveClients < 1) {
            throw new IllegalArgumentException("live clients must be at least 1, was " + liveClients);
        }
        if (liveFrames < 1) {
            throw new IllegalArgumentException("live frames must be at least 1, was " + liveFrames);
        }
    }
}
