package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/** Asks about accounts on one worker, in order: a password costs time and memory. At most {@value #WAITING} wait; more are refused at once. */
final class PeopleDesk {
    static final int WAITING = 16;

    /** Something about accounts, which blocks. */
    interface Work<T> {
        T get() throws AccountRefused;
    }

    private final WorkerExecutor worker;
    // Web loop only.
    private int waiting;

    PeopleDesk(Vertx vertx) {
        this.worker = vertx.createSharedWorkerExecutor("people-" + System.identityHashCode(this), 1);
    }

    <T> Future<T> ask(Work<T> work) {
        if (waiting >= WAITING) {
            return Future.failedFuture(Problem.of(503, "too many wait to log in already, try again soon"));
        }
        waiting++;
        return worker.executeBlocking(work::get)
                .onComplete(done -> waiting--)
                .recover(failure -> Future.failedFuture(
                        failure instanceof AccountRefused refused
                                ? Problem.of(refused.status(), String.valueOf(refused.getMessage()))
                                : failure));
    }

    Future<Void> close() {
        return worker.close();
    }
}
