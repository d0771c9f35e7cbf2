package vn.phusong.village;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;

/** Rows of {@code devices.csv} as devices. Knows the points and operators read before, for what a row leaves unsaid. */
final class DeviceRows {
    private static final Map<String, DeviceKind> KINDS =
            TableRows.words("probe", DeviceKind.PROBE, "ont", DeviceKind.ONT, "collector", DeviceKind.COLLECTOR);
    private static final Map<String, PowerSource> POWER =
            TableRows.words("mains", PowerSource.MAINS, "battery", PowerSource.BATTERY, "solar", PowerSource.SOLAR);
    private static final Map<String, PonClass> PON_CLASSES =
            TableRows.words("b+", PonClass.B_PLUS, "c+", PonClass.C_PLUS, "xgs", PonClass.XGS);
    private static final int LONGEST_HOUSEHOLD_KEY = 64;

    private final UnaryOperator<String> households;
    private final Map<String, String> centreOf = new HashMap<>();
    private final Set<String> mobileOperators = new TreeSet<>();

    /** @param households from a household's key to its pseudonym; the key itself is never kept */
    DeviceRows(Registry existing, UnaryOperator<String> households) {
        this.households = households;
        existing.points().forEach(this::know);
        existing.operators().forEach(this::know);
    }

    void know(MeasurementPoint point) {
        if (point.kind() == PointKind.CENTRE) {
            centreOf.put(point.village(), point.id());
        }
    }

    void know(Operator operator) {
        if (!operator.plmns().isEmpty()) {
            mobileOperators.add(operator.id());
        }
    }

    /** @return null when not even the kind is known; the fault is noted */
    @Nullable
    Device device(Cells cells, @Nullable Device kept) {
        String id = cells.id("device_id");
        if (cells.raw("kind").isEmpty()) {
            cells.fault("kind", "must not be empty", "không được để trống");
        }
        int faults = cells.faults.size();
        DeviceKind kind = cells.word("kind", KINDS, DeviceKind.COLLECTOR, DeviceKind.COLLECTOR);
        if (cells.raw("kind").isEmpty() || cells.faults.size() > faults) {
            return null;
        }
        String village = kind == DeviceKind.COLLECTOR ? cells.maybe("village_id", null) : cells.required("village_id");
        String point = point(cells, kind, village, kept);
        List<String> operators = operators(cells, kind, kept);
        long usual = usualInterval(kind);
        long interval = cells.parsed("interval", kept == null ? usual : kept.intervalMs(), usual, Numbers::span);
        PowerSource power =
                cells.word("power", POWER, kept == null ? PowerSource.MAINS : kept.power(), PowerSource.MAINS);
        Line line = line(cells, kind, kept == null ? Line.NONE : kept.line());
        float offset = cells.parsed("offset_db", kept == null ? 0f : kept.offsetDb(), 0f, Numbers::decibels);
        Validity valid = cells.valid(kept == null ? null : kept.valid());
        return new Device(id, kind, village, point, operators, interval, power, line, offset, valid);
    }

    private static long usualInterval(DeviceKind kind) {
        return switch (kind) {
            case PROBE, COLLECTOR -> 60_000;
            case ONT -> 900_000;
        };
    }

    /** Without the column a probe stands at its village's centre. */
    private @Nullable String point(Cells cells, DeviceKind kind, @Nullable String village, @Nullable Device kept) {
        if (kind != DeviceKind.PROBE) {
            onlyOf(cells, "point_id", "probe");
            return null;
        }
        if (cells.has("point_id")) {
            return cells.required("point_id");
        }
        String point = kept == null || kept.point() == null ? centreOf.get(village) : kept.point();
        if (point == null && village != null && !village.isEmpty()) {
            cells.fault(
                    "village_id",
                    "has no CENTRE point for the probe; give point_id or a point",
                    "chưa có điểm CENTRE cho đầu đo; hãy ghi point_id hoặc thêm điểm đo");
        }
        return point;
    }

    /** Without the column a probe carries a SIM of every mobile operator. */
    private List<String> operators(Cells cells, DeviceKind kind, @Nullable Device kept) {
        boolean isProbe = kind == DeviceKind.PROBE;
        List<String> unsaid = isProbe ? List.copyOf(mobileOperators) : List.of();
        List<String> operators = cells.list("operators", kept == null ? unsaid : kept.operators());
        if (isProbe && operators.isEmpty()) {
            cells.fault("operators", "a probe needs at least one operator", "đầu đo cần ít nhất một nhà mạng");
        }
        return operators;
    }

    private Line line(Cells cells, DeviceKind kind, Line kept) {
        if (kind != DeviceKind.ONT) {
            for (String column : List.of("household_key", "pon", "collector_id")) {
                onlyOf(cells, column, "ont");
            }
            return Line.NONE;
        }
        String household = kept.household();
        if (cells.has("household_key")) {
            household = pseudonym(cells);
        }
        String pon = cells.has("pon") ? said(cells.parsed("pon", "", "", Numbers::pon)) : kept.pon();
        String collector = cells.maybe("collector_id", kept.collector());
        PonClass ponClass = cells.word("pon_class", PON_CLASSES, kept.ponClass(), PonClass.B_PLUS);
        return new Line(household, pon, collector, ponClass);
    }

    private @Nullable String pseudonym(Cells cells) {
        String key = cells.maybe("household_key", null);
        if (key == null) {
            return null;
        }
        if (key.codePointCount(0, key.length()) > LONGEST_HOUSEHOLD_KEY) {
            cells.fault(
                    "household_key",
                    "is longer than " + LONGEST_HOUSEHOLD_KEY + " letters",
                    "dài hơn " + LONGEST_HOUSEHOLD_KEY + " ký tự");
            return null;
        }
        return households.apply(key);
    }

    private static @Nullable String said(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void onlyOf(Cells cells, String column, String kind) {
        if (!cells.raw(column).isEmpty()) {
            cells.fault(column, "only a device of kind " + kind + " has one", "chỉ thiết bị loại " + kind + " mới có");
        }
    }
}
