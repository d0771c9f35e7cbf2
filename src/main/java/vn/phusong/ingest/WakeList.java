package vn.phusong.ingest;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be looked at, handed from one thread to another with one hop for all that comes until it is taken. Whoever is added is looked at once more after
 * that, so that nothing made before the adding goes unseen; one who is added many times in a row is looked at once, after the last of them.
 */
final class WakeList<T> {
    private final Queue<T> added = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isHopping = new AtomicBoolean();

    /** Any thread. Returns whether {@link #take} has to be called: nobody else will. */
    boolean add(T who) {
        added.add(who);
        return !isHopping.getAndSet(true);
    }

    /** One thread only. */
    void take(Consumer<T> look) {
        isHopping.set(false);
        @Nullable T before = null;
        for (T next = added.poll(); next != null; next = added.poll()) {
            if (before != null && next != before) {
                look.accept(before);
            }
            before = next;
        }
        if (before != null) {
            look.accept(before);
        }
    }
}
