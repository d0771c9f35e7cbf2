package vn.phusong.coverage;

/** What one sample says of service (domain.md §7.3). {@code INVALID} says nothing: it is kept so that it can be recognised, and never counted. */
public enum SampleClass {
    GOOD,
    BAD,
    NO_SERVICE,
    INVALID
}
