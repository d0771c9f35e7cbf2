package vn.phusong.alert;

import vn.phusong.alert.Parcels.Parcel;
import vn.phusong.journal.JournalTrouble;

/** When the messages of one channel are tried, and when again. Alert's thread only. */
final class Tries {
    private final Channel channel;
    private final AlertFollower.Ground ground;
    private final Backoff retry;
    private final Parcels parcels;
    private final Tally tally;
    private final Runnable pump;
    private final Pace pace;

    /** @param pump makes all attempts there is room for */
    Tries(Channel channel, Outbox.Common common, Parcels parcels, Tally tally, Runnable pump) {
        this.channel = channel;
        this.ground = common.ground();
        this.retry = common.settings().retry();
        this.parcels = parcels;
        this.tally = tally;
        this.pump = pump;
        this.pace = new Pace(channel, retry);
    }

    boolean hasRoom() {
        return pace.hasRoom();
    }

    void begun(Parcel parcel) {
        parcel.isBusy = true;
        pace.begun();
    }

    void ended(Parcel parcel) {
        parcel.isBusy = false;
        pace.ended();
    }

    /** With a yes or a no for good: what waited because nobody was there need wait no longer. */
    void answered() {
        boolean wasDown = pace.answered();
        parcels.all().forEach(other -> other.isReady |= other.isSilent || wasDown);
    }

    /** Not taken: waits, then is tried again. */
    void again(Parcel parcel, Answer answer) {
        tally.retries++;
        parcel.failures++;
        parcel.isReady = false;
        parcel.isSilent = answer.kind() == Answer.Kind.SILENCE;
        parcel.mayBeTaken |= answer.mayBeTaken();
        tally.trouble("notices are not taken by " + channel.name() + ": " + answer.detail());
        int failures = parcel.failures;
        long wait = Math.max(answer.waitMs(), retry.waitMs(failures, parcel.key));
        ground.thread().after(wait, () -> {
            // Woken before its time and failed again, it has a later timer.
            if (parcel.failures == failures) {
                parcel.isReady = true;
                pump.run();
            }
        });
        long pause = pace.failed(answer);
        if (pause > 0) {
            ground.thread().after(pause, () -> {
                pace.pauseOver();
                pump.run();
            });
        }
    }

    /** The journal cannot be read now: nobody's fault, and no attempt. */
    void unread(Parcel parcel, JournalTrouble trouble) {
        ended(parcel);
        parcel.isReady = false;
        tally.trouble("what is owed cannot be read: " + trouble.getMessage());
        ground.thread().after(AlertFollower.JOURNAL_RETRY_MS, () -> {
            parcel.isReady = true;
            pump.run();
        });
    }

    /** A mistake of ours must not leave a message under way for ever. It waits by itself: the receiver is not to blame. */
    void mistaken(Parcel parcel) {
        ended(parcel);
        parcel.failures++;
        parcel.isReady = false;
        tally.trouble("notices for " + channel.name() + " cannot be written, by a mistake of ours; see the log");
        ground.thread().after(Sorting.AFTER_MISTAKE_MS, () -> {
            parcel.isReady = true;
            pump.run();
        });
    }
}
