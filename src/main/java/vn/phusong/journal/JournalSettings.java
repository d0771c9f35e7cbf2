package vn.phusong.journal;

/**
 * @param synchronous {@code FULL} always; {@code OFF} exists only so that a test can see that without it the durability test goes red
 * @param rawKeptMs raw readings older than this are dropped from the log (standings, incidents and roll-ups stay for good)
 * @param rawKeptBytes at most this much of raw readings
 * @param quarantineRows at most so many refusals are kept, oldest dropped first
 */
public record JournalSettings(String synchronous, long rawKeptMs, long rawKeptBytes, int quarantineRows) {}
