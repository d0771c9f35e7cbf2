package vn.phusong;

/** The work could not be done; the message is one sentence for the person who asked. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }
}
