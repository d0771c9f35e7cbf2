package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one slot measured in the last 24 hours and one long window before them, live and late, in the order of event time, so that it can be judged again
 * as if all had come in time; and how it stood, as last said.
 *
 * <p>In pieces of two hours, each four bytes a sample and some 200 bytes of itself and of where the machine stood before it. At 60 s and one device: at
 * most 15 pieces of 120 samples, with the room arrays grow by some 11 KB a slot, 9 KB as rows. A piece holds at most 64 KB, whatever a device sends.
 * Watch loop only.
 */
public final class Past {
    /** Standings are judged again so far back; what is later is only kept in the journal. */
    public static final long REACH_MS = 24 * 3_600_000L;

    private final List<Piece> pieces = new ArrayList<>(2);
    private final List<Long> gone = new ArrayList<>();
    private final Told told = new Told();
    // Null while nothing waits, as nearly always.
    private @Nullable Waiting waiting;
    // The last of the pieces, at hand: every sample looks for it.
    private @Nullable Piece newest;
    /** Where the slot stood when what is older than the pieces was let go; empty when nobody knows. */
    private byte[] base = Footing.NOWHERE;
    /** Nothing is judged again before it: other rules held, or another interval. */
    private long floor;

    private boolean dirty = true;
    private boolean isRead;
    private boolean isRead4g;

    /** A live sample newer than all before is about to be taken: a new piece begins with the slot as it stands. */
    void before(long at, Slot slot) {
        if (newest == null || at >= newest.end()) {
            Piece piece = open(Piece.numberOf(at), slot.plan(), at);
            if (waiting == null && piece.start() >= floor) {
                piece.stands(slot.footing().toBytes(), at);
            }
        }
    }

    /** Takes in what was newer than all before, and judged by the live machine. */
    void append(long at, int code, Slot slot) {
        Piece piece = newest != null && at >= newest.start() ? newest : open(Piece.numberOf(at), slot.plan(), at);
        int packed = PastCode.at(code, (int) (at - piece.start()));
        if (piece.size == 0 || PastCode.offsetMs(piece.codes[piece.size - 1]) < at - piece.start()) {
            piece.append(packed);
        } else {
            piece.insert(packed);
        }
    }

    /** Takes in what came late or out of order: where its time belongs, to be judged again from there. */
    void insert(long at, long receivedAt, int code, WindowPlan plan) {
        if (receivedAt - at > REACH_MS || at < floor) {
            return;
        }
        Piece piece = open(Piece.numberOf(at), plan, receivedAt);
        piece.insert(PastCode.at(code, (int) (at - piece.start())));
        if (PastCode.finding(code) != Finding.INVALID || PastCode.test(code) != PastCode.NO_TEST) {
            waiting = Waiting.more(waiting, at);
            dirty = true;
        }
    }

    private Piece open(long number, WindowPlan plan, long now) {
        int i = pieces.size();
        while (i > 0 && pieces.get(i - 1).number > number) {
            i--;
        }
        if (i > 0 && pieces.get(i - 1).number == number) {
            return pieces.get(i - 1);
        }
        Piece piece = new Piece(number);
        pieces.add(i, piece);
        newest = pieces.get(pieces.size() - 1);
        gone.remove(number);
        letGo(now - REACH_MS - Piece.MS - plan.longMs(), piece);
        return piece;
    }

    private void letGo(long before, Piece but) {
        while (pieces.get(0).end() <= before && pieces.get(0) != but) {
            let(pieces.remove(0));
            byte[] next = pieces.get(0).footing;
            base = next == null ? base : next;
            dirty = true;
        }
        dirty |= told.forget(before);
    }

    private void let(Piece piece) {
        if (piece.isWritten) {
            gone.add(piece.number);
        }
    }

    /** What was said of the slot: of {@code mobile}, of {@code mobile.4g+}, null for nothing. */
    void said(Known.@Nullable From change, Known.@Nullable From change4g) {
        long hidden = told.said(change, change4g);
        if (hidden != Long.MAX_VALUE) {
            waiting = Waiting.more(waiting, hidden);
        }
        dirty = true;
    }

    /** Begins anew: what was measured under other rules, or at another interval, cannot be judged by these. */
    void begin(long at, WindowPlan plan) {
        pieces.forEach(this::let);
        pieces.clear();
        newest = null;
        waiting = null;
        base = new byte[0];
        floor = (Piece.numberOf(at + plan.longMs()) + 1) * Piece.MS;
        dirty = true;
    }

    /** All rows are read: of a slot that an earlier program kept without a past, it begins now. */
    public void restored(Slot slot, long now) {
        if (!isRead && slot.lastSampleAt() != 0) {
            said(new Known.From(now, slot.standing()), new Known.From(now, slot.standing4g()));
            begin(now, slot.plan());
        } else if (isRead && !isRead4g && (slot.fourG != null || pieces.stream().anyMatch(Piece::hasUmts))) {
            // An earlier program did not keep where mobile.4g+ stood apart.
            said(null, new Known.From(now, slot.standing4g()));
            begin(now, slot.plan());
        }
    }

    /** A tick: whether it has waited long enough to be judged again. */
    public boolean isDue(long now) {
        dirty |= waiting != null && waiting.tick(now);
        return waiting != null && waiting.isDue(now);
    }

    public boolean isWaiting() {
        return waiting != null;
    }

    /** Since when something waits, epoch milliseconds: whoever waited longest is judged first. */
    public long waitingSince() {
        return waiting == null ? Long.MAX_VALUE : waiting.dueAt();
    }

    /** The earliest time of what waits. */
    long waitingFrom() {
        return waiting == null ? Long.MAX_VALUE : waiting.earliest();
    }

    /** From when on it is judged again. */
    long judgeFrom(long now) {
        return Math.max(Math.max(waitingFrom(), now - REACH_MS), Math.max(floor, told.since()));
    }

    /** Judged up to {@code now}. {@code from} is where to look again, 0 when what is now known and what is live agree. */
    void settled(long now, long from) {
        waiting = from == 0 ? null : Waiting.again(from, now);
        dirty = true;
    }

    /** Puts right what is known of either indicator, null for what stays. */
    void revise(@Nullable Known next, @Nullable Known next4g) {
        dirty |= next != null || next4g != null;
        told.revise(next, next4g);
    }

    Told told() {
        return told;
    }

    List<Piece> pieces() {
        return pieces;
    }

    byte[] base() {
        return base;
    }

    /** Whether a row of it changed since the last call of {@link #takeDirty}. */
    public boolean isDirty() {
        return dirty || !gone.isEmpty() || pieces.stream().anyMatch(piece -> piece.dirty);
    }

    /** Gives what changed, by its name: a number for a piece, nothing for the rest; no bytes for a piece that is gone. */
    public void takeDirty(PastRow row) {
        for (long number : gone) {
            row.write(Long.toString(number), null);
        }
        gone.clear();
        for (Piece piece : pieces) {
            if (piece.dirty) {
                piece.dirty = false;
                piece.isWritten = true;
                row.write(Long.toString(piece.number), piece::write);
            }
        }
        if (dirty) {
            dirty = false;
            row.write("", this::write);
        }
    }

    /** Gives every row, changed or not. */
    public void all(PastRow row) {
        for (Piece piece : pieces) {
            row.write(Long.toString(piece.number), piece::write);
        }
        row.write("", this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(floor);
        out.writeBoolean(waiting != null);
        if (waiting != null) {
            waiting.write(out);
        }
        told.mobile().write(out);
        out.writeShort(base.length);
        out.write(base);
        told.writeFourG(out);
    }

    public void read(String name, DataInput in) throws IOException {
        if (!name.isEmpty()) {
            Piece piece = Piece.read(in);
            pieces.add(piece);
            pieces.sort((one, two) -> Long.compare(one.number, two.number));
            newest = pieces.get(pieces.size() - 1);
            return;
        }
        floor = in.readLong();
        waiting = in.readBoolean() ? Waiting.read(in) : null;
        Known mobile = Known.read(in);
        base = new byte[in.readUnsignedShort()];
        in.readFully(base);
        // Rows of earlier programs end here.
        isRead4g = !(in instanceof DataInputStream stream) || stream.available() > 0;
        told.read(mobile, isRead4g ? in : null);
        isRead = true;
        dirty = !isRead4g;
    }
}
