package vn.phusong.alert;

/**
 * How hard a receiver is asked. One message that fails waits by itself; when several fail in a row it is the receiver, and it is asked once in a while, with
 * one message at a time, until it takes one. Alert's thread only.
 */
final class Pace {
    /** After so many failures in a row it is the receiver, not the message. */
    static final int DOWN_AFTER = 8;

    private final Channel channel;
    private final Backoff retry;
    private int underWay;
    private int failedInARow;
    private boolean isHeld;

    Pace(Channel channel, Backoff retry) {
        this.channel = channel;
        this.retry = retry;
    }

    boolean hasRoom() {
        return !isHeld && underWay < (isDown() ? 1 : channel.atOnce());
    }

    private boolean isDown() {
        return failedInARow >= DOWN_AFTER;
    }

    void begun() {
        underWay++;
    }

    void ended() {
        underWay--;
    }

    /** Returns whether the receiver had been down. */
    boolean answered() {
        boolean wasDown = isDown();
        failedInARow = 0;
        return wasDown;
    }

    /** Returns for how long nobody may ask it now, 0 when others may go on, or when a pause is on already. */
    long failed(Answer answer) {
        failedInARow++;
        long pause = isDown()
                ? Math.max(answer.waitMs(), retry.waitMs(failedInARow - DOWN_AFTER + 1, channel.name()))
                : answer.waitMs();
        if (isHeld || pause == 0) {
            return 0;
        }
        isHeld = true;
        return pause;
    }

    void pauseOver() {
        isHeld = false;
    }
}
