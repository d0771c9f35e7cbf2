package vn.phusong.journal;

import vn.phusong.engine.Engine;

/**
 * The engine as the journal's last commit left it.
 *
 * @param rows snapshot rows it was made from
 * @param replayed events after the snapshot that were stepped in again
 * @param millis how long it took
 */
public record Restored(Engine engine, int rows, long replayed, long millis) {}
