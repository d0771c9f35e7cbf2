package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DeviceWatch;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.PointDays;
import vn.phusong.coverage.Votes;
import vn.phusong.coverage.WindowPlan;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;

/** One device of the roster: its row, its village, and what it feeds. Watch loop only. */
final class Listed {
    final Device device;
    final @Nullable VillageWatch village;
    final long liveMs;
    private final long validFrom;
    private final long validTo;
    /** Of an ONT, its line. */
    @Nullable
    LineWatch line;
    /** Of a probe or collector, what it said last. */
    @Nullable
    ProbeMemory memory;
    /** Of an ONT, the PON it hangs on, when that is told. */
    @Nullable
    PonPlace pon;
    /** Whether its household has a line on another PON too. */
    boolean isShared;
    /** A probe's SIM slots. */
    Sim[] sims = new Sim[0];
    /** Of a probe, the days of its point, once it spoke. */
    @Nullable
    PointDays days;

    /** How far it is to be believed. */
    DeviceWatch watch;

    boolean dirty;

    /** One home network of the probe's {@code n}-th operator and the slot it feeds, as the how-manieth device there. */
    record Sim(String plmn, SlotWatch slot, int who, int n) {}

    Listed(Device device, @Nullable VillageWatch village, WindowPlan plan) {
        this.device = device;
        this.village = village;
        this.liveMs = plan.liveMs();
        this.validFrom = device.valid().from();
        this.validTo = device.valid().to();
        this.watch = new DeviceWatch(device.kind());
        if (device.kind() == DeviceKind.ONT) {
            line = new LineWatch();
        } else {
            memory = new ProbeMemory();
        }
    }

    /** As its row says; at hand, since every reading asks. */
    boolean isValidAt(long at) {
        return validFrom <= at && at < validTo;
    }

    @Nullable
    Sim sim(String plmn) {
        for (Sim sim : sims) {
            if (sim.plmn().equals(plmn)) {
                return sim;
            }
        }
        return null;
    }

    /** What was known of it goes on, but for a line that is another one now: the box was sold again, or hangs on another PON. */
    void carry(Listed old) {
        memory = old.memory;
        LineWatch known = old.line;
        boolean isResold =
                !Objects.equals(device.line().household(), old.device.line().household())
                        || !Objects.equals(device.village(), old.device.village());
        line = known != null && isResold ? known.resold() : known;
        boolean isMoved = !Objects.equals(pathOfPon(), old.pathOfPon());
        if (line != null && isMoved) {
            line.moved();
        }
        watch = old.watch;
        if (isResold || isMoved) {
            watch.otherLine();
        }
        if (!device.operators().equals(old.device.operators())) {
            watch.otherSims();
        }
        if (!device.equals(old.device)) {
            watch.confirmed();
        }
    }

    /** Its SIM slot that measures there. */
    @Nullable
    Sim simOf(SlotWatch place) {
        for (Sim sim : sims) {
            if (sim.slot() == place) {
                return sim;
            }
        }
        return null;
    }

    Votes votesAt(SlotWatch place) {
        return watch.sim(Objects.requireNonNull(simOf(place)).n()).votes();
    }

    @Nullable
    String pathOfPon() {
        return device.line().pon();
    }

    /** Its line went: the next ticks look at its village and its PON. */
    void wentDown(long at, long lookUntil, Dirty changed) {
        if (village != null) {
            village.fibreUntil = Math.max(village.fibreUntil, lookUntil);
            village.fibre.wake(at);
            changed.village(village);
        }
        if (pon != null) {
            pon.watch.wake(at);
            changed.pon(pon);
        }
    }

    /** When a probe or collector last spoke, 0 when it never did. */
    long heardAt() {
        return memory == null ? 0 : memory.heardAt();
    }

    /** Whether it spoke within the time a live reading may take. */
    boolean speaksAt(long now) {
        return heardAt() != 0 && now - heardAt() <= liveMs;
    }

    /** Whether it measures at the centre of its village. */
    boolean isAtCentre() {
        for (Sim sim : sims) {
            if (sim.slot().isAtCentre()) {
                return true;
            }
        }
        return false;
    }

    void sims(List<Sim> feeds) {
        sims = feeds.toArray(new Sim[0]);
    }

    void write(DataOutput out) throws IOException {
        if (line != null) {
            line.write(out);
        } else if (memory != null) {
            memory.write(out);
        }
        watch.write(out);
    }

    void read(DataInput in) throws IOException {
        if (line != null) {
            line = LineWatch.read(in);
        } else {
            memory = ProbeMemory.read(in);
        }
        watch = readWatch(in, device.kind());
        if (memory != null) {
            memory.suspendedAt(watch.suspendedAt());
        }
    }

    /** Rows of earlier programs end before it. */
    static DeviceWatch readWatch(DataInput in, DeviceKind kind) throws IOException {
        boolean isOld = in instanceof DataInputStream stream && stream.available() == 0;
        return isOld ? new DeviceWatch(kind) : DeviceWatch.read(in);
    }
}
