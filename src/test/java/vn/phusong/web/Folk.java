package vn.phusong.web;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.phusong.incident.Act;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.PeopleChange;
import vn.phusong.journal.SecurityEvent;

/** Keeps what changes about people in a real journal, and remembers what was said of it. */
final class Folk implements Accounts.Keeper {
    static final long MINUTE = 60_000;
    static final PeopleSettings USUAL = settings(false, 1000);

    final List<Act> acts = new CopyOnWriteArrayList<>();
    final List<SecurityEvent> reports = new CopyOnWriteArrayList<>();
    /** Why nothing is kept, null when all is. */
    volatile JournalTrouble fails;

    private final Journal journal;

    Folk(Journal journal) {
        this.journal = journal;
    }

    /** A cheap hash, for a test that makes many: the parameters are the settings'. */
    static PeopleSettings settings(boolean readsNeedLogin, int perSecond) {
        return new PeopleSettings(
                new PeopleSettings.Password(256, 1, 12, 1, 0),
                new PeopleSettings.Lock(3, 15 * MINUTE, 8, 120),
                new PeopleSettings.Span(30 * MINUTE, 720 * MINUTE),
                new PeopleSettings.Doorway(null, PeopleSettings.Secure.AUTO, Set.of(), perSecond, perSecond),
                readsNeedLogin);
    }

    @Override
    public CompletableFuture<PeopleChange> keep(PeopleChange change) {
        if (fails != null) {
            return CompletableFuture.failedFuture(fails);
        }
        try {
            synchronized (journal) {
                journal.keep(change);
            }
            acts.addAll(change.acts());
            return CompletableFuture.completedFuture(change);
        } catch (JournalTrouble e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void report(SecurityEvent event) {
        reports.add(event);
    }
}
