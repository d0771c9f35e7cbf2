package vn.phusong.ingest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;

/** Counts what comes and what becomes of it. Watch loop only; others see the {@link IngestCounts} it gives away. */
final class Balance {
    private long received;
    private long committed;
    private long duplicate;
    private long heartbeats;
    private long commits;
    private long commitNanos;
    private long inFlight;
    private final Map<RefusalReason, Long> refused = new EnumMap<>(RefusalReason.class);

    static boolean isHeartbeat(Reading reading) {
        return reading.content() instanceof DeviceEvent event && event.what() == EventKind.HEARTBEAT;
    }

    static int counted(Arrival arrival) {
        int counted = arrival.refused().size();
        for (Reading reading : arrival.readings()) {
            counted += isHeartbeat(reading) ? 0 : 1;
        }
        return counted;
    }

    void taken(Arrival arrival) {
        int counted = counted(arrival);
        received += counted;
        inFlight += counted;
    }

    void settled(Arrival arrival, List<Outcome> outcomes) {
        for (Quarantined row : arrival.refused()) {
            refuse(row.refusal().reason());
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (isHeartbeat(arrival.readings().get(i))) {
                heartbeats++;
                continue;
            }
            switch (outcomes.get(i)) {
                case COMMITTED -> {
                    committed++;
                    inFlight--;
                }
                case DUPLICATE -> {
                    duplicate++;
                    inFlight--;
                }
                case CONFLICT -> refuse(RefusalReason.CONFLICT);
                case NOT_ALLOWED -> refuse(RefusalReason.DEVICE_NOT_ALLOWED);
            }
        }
    }

    private void refuse(RefusalReason reason) {
        refused.merge(reason, 1L, Long::sum);
        inFlight--;
    }

    void committed(long nanos) {
        commits++;
        commitNanos += nanos;
    }

    /** @param waiting readings that are in the queue and not yet taken by the loop: received and in flight */
    IngestCounts counts(long waiting, long turnedAway, long lostReports) {
        return new IngestCounts(
                received + waiting,
                committed,
                duplicate,
                Map.copyOf(refused),
                inFlight + waiting,
                new IngestCounts.Work(commits, commitNanos, heartbeats, turnedAway, lostReports));
    }
}
