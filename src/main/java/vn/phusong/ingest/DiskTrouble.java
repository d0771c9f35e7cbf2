package vn.phusong.ingest;

/** Why nothing is acknowledged, since when (epoch milliseconds of the clock), and how often it was tried. */
public record DiskTrouble(long since, String sentence, int tries) {}
