package vn.phusong.coverage;

/** The slower verdict over one period (domain.md §1.6, §7.4): claimed only where the samples carry it. */
public enum PromiseKept {
    /** The lower bound of the share reaches the promise. */
    MET("met"),
    /** Even the upper bound stays below it. */
    NOT_MET("not met"),
    /** Too few samples, or too close to call. */
    NOT_ENOUGH("not enough samples");

    private final String word;

    PromiseKept(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
