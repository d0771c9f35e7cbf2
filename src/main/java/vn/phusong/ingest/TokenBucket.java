package vn.phusong.ingest;

/**
 * Tokens that come back with time. A cost above the burst is let through when the bucket is full and paid off afterwards: nothing is too big for ever. A
 * clock that steps back gives no tokens and takes none. Any thread.
 */
final class TokenBucket {
    private double perSecond;
    private double burst;
    // Guarded by this.
    private double tokens;
    private long filledAt;

    /**
     * Begins full.
     *
     * @param now epoch milliseconds
     */
    TokenBucket(double perSecond, double burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Changes the pace from now on; what is in the bucket stays, up to the new burst. */
    synchronized void retune(double newPerSecond, double newBurst, long now) {
        fill(now);
        perSecond = newPerSecond;
        burst = newBurst;
        tokens = Math.min(tokens, burst);
    }

    /** Takes {@code cost} tokens, or none and says false. */
    synchronized boolean take(double cost, long now) {
        fill(now);
        if (tokens < Math.min(cost, burst)) {
            return false;
        }
        tokens -= cost;
        return true;
    }

    /** Puts back what was taken for something that did not happen. */
    synchronized void giveBack(double cost) {
        tokens = Math.min(burst, tokens + cost);
    }

    private void fill(long now) {
        long passed = now - filledAt;
        filledAt = now;
        if (passed > 0) {
            tokens = Math.min(burst, tokens + passed * perSecond / 1000.0);
        }
    }
}
