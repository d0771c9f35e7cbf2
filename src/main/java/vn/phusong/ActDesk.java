package vn.phusong;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.ingest.Batcher;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.web.ActBook;

/** Keeps what people do, one act after another, and what is known by it. Nothing is known here that is not durable. */
final class ActDesk implements ActBook {
    private static final Logger LOG = LoggerFactory.getLogger(ActDesk.class);
    private static final int READ_AT_ONCE = 1_000;
    /** So many acts may wait for a slow disk; more are refused. */
    private static final int WAITING = 256;

    private final Batcher batcher;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Acts known;
    // Guarded by this: the act before, done or not.
    private CompletableFuture<?> last = CompletableFuture.completedFuture("");

    private ActDesk(Batcher batcher, Acts known) {
        this.batcher = batcher;
        this.known = known;
    }

    /** Reads all that people ever did. Blocks. */
    static ActDesk open(JournalReader journal, Batcher batcher) throws JournalTrouble {
        AuditCheck check = AuditCheck.of(journal);
        if (!check.holds()) {
            LOG.error("the audit log was changed by another hand: it does not hold from row {} on", check.wrong());
        }
        List<Act> acts = new ArrayList<>();
        long n = 0;
        List<AuditRow> page;
        do {
            page = journal.audit(n, READ_AT_ONCE);
            for (AuditRow row : page) {
                n = row.n();
                Act act = row.act();
                if (act != null) {
                    acts.add(act);
                }
            }
        } while (!page.isEmpty());
        return new ActDesk(batcher, Acts.of(acts));
    }

    @Override
    public Acts known() {
        return known;
    }

    @Override
    public CompletableFuture<Act> write(Function<Acts, Act> made) {
        if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(
                    new IllegalStateException(WAITING + " acts wait for the disk already"));
        }
        return inTurn(made);
    }

    private synchronized CompletableFuture<Act> inTurn(Function<Acts, Act> made) {
        CompletableFuture<Act> next = last.handle((done, failure) -> "")
                .thenCompose(go -> durable(made.apply(known)))
                .whenComplete((act, failure) -> waiting.decrementAndGet());
        last = next;
        return next;
    }

    private CompletableFuture<Act> durable(Act act) {
        return batcher.act(act).thenApply(position -> {
            known = known.with(act);
            return act;
        });
    }
}
