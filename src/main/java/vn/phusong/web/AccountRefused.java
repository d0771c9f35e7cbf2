package vn.phusong.web;

/** What was asked about an account is not done; the message is one sentence for people, and never says whether an account exists to who may not know. */
public final class AccountRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    AccountRefused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** As HTTP has it. */
    int status() {
        return status;
    }
}
