package vn.phusong.journal;

/** What was read is not what was written. */
final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Damaged(String message) {
        super(message);
    }

    Damaged(String message, Throwable cause) {
        super(message, cause);
    }
}
