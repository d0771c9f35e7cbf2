package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Place;

/**
 * Whether a probe still stands where it stood, by the cells that serve it. It was carried away when, after it had not measured for a while, all its SIM
 * slots are served by cells it never saw, and these are not known to be near the old ones. Until a cell of old comes back, its row in the registry
 * changes, or three days have passed, it says nothing of its village.
 *
 * <p>Never by the cells alone: when a mast dies, its probes are served by strange cells too, without a pause. Watch loop only.
 */
public final class CellWatch {
    static final long AWAY_MS = 15 * 60_000;
    private static final int KNOWN = 12;
    private static final int TOLD_AFTER = 3;
    private static final long SETTLED_MS = 24 * 3_600_000;
    private static final long ACCEPTED_MS = 72 * 3_600_000;
    private static final double NEAR_KM = 5;
    private static final double KM_PER_DEGREE = 111.195;

    private final int[] known = new int[KNOWN];
    private int next;
    private int served;
    private long firstAt;
    private boolean away;
    private int strange;
    private long movedAt;
    private int movedKm = -1;

    /** Where the mast of a cell stands; null when nobody knows. */
    public interface Masts {
        @Nullable
        Place of(int cell);
    }

    /** What came of a reading. */
    public enum Found {
        NOTHING,
        MOVED,
        BACK,
        /** It stands at its new place for good. */
        ACCEPTED
    }

    /** It was rebooted: somebody may have carried it. */
    void rebooted() {
        away = true;
    }

    /** The registry says where it stands now. */
    void confirmed() {
        forget();
    }

    /**
     * The cells of one reading, newer than all before.
     *
     * @param cells the first {@code count} are cells, by number; none when it was served by none
     * @param isPause whether it had not measured for so long that it may have been carried
     */
    Found heard(long at, int[] cells, int count, boolean isPause, Masts masts) {
        away |= isPause;
        if (count == 0) {
            return Found.NOTHING;
        }
        for (int i = 0; i < count; i++) {
            if (knows(cells[i])) {
                return atHome(at, cells, count, cells[i]);
            }
        }
        boolean isElsewhere =
                movedAt != 0 || (away && firstAt != 0 && at - firstAt >= SETTLED_MS && !isNear(cells, count, masts));
        return isElsewhere ? elsewhere(at, cells, count) : atHome(at, cells, count, cells[0]);
    }

    private Found atHome(long at, int[] cells, int count, int serving) {
        boolean wasMoved = isMoved();
        away = false;
        strange = 0;
        movedAt = 0;
        served = serving;
        firstAt = firstAt == 0 ? at : firstAt;
        for (int i = 0; i < count; i++) {
            if (!knows(cells[i])) {
                known[next] = cells[i];
                next = next + 1 == KNOWN ? 0 : next + 1;
            }
        }
        return wasMoved ? Found.BACK : Found.NOTHING;
    }

    private Found elsewhere(long at, int[] cells, int count) {
        strange++;
        movedAt = movedAt == 0 ? at : movedAt;
        if (at - movedAt >= ACCEPTED_MS) {
            forget();
            Found unused = atHome(at, cells, count, cells[0]);
            assert unused == Found.NOTHING;
            return Found.ACCEPTED;
        }
        return strange == TOLD_AFTER ? Found.MOVED : Found.NOTHING;
    }

    private void forget() {
        java.util.Arrays.fill(known, 0);
        next = 0;
        served = 0;
        firstAt = 0;
        away = false;
        strange = 0;
        movedAt = 0;
        movedKm = -1;
    }

    /** The masts are known, and it is no more than a neighbour. */
    private boolean isNear(int[] cells, int count, Masts masts) {
        movedKm = -1;
        Place old = masts.of(served);
        for (int i = 0; old != null && i < count; i++) {
            Place now = masts.of(cells[i]);
            if (now != null) {
                double km = km(old, now);
                movedKm = (int) km;
                return km <= NEAR_KM;
            }
        }
        return false;
    }

    private static double km(Place a, Place b) {
        double north = (a.lat() - b.lat()) * KM_PER_DEGREE;
        double east = (a.lon() - b.lon()) * KM_PER_DEGREE * Math.cos(Math.toRadians((a.lat() + b.lat()) / 2));
        return Math.hypot(north, east);
    }

    private boolean knows(int cell) {
        for (int one : known) {
            if (one == cell) {
                return true;
            }
        }
        return false;
    }

    /** Whether it stands where it stood, and its cells are known. */
    boolean isAtHome() {
        return movedAt == 0 && !away && firstAt != 0;
    }

    /** Whether what it measured then was measured elsewhere. */
    boolean isElsewhereAt(long at) {
        return movedAt != 0 && at >= movedAt;
    }

    /** Whether it is told to have moved: three readings say so. */
    public boolean isMoved() {
        return movedAt != 0 && strange >= TOLD_AFTER;
    }

    public long movedAt() {
        return movedAt;
    }

    /** How far the new masts are from the old, −1 when not known. */
    public int movedKm() {
        return movedKm;
    }

    void write(DataOutput out) throws IOException {
        for (int cell : known) {
            out.writeInt(cell);
        }
        out.writeByte(next);
        out.writeInt(served);
        Varint.write(out, firstAt);
        out.writeBoolean(away);
        Varint.write(out, strange);
        Varint.write(out, movedAt);
        Varint.write(out, movedKm);
    }

    static CellWatch read(DataInput in) throws IOException {
        CellWatch watch = new CellWatch();
        for (int i = 0; i < KNOWN; i++) {
            watch.known[i] = in.readInt();
        }
        watch.next = in.readByte();
        watch.served = in.readInt();
        watch.firstAt = Varint.read(in);
        watch.away = in.readBoolean();
        watch.strange = Varint.readInt(in);
        watch.movedAt = Varint.read(in);
        watch.movedKm = Varint.readInt(in);
        return watch;
    }
}
