package vn.phusong.journal;

/** The journal cannot be opened as it is; the message is one sentence for the person who started us. */
public final class JournalRefused extends Exception {
    private static final long serialVersionUID = 1;

    public JournalRefused(String message) {
        super(message);
    }
}
