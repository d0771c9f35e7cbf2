package vn.phusong.alert;

import java.util.List;

/**
 * @param channels names of all, in the order of their settings: whose receipts settle a notice
 * @param link address of our page as its readers reach it, without a slash at the end; empty for none
 * @param loaded at most so many notices of a channel are known in memory, by their ids (one event's notices are never parted); the rest wait in the journal
 * @param retry waits between attempts
 */
public record AlertSettings(List<String> channels, String link, int loaded, Backoff retry) {
    /** As a channel that is away for days may leave behind. */
    public static final int LOADED = 4_096;

    public AlertSettings {
        channels = List.copyOf(channels);
        if (loaded < 1) {
            throw new IllegalArgumentException("loaded must be above 0, was " + loaded);
        }
    }
}
