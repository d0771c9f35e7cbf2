package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.SecurityEvent;

/** An intake that settles when the test says so, or at once. */
final class SettledWhenTold implements Intake {
    private final BlockingQueue<Arrival> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<SecurityEvent> security = new LinkedBlockingQueue<>();
    final AtomicInteger refusedOffers = new AtomicInteger();
    final List<Arrival> all = Collections.synchronizedList(new ArrayList<>());
    volatile boolean isOpen = true;
    volatile boolean hasRoom = true;
    volatile boolean settlesAtOnce;

    @Override
    public boolean offer(Arrival arrival) {
        if (!hasRoom) {
            refusedOffers.incrementAndGet();
            return false;
        }
        all.add(arrival);
        taken.add(arrival);
        if (settlesAtOnce) {
            settle(arrival);
        }
        return true;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void report(SecurityEvent event) {
        security.add(event);
    }

    /** The next message that came through the door, waited for. */
    Arrival next() throws InterruptedException {
        Arrival arrival = taken.poll(5, TimeUnit.SECONDS);
        assertNotNull(arrival, "a message within 5 s");
        return arrival;
    }

    int securityLines() {
        return security.size();
    }

    boolean isEmptyFor(long millis) throws InterruptedException {
        return taken.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    SecurityEvent nextSecurity() throws InterruptedException {
        SecurityEvent event = security.poll(5, TimeUnit.SECONDS);
        assertNotNull(event, "a security event within 5 s");
        return event;
    }

    static void settle(Arrival arrival) {
        settle(arrival, Outcome.COMMITTED);
    }

    static void settle(Arrival arrival, Outcome outcome) {
        List<Outcome> outcomes = Collections.nCopies(arrival.readings().size(), outcome);
        arrival.settled().accept(new Settled(1, outcomes, arrival.refused().size()));
    }
}
