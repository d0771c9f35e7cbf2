package vn.phusong.house.planted.attic;

/** Planted: a class in a package that the table of rooms does not name. */
final class Drawer {
    private Drawer() {}
}
