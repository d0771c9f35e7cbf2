package vn.phusong.journal;

/** The disk did not do it now; trying again may help. */
public final class JournalTrouble extends Exception {
    private static final long serialVersionUID = 1;

    public JournalTrouble(String message) {
        super(message);
    }

    public JournalTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
