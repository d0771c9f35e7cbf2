package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.coverage.FibreWatch;
import vn.phusong.coverage.Kleene;
import vn.phusong.coverage.Standing;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;
import vn.phusong.village.Village;

/** One village of the roster and what the fold knows of it. Watch loop only. */
final class VillageWatch {
    final Village village;
    /** By point, centre first; at each point by operator. */
    final Map<String, List<SlotWatch>> points = new LinkedHashMap<>();

    final List<Listed> lines = new ArrayList<>();
    final List<Listed> probes = new ArrayList<>();
    FibreWatch fibre = new FibreWatch();
    /** Until when a line that went down has to be looked at. */
    long fibreUntil;

    Verdict mobile = new Verdict();
    Verdict fourG = new Verdict();
    boolean heard;
    boolean dirty;
    boolean repaint = true;

    VillageWatch(Village village) {
        this.village = village;
    }

    /** When one of its probes last spoke, 0 when none ever did. */
    long heardAt() {
        long last = 0;
        for (Listed probe : probes) {
            last = Math.max(last, probe.heardAt());
        }
        return last;
    }

    /** Whether none of its probes spoke within the time a live reading may take. */
    boolean isQuietAt(long now) {
        for (Listed probe : probes) {
            if (probe.speaksAt(now)) {
                return false;
            }
        }
        return true;
    }

    /** A standing and since when. */
    static final class Verdict {
        Standing standing = Standing.UNKNOWN;
        long since;

        void write(DataOutput out) throws IOException {
            out.writeUTF(standing.name());
            out.writeLong(since);
        }

        static Verdict read(DataInput in) throws IOException {
            Verdict verdict = new Verdict();
            verdict.standing = Standing.valueOf(in.readUTF());
            verdict.since = in.readLong();
            return verdict;
        }
    }

    /**
     * When the standing of one of the operators at that point changed last. What is said of the point is of no time before it: until then it stood as was
     * said.
     */
    long changedAt(MeasurementPoint point, boolean fourG) {
        long last = point.kind() != PointKind.CENTRE ? 0 : fourG ? this.fourG.since : mobile.since;
        for (SlotWatch watch : points.getOrDefault(point.id(), List.of())) {
            last = Math.max(last, fourG ? watch.slot.since4g() : watch.slot.since());
        }
        return last;
    }

    /** What its centre says, over all operators measured there; without a centre nobody knows, and no cluster stands in. */
    Standing atCentre(boolean fourG) {
        for (List<SlotWatch> slots : points.values()) {
            if (slots.get(0).point.kind() == PointKind.CENTRE) {
                return atPoint(slots, fourG);
            }
        }
        return Standing.UNKNOWN;
    }

    /** What the point said when {@code then} still stood as {@code before}. */
    static Standing atPoint(List<SlotWatch> slots, SlotWatch then, Standing before, boolean fourG) {
        List<Standing> standings = new ArrayList<>(slots.size());
        for (SlotWatch watch : slots) {
            standings.add(watch == then ? before : fourG ? watch.slot.standing4g() : watch.slot.standing());
        }
        return Kleene.anyOperator(standings);
    }

    static Standing atPoint(List<SlotWatch> slots, boolean fourG) {
        List<Standing> standings = new ArrayList<>(slots.size());
        for (SlotWatch watch : slots) {
            standings.add(fourG ? watch.slot.standing4g() : watch.slot.standing());
        }
        return Kleene.anyOperator(standings);
    }

    void write(DataOutput out) throws IOException {
        mobile.write(out);
        fourG.write(out);
        out.writeBoolean(heard);
        out.writeLong(fibreUntil);
        fibre.write(out);
    }

    void read(DataInput in) throws IOException {
        mobile = Verdict.read(in);
        fourG = Verdict.read(in);
        heard = in.readBoolean();
        fibreUntil = in.readLong();
        fibre = FibreWatch.read(in);
    }
}
