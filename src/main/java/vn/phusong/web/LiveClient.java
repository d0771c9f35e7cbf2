package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** One page that follows. Its frames wait in a bounded queue while its connection is full; when the queue is full too, it is dropped and fetches anew. Web loop only. */
final class LiveClient {
    private static final int UNSENT_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final int mostFrames;
    private final BooleanSupplier isStillIn;
    private final Queue<Buffer> waiting = new ArrayDeque<>();

    /** @param isStillIn whether who opened it may still look */
    LiveClient(HttpServerResponse response, int mostFrames, BooleanSupplier isStillIn) {
        this.isStillIn = isStillIn;
        this.response = response;
        this.mostFrames = mostFrames;
        response.setWriteQueueMaxSize(UNSENT_BYTES);
        response.drainHandler(drained -> flush());
    }

    boolean isStillIn() {
        return isStillIn.getAsBoolean();
    }

    /** False when this client is too slow: it must be dropped. */
    boolean offer(Buffer frame) {
        if (waiting.isEmpty() && !response.writeQueueFull()) {
            write(frame);
            return true;
        }
        if (waiting.size() >= mostFrames) {
            return false;
        }
        waiting.add(frame);
        return true;
    }

    private void flush() {
        while (!waiting.isEmpty() && !response.writeQueueFull()) {
            write(waiting.remove());
        }
    }

    private void write(Buffer frame) {
        Sent.of(response.write(frame));
    }

    void drop() {
        waiting.clear();
        response.reset();
    }
}
