package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.Reading;

/** Readings of one commit, parted: what is new goes to the fold, what was said before has its answer here. Watch loop only. */
final class Parted {
    private final Recent recent;
    private final List<Reading> all;
    private final List<Reading> fresh;
    private final long[] identities;
    // Of each reading: the fresh one it is, or repeats.
    private final int[] first;
    private final @Nullable Outcome[] outcomes;

    Parted(List<Reading> all, Recent recent) {
        this.recent = recent;
        this.all = all;
        fresh = new ArrayList<>(all.size());
        identities = new long[all.size()];
        first = new int[all.size()];
        outcomes = new Outcome[all.size()];
        Identities here = new Identities(all.size());
        for (int i = 0; i < identities.length; i++) {
            part(i, here);
        }
    }

    private void part(int i, Identities here) {
        Reading reading = all.get(i);
        identities[i] = Identities.of(reading);
        outcomes[i] = recent.known(reading, identities[i]);
        if (outcomes[i] != null) {
            return;
        }
        here.put(identities[i], fresh.size());
        first[i] = (int) here.get(identities[i]);
        if (first[i] == fresh.size()) {
            fresh.add(reading);
        }
    }

    /** Those said before, by what is known without the fold; the repeat of a reading here is a duplicate unless it says something else. */
    List<Spurned> repeats() {
        List<Spurned> repeats = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < outcomes.length; i++) {
            Outcome known = outcomes[i];
            if (known == null && first[i] == next) {
                next++;
                continue;
            }
            Reading reading = all.get(i);
            Outcome answer =
                    known == null ? Recent.again(fresh.get(first[i]).content().fingerprint(), reading) : known;
            Spurned spurned = Spurned.of(reading, answer);
            if (spurned != null) {
                repeats.add(spurned);
            }
        }
        return repeats;
    }

    /** What the fold has to see, in order. */
    List<Reading> fresh() {
        return fresh;
    }

    /** One outcome per reading, in order; remembers what is taken. */
    List<Outcome> outcomes(List<Outcome> ofFresh) {
        List<Outcome> answers = new ArrayList<>(all.size());
        int next = 0;
        for (int i = 0; i < outcomes.length; i++) {
            Outcome known = outcomes[i];
            if (known != null) {
                answers.add(known);
            } else if (first[i] == next) {
                answers.add(taken(i, ofFresh.get(next)));
                next++;
            } else {
                answers.add(repeat(all.get(i), fresh.get(first[i]), ofFresh.get(first[i])));
            }
        }
        return answers;
    }

    private Outcome taken(int i, Outcome outcome) {
        if (outcome == Outcome.COMMITTED || outcome == Outcome.DUPLICATE) {
            recent.remember(all.get(i), identities[i]);
        }
        return outcome;
    }

    private static Outcome repeat(Reading reading, Reading first, Outcome outcome) {
        return switch (outcome) {
            case COMMITTED, DUPLICATE -> Recent.again(first.content().fingerprint(), reading);
            case CONFLICT, NOT_ALLOWED -> outcome;
        };
    }
}
