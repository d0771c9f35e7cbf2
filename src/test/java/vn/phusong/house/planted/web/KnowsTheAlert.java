package vn.phusong.house.planted.web;

import vn.phusong.house.planted.alert.KnowsTheWeb;

final class KnowsTheAlert {
    private KnowsTheAlert() {}

    static int lines() {
        return KnowsTheWeb.lines();
    }
}
