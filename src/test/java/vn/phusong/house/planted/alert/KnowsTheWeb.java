package vn.phusong.house.planted.alert;

import vn.phusong.house.planted.web.Page;

/** Planted: a shell room that knows its sibling, and closes a circle with it. */
public final class KnowsTheWeb {
    private KnowsTheWeb() {}

    public static int lines() {
        return Page.lines();
    }
}
