package vn.phusong.village;

/**
 * One registry row as bytes. Rows of one key replace each other.
 *
 * @param key a letter for the kind, then the row's own key
 */
public record KeyedRow(String key, byte[] value) {}
