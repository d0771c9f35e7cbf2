package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a device asked us to say when it goes without a word.
 *
 * @param delay milliseconds after the abnormal end
 */
record SessionWill(String topic, byte[] payload, @Nullable String contentType, long delay) {}
