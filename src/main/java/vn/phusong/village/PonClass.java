package vn.phusong.village;

/** Optical class of a PON (G.984.2 Amd. 1 and 2, G.9807.1); it belongs to the line, not to the reading. */
public enum PonClass {
    B_PLUS("B+"),
    C_PLUS("C+"),
    XGS("XGS");

    private final String word;

    PonClass(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
