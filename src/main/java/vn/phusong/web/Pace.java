package vn.phusong.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests to the API an address may send: so many a second for long, and some at once. Web loop only. */
final class Pace {
    /** So many addresses are remembered, the one heard longest ago goes first. */
    private static final int ADDRESSES = 10_000;

    private record Left(double requests, long at) {}

    private final int perSecond;
    private final int burst;
    private final Map<String, Left> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
            return size() > ADDRESSES;
        }
    };

    Pace(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** Whether this one more is within it. */
    boolean takes(String address, long now) {
        Left before = addresses.getOrDefault(address, new Left(burst, now));
        double left = Math.min(burst, before.requests() + Math.max(0, now - before.at()) / 1000.0 * perSecond);
        addresses.put(address, new Left(left < 1 ? left : left - 1, now));
        return left >= 1;
    }
}
