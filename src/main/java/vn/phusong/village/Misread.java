package vn.phusong.village;

/** A cell that does not say what its column wants. Never leaves this room. */
final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient Said why;

    Misread(String en, String vi) {
        super(en, null, false, false);
        this.why = new Said(en, vi);
    }
}
