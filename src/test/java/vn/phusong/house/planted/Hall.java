package vn.phusong.house.planted;

/** Planted: stands for the hall, which no room may know. */
public final class Hall {
    private Hall() {}

    public static final int LAMPS = Integer.getInteger("planted.lamps", 1);
}
