package vn.phusong;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Waiting for a future on a thread that may wait: the main one, never a loop. */
final class Waits {
    private Waits() {}

    @CanIgnoreReturnValue
    static <T> T on(Future<T> future) throws Failure {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Failure(String.valueOf(cause.getMessage()));
        }
    }
}
