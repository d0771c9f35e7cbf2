package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Asks the journal on one worker of its own, in order. At most {@value #WAITING} questions wait; more are refused at once, so that a slow disk never makes a
 * queue without end.
 */
final class Desk {
    static final int WAITING = 64;

    /** One question to the journal. Blocks, on the worker. */
    interface Question<T> {
        T ask(JournalReader journal) throws JournalTrouble;
    }

    private final JournalReader journal;
    private final WorkerExecutor worker;
    // Web loop only.
    private int waiting;

    Desk(Vertx vertx, JournalReader journal) {
        this.journal = journal;
        this.worker = vertx.createSharedWorkerExecutor("web-reads-" + System.identityHashCode(this), 1);
    }

    <T> Future<T> ask(Question<T> question) {
        if (waiting >= WAITING) {
            return Future.failedFuture(
                    Problem.of(503, "too many questions to the journal wait already, try again soon"));
        }
        waiting++;
        return worker.executeBlocking(() -> question.ask(journal))
                .onComplete(done -> waiting--)
                .recover(failure -> Future.failedFuture(
                        failure instanceof JournalTrouble
                                ? Problem.of(503, "the journal cannot be read now: " + failure.getMessage())
                                : failure));
    }

    Future<Void> close() {
        return worker.executeBlocking(() -> {
                    journal.close();
                    return true;
                })
                .eventually(worker::close)
                .mapEmpty();
    }
}
