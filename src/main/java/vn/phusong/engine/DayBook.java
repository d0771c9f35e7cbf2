package vn.phusong.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DayBlock;
import vn.phusong.coverage.PointDays;
import vn.phusong.reading.Reading;

/**
 * The days of every point that was ever measured, from which the slower verdict of a period is made. Its rows are of sixteen days and a point; those that
 * can change no more are let go of here and stay where the rows are kept, so that a period of years ago can be asked for. Never looks at a standing. At
 * most two blocks a point: 2 KB at three operators. Watch loop only.
 */
public final class DayBook {
    /** Kind of the rows. */
    public static final String KIND = "days";

    private final Map<String, PointDays> points = new TreeMap<>();
    private final List<PointDays> changed = new ArrayList<>();

    /** One row of the book: sixteen days of one point, as others may read it. */
    public record Kept(String village, String point, DayBlock days) {}

    /** The days a reading is counted on; null when it came too late to correct its period, or is no look at a point. */
    @Nullable
    PointDays open(Listed probe, Reading reading) {
        if (probe.sims.length == 0 || reading.receivedAt() - reading.at() > PointDays.LATE_MS) {
            return null;
        }
        PointDays days = probe.days;
        if (days == null) {
            days = of(probe.sims[0].slot());
            probe.days = days;
        }
        if (!days.begin(reading.at())) {
            return null;
        }
        if (days.isNews()) {
            changed.add(days);
        }
        return days;
    }

    private PointDays of(SlotWatch slot) {
        PointDays days = of(slot.village.village.id() + '\t' + slot.point.id());
        days.measured(
                Objects.requireNonNull(slot.village.points.get(slot.point.id())).size());
        return days;
    }

    private PointDays of(String place) {
        return points.computeIfAbsent(place, PointDays::new);
    }

    /** A sample of the look that was opened, on the column its slot has in that block. */
    static void sample(PointDays days, SlotWatch watch) {
        if (watch.block != days.block()) {
            watch.column = days.column(watch.operator);
            watch.block = days.block();
        }
        days.sample(watch.column, watch.slot.lastClass());
    }

    void takeDirty(List<SnapshotRow> rows) {
        changed.forEach(days -> days.takeDirty(block -> rows.add(row(days.place(), block))));
        changed.clear();
    }

    void open(List<SnapshotRow> rows) {
        points.values().forEach(days -> days.open(block -> rows.add(row(days.place(), block))));
    }

    void restore(SnapshotRow row) {
        Kept kept = read(row);
        of(kept.village() + '\t' + kept.point()).restore(kept.days());
    }

    private static SnapshotRow row(String place, DayBlock block) {
        return Rows.row(KIND, day(block.firstDay()) + '\t' + place, block::write);
    }

    /** What one row of this kind holds. */
    public static Kept read(SnapshotRow row) {
        String[] parts = row.key().split("\t", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a row of days has another key: " + row.key());
        }
        Kept[] kept = new Kept[1];
        Rows.read(row, in -> kept[0] = new Kept(parts[1], parts[2], DayBlock.read(Long.parseLong(parts[0]), in)));
        return Objects.requireNonNull(kept[0]);
    }

    /** Keys of rows that hold days from {@code day} on begin at this; see {@link vn.phusong.coverage.LocalDay}. */
    public static String from(long day) {
        return day(Math.floorDiv(day, (long) DayBlock.DAYS) * DayBlock.DAYS);
    }

    /** Keys of rows that hold days before {@code day} lie below this. */
    public static String to(long day) {
        return day(day);
    }

    /** As wide as any day of the next 200 years, so that keys sort as days do. */
    private static String day(long day) {
        String digits = Long.toString(day);
        return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
    }
}
