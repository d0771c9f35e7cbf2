package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.village.DeviceKind;

/**
 * How far one device is to be believed: its clock, its numbers, what became of what it sent, and of a probe its cells and levels, of an ONT its light. As a
 * row 25 bytes for the clock, 78 for a week of light, about 60 more for a device that numbers what it sends, about 500 for a probe. Watch loop only.
 */
public final class DeviceWatch {
    private static final int LEDGER = 1;
    private static final int NUMBERS = 2;
    private static final int LIGHT = 4;
    private static final int CELLS = 8;

    private ClockWatch clock = new ClockWatch();
    private @Nullable Ledger ledger;
    private @Nullable Numbering numbers;
    private @Nullable LightWatch light;
    private @Nullable CellWatch cells;
    private SimWatch[] sims = new SimWatch[0];
    private long suspendedAt;

    public DeviceWatch(DeviceKind kind) {
        // Of tens of thousands of lines only those that number what they send have days.
        ledger = kind == DeviceKind.ONT ? null : new Ledger();
        cells = kind == DeviceKind.PROBE ? new CellWatch() : null;
    }

    private DeviceWatch() {}

    /**
     * A reading that was kept.
     *
     * @param liveMs up to so late it is of now
     * @return whether a flag was set or cleared
     */
    public boolean stored(Reading reading, long intervalMs, long liveMs) {
        // Whose count it is that a collector tells nobody knows: no loss is claimed by it.
        boolean isNumbered = reading.seq() >= 0 && reading.reporter().equals(reading.device());
        Ledger days = isNumbered ? ledger() : ledger;
        if (days != null) {
            days.stored(Ledger.dayOf(reading.at()));
            if (isNumbered) {
                numbers().stored(reading.seq(), reading.claimedAt(), intervalMs, days);
            }
        }
        return clock.heard(reading.claimedAt(), reading.receivedAt(), intervalMs, liveMs);
    }

    /** Something it said that was known before. */
    public void duplicate(long at, long seq, long intervalMs) {
        ledger().duplicate(Ledger.dayOf(at));
        came(at, seq, intervalMs);
    }

    /** @param seq −1 when it was never read */
    public void refused(long at, long seq, long intervalMs) {
        ledger().refused(Ledger.dayOf(at), seq >= 0);
        came(at, seq, intervalMs);
    }

    /** Something was refused for its time. Returns whether a flag was set. */
    public boolean refusedForTime(boolean isAhead, long receivedAt) {
        return clock.refused(isAhead, receivedAt);
    }

    private void came(long at, long seq, long intervalMs) {
        if (seq >= 0 && numbers != null) {
            numbers.spurned(seq, at, intervalMs, ledger());
        }
    }

    /** The cells of a reading; see {@link CellWatch}. */
    public CellWatch.Found cells(long at, int[] served, int count, long intervalMs, CellWatch.Masts masts) {
        return cells == null
                ? CellWatch.Found.NOTHING
                : cells.heard(at, served, count, Math.max(CellWatch.AWAY_MS, 3 * intervalMs), masts);
    }

    public void rebooted() {
        if (cells != null) {
            cells.rebooted();
        }
    }

    /** Its row in the registry changed: it stands where that says. */
    public void confirmed() {
        if (cells != null) {
            cells.confirmed();
        }
    }

    /** Whether what it measured then says something of its village. */
    public boolean isOfItsVillage(long at) {
        return (suspendedAt == 0 || at < suspendedAt) && (cells == null || !cells.isElsewhereAt(at));
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
    }

    /** How many SIM slots spoke, counted from the first. */
    public int sims() {
        return sims.length;
    }

    /** Returns whether that is new. */
    public boolean suspended(boolean is, long at) {
        if (cells == null || is == (suspendedAt != 0)) {
            return false;
        }
        suspendedAt = is ? at : 0;
        return true;
    }

    /** Since when its SIM is suspended, 0 when it is not. */
    public long suspendedAt() {
        return suspendedAt;
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

    public ClockWatch clock() {
        return clock;
    }

    /** Null when nothing was counted. */
    public @Nullable Ledger days() {
        return ledger;
    }

    /** Null when it numbers nothing: then nobody knows what was lost. */
    public @Nullable Numbering numbering() {
        return numbers;
    }

    public @Nullable LightWatch lightWatch() {
        return light;
    }

    public @Nullable CellWatch cellWatch() {
        return cells;
    }

    private Ledger ledger() {
        Ledger days = ledger;
        if (days == null) {
            days = new Ledger();
            ledger = days;
        }
        return days;
    }

    private Numbering numbers() {
        Numbering found = numbers;
        if (found == null) {
            found = new Numbering();
            numbers = found;
        }
        return found;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte((ledger != null ? LEDGER : 0)
                | (numbers != null ? NUMBERS : 0)
                | (light != null ? LIGHT : 0)
                | (cells != null ? CELLS : 0));
        clock.write(out);
        if (ledger != null) {
            ledger.write(out);
        }
        if (numbers != null) {
            numbers.write(out);
        }
        if (light != null) {
            light.write(out);
        }
        if (cells != null) {
            cells.write(out);
            Varint.write(out, suspendedAt);
            out.writeByte(sims.length);
            for (SimWatch sim : sims) {
                sim.write(out);
            }
        }
    }

    public static DeviceWatch read(DataInput in) throws IOException {
        DeviceWatch watch = new DeviceWatch();
        int has = in.readByte();
        watch.clock = ClockWatch.read(in);
        watch.ledger = (has & LEDGER) != 0 ? Ledger.read(in) : null;
        watch.numbers = (has & NUMBERS) != 0 ? Numbering.read(in) : null;
        watch.light = (has & LIGHT) != 0 ? LightWatch.read(in) : null;
        if ((has & CELLS) != 0) {
            watch.cells = CellWatch.read(in);
            watch.suspendedAt = Varint.read(in);
            watch.sims = new SimWatch[in.readByte()];
            for (int i = 0; i < watch.sims.length; i++) {
                watch.sims[i] = SimWatch.read(in);
            }
        }
        return watch;
    }
}
