package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Radio;
import vn.phusong.village.DeviceKind;

/**
 * How far one device is to be believed: its clock, its numbers, what became of what it sent, and of a probe its cells and levels, of an ONT its light. As a
 * row 25 bytes for the clock, 78 for a week of light, about 60 more for a device that numbers what it sends, about 500 for a probe. Watch loop only.
 */
public final class DeviceWatch extends SentWatch {
    private static final int NOWHERE = 0;
    private static final int LIGHT = 4;
    private static final int CELLS = 8;
    private static final int MORE_OF_SIMS = 16;

    private @Nullable LightWatch light;
    private @Nullable CellWatch cells;
    private SimWatch[] sims = new SimWatch[0];
    private final Suspension suspension = new Suspension();
    private long cellsAt;
    private int homeCells = NOWHERE;

    public DeviceWatch(DeviceKind kind) {
        // Of tens of thousands of lines only those that number what they send have days.
        super(kind != DeviceKind.ONT);
        cells = kind == DeviceKind.PROBE ? new CellWatch() : null;
    }

    private DeviceWatch() {
        super(false);
    }

    /** Whether the same cells as last time serve it, without a pause between: then nothing new can follow. Most readings end here. */
    public boolean isServedAsBefore(long at, int byCells, long intervalMs) {
        boolean isSame = byCells == homeCells && at > cellsAt && at - cellsAt < awayMs(intervalMs);
        cellsAt = isSame ? at : cellsAt;
        return isSame;
    }

    private static long awayMs(long intervalMs) {
        return Math.max(CellWatch.AWAY_MS, 3 * intervalMs);
    }

    /**
     * The cells of a reading; see {@link CellWatch}.
     *
     * @param byCells one number for all of them
     */
    public CellWatch.Found cells(
            long at, int byCells, int[] served, int count, CellWatch.Masts masts, long intervalMs) {
        if (cells == null || at <= cellsAt) {
            return CellWatch.Found.NOTHING;
        }
        boolean isPause = cellsAt != 0 && at - cellsAt >= awayMs(intervalMs);
        cellsAt = at;
        CellWatch.Found found = cells.heard(at, served, count, isPause, masts);
        homeCells = cells.isAtHome() ? byCells : NOWHERE;
        return found;
    }

    /** It was rebooted; of a time before its last cells, that says nothing of where it went after them. */
    public void rebooted(long at) {
        if (cells != null && at >= cellsAt) {
            homeCells = NOWHERE;
            cells.rebooted();
        }
    }

    /** Its row in the registry changed: it stands where that says. */
    public void confirmed() {
        homeCells = NOWHERE;
        if (cells != null) {
            cells.confirmed();
        }
    }

    /** Whether what it measured then says something of its village, over any of its SIMs. */
    public boolean isOfItsVillage(long at) {
        boolean isThere = homeCells != NOWHERE || cells == null || !cells.isElsewhereAt(at);
        return isThere && !suspension.isOfAll(at);
    }

    /**
     * A sample of its {@code n}-th SIM slot, newer than all before.
     *
     * @return whether a flag was set or cleared
     */
    public boolean sample(int n, long at, Radio radio, float offsetDb) {
        return sim(n).sample(at, radio, Classifier.levelDbm(radio, offsetDb));
    }

    /** What it says by itself at a place where several measure, it as the {@code who}-th. */
    public void vote(int n, Slot slot, long at, int who) {
        sim(n).votes().add(slot, at, who);
    }

    public SimWatch sim(int n) {
        if (n >= sims.length) {
            SimWatch[] more = java.util.Arrays.copyOf(sims, n + 1);
            for (int i = sims.length; i <= n; i++) {
                more[i] = new SimWatch();
            }
            sims = more;
        }
        return sims[n];
    }

    /** It carries other SIMs now: what was known of its slots is of others. */
    public void otherSims() {
        sims = new SimWatch[0];
        suspension.otherSims();
    }

    /** How many SIM slots spoke, counted from the first. */
    public int sims() {
        return sims.length;
    }

    /** A word on its SIM. Returns whether that is new. */
    public boolean suspended(boolean is, long at) {
        return cells != null && suspension.said(is, at);
    }

    /** Whether its {@code n}-th SIM was suspended then, or may have been. */
    public boolean isSuspended(int n, long at) {
        return suspension.isOf(n, at);
    }

    /** Which of its SIMs are suspended, a bit for each slot; none where nobody knows which, or none is. */
    public long suspendedSims() {
        return suspension.known();
    }

    /** Since when a SIM of it is suspended, 0 when none is. */
    public long suspendedAt() {
        return suspension.since();
    }

    /** How its networks took its SIMs; see {@link Suspension#registered}. */
    public boolean registered(long at, long refused, long home) {
        return suspension.registered(at, refused, home);
    }

    /** Light of a line that is up. Returns whether a flag was set or cleared. */
    public boolean light(long at, float rxDbm) {
        LightWatch week = light;
        if (week == null) {
            week = new LightWatch();
            light = week;
        }
        return week.add(at, rxDbm);
    }

    /** It ends another fibre now. */
    public void otherLine() {
        light = null;
    }

    public @Nullable LightWatch lightWatch() {
        return light;
    }

    public @Nullable CellWatch cellWatch() {
        return cells;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(parts()
                | (light != null ? LIGHT : 0)
                | (cells != null ? CELLS : 0)
                | (suspension.isMore() ? MORE_OF_SIMS : 0));
        writeClock(out);
        writeSent(out);
        if (light != null) {
            light.write(out);
        }
        if (cells != null) {
            cells.write(out);
            Varint.write(out, suspension.since());
            Varint.write(out, cellsAt);
            out.writeInt(homeCells);
            out.writeByte(sims.length);
            for (SimWatch sim : sims) {
                sim.write(out);
            }
        }
        if (suspension.isMore()) {
            suspension.writeMore(out);
        }
    }

    public static DeviceWatch read(DataInput in) throws IOException {
        DeviceWatch watch = new DeviceWatch();
        int has = in.readByte();
        watch.readClock(in);
        watch.readSent(in, has);
        watch.light = (has & LIGHT) != 0 ? LightWatch.read(in) : null;
        if ((has & CELLS) != 0) {
            watch.cells = CellWatch.read(in);
            watch.suspension.since(Varint.read(in));
            watch.cellsAt = Varint.read(in);
            watch.homeCells = in.readInt();
            watch.sims = new SimWatch[in.readByte()];
            for (int i = 0; i < watch.sims.length; i++) {
                watch.sims[i] = SimWatch.read(in);
            }
        }
        if ((has & MORE_OF_SIMS) != 0) {
            watch.suspension.readMore(in);
        }
        return watch;
    }
}
