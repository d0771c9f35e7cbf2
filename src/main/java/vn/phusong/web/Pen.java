package vn.phusong.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;

/** Writes acts down for the doors: durable, or refused with a {@link Problem}, or nobody knows yet, which is said too. Web loop only. */
final class Pen {
    private static final int WAITS_S = 10;

    private final ActBook book;
    private final LongSupplier clock;

    Pen(ActBook book, LongSupplier clock) {
        this.book = book;
        this.clock = clock;
    }

    Acts known() {
        return book.known();
    }

    long now() {
        return clock.getAsLong();
    }

    Future<Act> write(Function<Acts, Act> made) {
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        return Future.fromCompletionStage(book.write(made), loop)
                .timeout(WAITS_S, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof IllegalArgumentException) {
            return Problem.of(400, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(
                    503, "the disk is slow: nobody knows yet whether it is written. Look before you do it again");
        }
        if (cause instanceof IllegalStateException) {
            return Problem.of(503, String.valueOf(cause.getMessage()));
        }
        return cause == null ? failure : cause;
    }
}
