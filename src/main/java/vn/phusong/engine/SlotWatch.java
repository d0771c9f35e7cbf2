package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.Past;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.WindowPlan;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;

/** One (point, operator) where it stands in the roster. Watch loop only. */
final class SlotWatch {
    final MeasurementPoint point;
    final String operator;
    final VillageWatch village;
    Slot slot;
    /** Told to the incidents as not measured lately. */
    boolean blind;

    boolean dirty;
    int devices;

    SlotWatch(MeasurementPoint point, String operator, VillageWatch village, WindowPlan plan) {
        this.point = point;
        this.operator = operator;
        this.village = village;
        this.slot = new Slot(plan);
    }

    static String key(String point, String operator) {
        return point + '\t' + operator;
    }

    String key() {
        return key(point.id(), operator);
    }

    boolean isAtCentre() {
        return point.kind() == PointKind.CENTRE;
    }

    SlotCoverage picture() {
        return new SlotCoverage(
                point.id(),
                point.kind(),
                operator,
                slot.standing(),
                slot.since(),
                slot.lastSampleAt(),
                slot.samplesInWindow(),
                slot.goodInWindow(),
                slot.lastLevelDbm(),
                slot.everServed());
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(blind);
        slot.write(out);
    }

    void read(DataInput in) throws IOException {
        blind = in.readBoolean();
        Past past = slot.past();
        slot = Slot.read(in, slot.plan());
        slot.keep(past);
    }
}
