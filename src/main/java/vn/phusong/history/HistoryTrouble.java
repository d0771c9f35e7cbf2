package vn.phusong.history;

/** History cannot do it now; trying again may help. The message is one sentence for people. */
public class HistoryTrouble extends Exception {
    private static final long serialVersionUID = 1;

    public HistoryTrouble(String message) {
        super(message);
    }

    public HistoryTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
