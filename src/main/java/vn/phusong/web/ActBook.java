package vn.phusong.web;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;

/** Where what people do is written down, and what is known by it. Any thread. */
public interface ActBook {
    /** What the durable acts come to. */
    Acts known();

    /**
     * Writes one act down, after all that were handed in before. Completes, on any thread, when it is durable and {@link #known()} has it.
     *
     * @param made the act, given all that came before it; what it throws is why nothing is written. Must not block
     */
    CompletableFuture<Act> write(Function<Acts, Act> made);
}
