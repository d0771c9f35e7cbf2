package vn.phusong.house.planted.web;

/** Planted: stands for a shell room that others open although they must not. */
public final class Page {
    private Page() {}

    public static int lines() {
        return Integer.getInteger("planted.lines", 1);
    }
}
