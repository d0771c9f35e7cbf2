package vn.phusong.village;

/** One sentence in both languages of the house. */
public record Said(String en, String vi) {
    public Said and(Said more) {
        return new Said(en + "; " + more.en, vi + "; " + more.vi);
    }
}
