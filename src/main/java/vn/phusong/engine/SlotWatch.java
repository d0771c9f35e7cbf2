package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DayBlock;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Past;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.WindowPlan;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;

/** One (point, operator) where it stands in the roster. Watch loop only. */
final class SlotWatch {
    private static final int BLIND = 1;
    private static final int SERVED = 2;

    final MeasurementPoint point;
    final String operator;
    final VillageWatch village;
    Slot slot;
    /** Told to the incidents as not measured lately. */
    boolean blind;

    final ServedBy served = new ServedBy();
    boolean dirty;
    int devices;
    /** Where its operator is counted in that block of days, so that a reading looks nothing up. */
    @Nullable
    DayBlock block;

    int column;

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

    /** What the incidents are told with a change of its standing: by what it was served, and of the power there while it is out. */
    Signal.Serving serving() {
        served.said = served.station;
        Mains mains =
                slot.standing() == Standing.UNCOVERED ? PonPlace.mains(village, slot.outageStart()) : Mains.UNKNOWN;
        return new Signal.Serving(served.station, mains);
    }

    SlotCoverage picture() {
        boolean isOut = slot.standing() == Standing.UNCOVERED;
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
                slot.everServed(),
                isOut ? slot.badByTestInWindow() : 0,
                isOut && slot.everServed() ? slot.outageStart() : 0);
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((blind ? BLIND : 0) | (served.isTold() ? SERVED : 0));
        slot.write(out);
        if (served.isTold()) {
            served.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        int flags = in.readByte();
        blind = (flags & BLIND) != 0;
        Past past = slot.past();
        slot = Slot.read(in, slot.plan());
        slot.keep(past);
        if ((flags & SERVED) != 0) {
            served.read(in);
        }
    }
}
