package vn.phusong.simulate;

import java.util.concurrent.atomic.AtomicLong;

/** Running counts of a fleet. Written by its event loop, read by anyone. Readings: {@code said = acknowledged + dropped + waiting + in flight}. */
final class Tally {
    final AtomicLong said = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong resent = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong waiting = new AtomicLong();
    final AtomicLong waitingBytes = new AtomicLong();
    final AtomicLong inFlight = new AtomicLong();
    final AtomicLong connected = new AtomicLong();
    final AtomicLong troubles = new AtomicLong();
    final Latency latency = new Latency();

    SimulationCounts counts(int devices) {
        return new SimulationCounts(
                devices,
                connected.get(),
                new SimulationCounts.Readings(
                        said.get(), acknowledged.get(), dropped.get(), waiting.get(), inFlight.get()),
                new SimulationCounts.Messages(sent.get(), resent.get(), troubles.get()),
                latency.percentileMs(0.50),
                latency.percentileMs(0.99));
    }
}
