package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How one (point, operator) stood, as it was last said: reported, and over that what revisions put right. Changes in the order of time, the newest
 * {@value #MOST}; what is older than the past kept goes. Watch loop only.
 */
final class Known {
    static final int MOST = 256;
    private static final int STANDING_BITS = 3;
    // In the number of changes, which is far less.
    private static final int REVISED = 0x8000;
    private static final Standing[] STANDINGS = Standing.values();

    /** A standing from a time on. */
    record From(long at, Standing standing) {}

    private final List<From> changes = new ArrayList<>(4);
    /** End of what was put right last, 0 for nothing: a revision holds over what is said of its span later. */
    private long revisedTo;

    Known() {
        changes.add(new From(0, Standing.UNKNOWN));
    }

    Known copy() {
        Known copy = new Known();
        copy.changes.clear();
        copy.changes.addAll(changes);
        copy.revisedTo = revisedTo;
        return copy;
    }

    boolean says(Known other) {
        return changes.equals(other.changes) && revisedTo == other.revisedTo;
    }

    /**
     * What was reported. Behind a change of the same or a later time when it came by an older sample.
     *
     * @return whether it is known from a later time on only, because its own was put right before
     */
    @CanIgnoreReturnValue
    boolean said(long at, Standing standing) {
        long from = Math.max(at, revisedTo);
        int i = changes.size();
        while (i > 1 && changes.get(i - 1).at() > from) {
            i--;
        }
        changes.add(i, new From(from, standing));
        bound();
        return from > at;
    }

    Standing at(long time) {
        int i = changes.size() - 1;
        while (i > 0 && changes.get(i).at() > time) {
            i--;
        }
        return changes.get(i).standing();
    }

    /** Everything before it is not known any more. */
    long since() {
        return changes.get(0).at();
    }

    /** The standing at {@code from} and every real change until {@code to}. */
    List<From> within(long from, long to) {
        List<From> found = new ArrayList<>();
        found.add(new From(from, at(from)));
        for (From change : changes) {
            if (change.at() > from && change.at() < to) {
                add(found, change);
            }
        }
        return found;
    }

    /** Behind the others, if it changes anything; of one moment the last holds. */
    static void add(List<From> changes, From next) {
        if (!changes.isEmpty() && changes.get(changes.size() - 1).at() == next.at()) {
            changes.remove(changes.size() - 1);
        }
        if (changes.isEmpty() || changes.get(changes.size() - 1).standing() != next.standing()) {
            changes.add(next);
        }
    }

    /** Puts [from, to) right; at {@code to} it goes on as it was said. */
    void revise(long from, long to, List<From> right) {
        Standing after = at(to);
        List<From> later = changes.stream().filter(change -> change.at() > to).toList();
        changes.removeIf(change -> change.at() >= from);
        changes.addAll(right);
        add(changes, new From(to, after));
        changes.addAll(later);
        revisedTo = Math.max(revisedTo, to);
        bound();
    }

    /** Returns whether anything went. */
    @CanIgnoreReturnValue
    boolean forget(long before) {
        int all = changes.size();
        while (changes.size() > 1 && changes.get(1).at() <= before) {
            changes.remove(0);
        }
        revisedTo = revisedTo <= before ? 0 : revisedTo;
        return changes.size() < all;
    }

    private void bound() {
        while (changes.size() > MOST) {
            changes.remove(0);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(changes.size() | (revisedTo == 0 ? 0 : REVISED));
        if (revisedTo != 0) {
            out.writeLong(revisedTo);
        }
        for (From change : changes) {
            out.writeLong((change.at() << STANDING_BITS) | bits(change.standing()));
        }
    }

    static Known read(DataInput in) throws IOException {
        Known known = new Known();
        known.changes.clear();
        int size = in.readUnsignedShort();
        known.revisedTo = (size & REVISED) == 0 ? 0 : in.readLong();
        for (int i = size & ~REVISED; i > 0; i--) {
            long packed = in.readLong();
            known.changes.add(new From(packed >> STANDING_BITS, STANDINGS[(int) packed & ((1 << STANDING_BITS) - 1)]));
        }
        return known;
    }

    private static int bits(Standing standing) {
        return switch (standing) {
            case UNKNOWN -> 0;
            case COVERED -> 1;
            case DEGRADED -> 2;
            case UNCOVERED -> 3;
            case RECOVERING -> 4;
        };
    }
}
