package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.WindowPlan;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;

/** One device of the roster: its row, its village, and what it feeds. Watch loop only. */
final class Listed {
    final Device device;
    final @Nullable VillageWatch village;
    final long liveMs;
    /** Of an ONT, its line. */
    @Nullable
    LineWatch line;
    /** Of a probe or collector, what it said last. */
    @Nullable
    ProbeMemory memory;
    /** A probe's SIM slots. */
    Sim[] sims = new Sim[0];

    boolean dirty;

    /** One home network of the probe and the slot it feeds, as the how-manieth device there. */
    record Sim(String plmn, SlotWatch slot, int who) {}

    Listed(Device device, @Nullable VillageWatch village, WindowPlan plan) {
        this.device = device;
        this.village = village;
        this.liveMs = plan.liveMs();
        if (device.kind() == DeviceKind.ONT) {
            line = new LineWatch();
        } else {
            memory = new ProbeMemory();
        }
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

    void sims(List<Sim> feeds) {
        sims = feeds.toArray(new Sim[0]);
    }

    void write(DataOutput out) throws IOException {
        if (line != null) {
            line.write(out);
        } else if (memory != null) {
            memory.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        if (line != null) {
            line = LineWatch.read(in);
        } else {
            memory = ProbeMemory.read(in);
        }
    }
}
