package vn.phusong.engine;

/** What became of one reading. */
public enum Outcome {
    /** Taken, live or late. */
    COMMITTED,
    /** Said before, word for word; changes nothing. */
    DUPLICATE,
    /** Same device, time and kind as an earlier one, other content: quarantined. */
    CONFLICT,
    /** The registry of that time does not know the device, or not as one that may say this: quarantined. */
    NOT_ALLOWED
}
