package vn.phusong.village;

/** One sentence in both languages of the house. */
record Said(String en, String vi) {
    Said and(Said more) {
        return new Said(en + "; " + more.en, vi + "; " + more.vi);
    }
}
