package vn.phusong.coverage;

/** What one sample says of service (domain.md §7.3). {@code INVALID} says nothing: it is kept so that it can be recognised, and never counted. */
public enum SampleClass {
    GOOD(0),
    BAD(1),
    NO_SERVICE(2),
    INVALID(3);

    /** Two bits, as kept. */
    final int code;

    SampleClass(int code) {
        this.code = code;
    }
}
