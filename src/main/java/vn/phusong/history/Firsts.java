package vn.phusong.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Reading;

/**
 * Which readings are told for the first time: InfluxDB itself would let the last of a key win. What is newer than all its device ever told is new, which
 * is nearly everything and costs one look into a table; only what comes late is looked for in the store. History's thread only.
 */
final class Firsts {
    /** What the newest reading of a device was. Several may be of one instant, told apart by their kind. */
    private static final class Newest {
        private long at;
        private int[] kinds = new int[1];
        private int count;
        /** Whether {@code kinds} has all of that instant; false for what was only found in the store. */
        private boolean isWhole;

        private void is(long newAt, int kind) {
            at = newAt;
            kinds[0] = kind;
            count = 1;
            isWhole = true;
        }

        private boolean add(int kind) {
            for (int i = 0; i < count; i++) {
                if (kinds[i] == kind) {
                    return false;
                }
            }
            if (count == kinds.length) {
                kinds = java.util.Arrays.copyOf(kinds, 2 * count);
            }
            kinds[count++] = kind;
            return true;
        }
    }

    private enum Verdict {
        FIRST,
        REPEAT,
        LATE
    }

    /** One point of a late reading that is in the store. */
    record Known(String device, long claimed, int nanos, String slot) {}

    private record Told(String device, long claimed, int kind) {}

    private final KnownQuery query;
    private final Map<String, Newest> samples = new HashMap<>();
    private final Map<String, Newest> events = new HashMap<>();
    private boolean isComplete;
    // Of the batch that is sifted.
    private Set<Known> known = Set.of();

    Firsts(KnownQuery query) {
        this.query = query;
    }

    /** Begins anew over what the store holds; from the beginning of the journal, over nothing. */
    void recall(boolean isBeginning) throws HistoryTrouble {
        samples.clear();
        events.clear();
        isComplete = isBeginning;
        if (!isBeginning) {
            query.newest((device, at) -> {
                Newest newest = samples.computeIfAbsent(device, unused -> new Newest());
                newest.at = Math.max(newest.at, at);
            });
        }
    }

    /** Those of a batch that are not there yet; of a late one perhaps only some slots, see {@link #isThere}. */
    List<Reading> sift(List<Reading> readings) throws HistoryTrouble {
        List<Reading> late = new ArrayList<>();
        Verdict[] verdicts = new Verdict[readings.size()];
        for (int i = 0; i < verdicts.length; i++) {
            verdicts[i] = verdict(readings.get(i));
            if (verdicts[i] == Verdict.LATE) {
                late.add(readings.get(i));
            }
        }
        known = late.isEmpty() ? Set.of() : query.among(late);
        Set<String> suspects = new HashSet<>();
        late.forEach(reading -> suspects.add(reading.device()));
        Set<Told> told = new HashSet<>();
        List<Reading> firsts = new ArrayList<>(verdicts.length);
        for (int i = 0; i < verdicts.length; i++) {
            Reading reading = readings.get(i);
            boolean isRepeat =
                    verdicts[i] == Verdict.REPEAT || (suspects.contains(reading.device()) && !told.add(told(reading)));
            if (!isRepeat) {
                firsts.add(reading);
            }
        }
        return firsts;
    }

    /** Whether the store has this slot of a reading already. */
    boolean isThere(Reading reading, int nanos, String slot) {
        return !known.isEmpty()
                && known.contains(new Known(Lines.tag(reading.device()), reading.claimedAt(), nanos, Lines.tag(slot)));
    }

    private static Told told(Reading reading) {
        return new Told(reading.device(), reading.claimedAt(), reading.content().kind());
    }

    private Verdict verdict(Reading reading) {
        Map<String, Newest> of = reading.content() instanceof DeviceEvent ? events : samples;
        String device = Lines.tag(reading.device());
        @Nullable Newest newest = of.get(device);
        int kind = reading.content().kind();
        if (newest == null) {
            newest = new Newest();
            newest.is(reading.claimedAt(), kind);
            of.put(device, newest);
            // The newest event of a device is not asked for at the start.
            return isComplete || of == samples ? Verdict.FIRST : Verdict.LATE;
        }
        if (reading.claimedAt() > newest.at) {
            newest.is(reading.claimedAt(), kind);
            return Verdict.FIRST;
        }
        if (reading.claimedAt() == newest.at && newest.isWhole) {
            return newest.add(kind) ? Verdict.FIRST : Verdict.REPEAT;
        }
        return Verdict.LATE;
    }
}
