package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * The step both doors share between decoding and the commit: what the session may not say becomes a refusal, every refusal a quarantine row. Never
 * drops an element. Counts as it goes. Any thread.
 */
final class Admission {
    /** Names of dropped fields come from a closed list; this only keeps a mistake there from filling the memory. */
    private static final int MOST_NAMES = 200;

    private final DeviceAccess access;
    private final Map<RefusalReason, LongAdder> refusals = new EnumMap<>(RefusalReason.class);
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final LongAdder clamped = new LongAdder();

    Admission(DeviceAccess access) {
        this.access = access;
        for (RefusalReason reason : RefusalReason.values()) {
            refusals.put(reason, new LongAdder());
        }
    }

    /** One message, ready for {@link Intake#offer}. */
    Arrival arrival(Sender sender, Decoded decoded, byte[] payload, Consumer<Settled> settled) {
        return packed(sender, admitted(sender, decoded), payload, settled);
    }

    /** What is left of a message when the readings its sender may not say are refused too, in the order of their places. */
    Decoded admitted(Sender sender, Decoded decoded) {
        List<Decoded.Refused> denied = new ArrayList<>(0);
        List<Reading> kept = decoded.readings();
        for (int i = 0; i < decoded.readings().size(); i++) {
            Refusal refusal = access.maySay(sender.device(), decoded.readings().get(i));
            if (refusal != null && denied.isEmpty()) {
                kept = new ArrayList<>(decoded.readings().subList(0, i));
            }
            if (refusal != null) {
                denied.add(new Decoded.Refused(placeOf(decoded, i), refusal));
            } else if (!denied.isEmpty()) {
                kept.add(decoded.readings().get(i));
            }
        }
        if (denied.isEmpty()) {
            return decoded;
        }
        denied.addAll(decoded.refused());
        denied.sort(Comparator.comparingInt(Decoded.Refused::index));
        return new Decoded(kept, denied, decoded.dropped(), decoded.clamped());
    }

    /** An admitted message on its way; counts what it lost. */
    Arrival packed(Sender sender, Decoded admitted, byte[] payload, Consumer<Settled> settled) {
        byte[] bytes =
                payload.length <= Quarantined.BYTES_KEPT ? payload : Arrays.copyOf(payload, Quarantined.BYTES_KEPT);
        List<Quarantined> rows = new ArrayList<>(admitted.refused().size());
        for (Decoded.Refused refused : admitted.refused()) {
            Refusal why = refused.refusal();
            counter(why.reason()).increment();
            rows.add(KeptBytes.row(sender, why, bytes));
        }
        admitted.dropped().forEach((name, times) -> {
            if (dropped.size() < MOST_NAMES || dropped.containsKey(name)) {
                dropped.computeIfAbsent(name, absent -> new LongAdder()).add(times);
            }
        });
        clamped.add(admitted.clamped());
        return new Arrival(sender, admitted.readings(), rows, bytes, settled);
    }

    /** The place in the message of its {@code i}-th reading: the {@code i}-th place no refusal stands on. */
    static int placeOf(Decoded decoded, int i) {
        if (decoded.refused().isEmpty()) {
            return i;
        }
        Set<Integer> taken = new HashSet<>();
        decoded.refused().forEach(refused -> taken.add(refused.index()));
        int place = -1;
        for (int found = -1; found < i; ) {
            place++;
            found += taken.contains(place) ? 0 : 1;
        }
        return place;
    }

    /** A refusal a door made without a message that could be decoded, for the same count. */
    void count(RefusalReason reason) {
        counter(reason).increment();
    }

    /** Refusals since the start, by reason; every reason is there. */
    Map<RefusalReason, Long> refusals() {
        Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
        refusals.forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    /** Fields set aside since the start, by name. */
    Map<String, Long> dropped() {
        return dropped.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .sum()));
    }

    /** Readings whose time was a little ahead of ours, since the start. */
    long clamped() {
        return clamped.sum();
    }

    private LongAdder counter(RefusalReason reason) {
        return refusals.getOrDefault(reason, new LongAdder());
    }
}
