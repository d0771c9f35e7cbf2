package vn.phusong.engine;

/**
 * One keyed row of the state. Rows of one kind and key replace each other; equal states have equal rows.
 *
 * @param kind one letter-word of the fold that wrote it
 * @param value empty when the row is gone
 */
public record SnapshotRow(String kind, String key, byte[] value) {}
