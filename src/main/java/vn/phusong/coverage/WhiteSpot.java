package vn.phusong.coverage;

/** {@code TRANG_SONG}: no signal of any operator at the centre. {@code LOM_SONG}: centre covered, a cluster not (domain.md §4.6). */
public enum WhiteSpot {
    TRANG_SONG("trắng sóng"),
    LOM_SONG("lõm sóng");

    private final String words;

    WhiteSpot(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
