package vn.phusong.ingest;

/**
 * @param lingerMs how long the first reading of a batch waits for company
 * @param enough so many readings wait for no more company, unless the disk is at work
 * @param batchMax readings in one commit
 * @param waitingMax readings waiting for a commit, over all doors; beyond it doors are told to wait
 * @param snapshotEveryMs how often a commit carries the dirty rows of the state
 */
public record BatchSettings(long lingerMs, int enough, int batchMax, int waitingMax, long snapshotEveryMs) {}
