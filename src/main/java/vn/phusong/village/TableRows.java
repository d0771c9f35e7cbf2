package vn.phusong.village;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of the tables as things of the registry, all but devices. {@code kept} is the row of the same key that the registry has. */
final class TableRows {
    private static final Map<String, PointKind> POINT_KINDS =
            words("centre", PointKind.CENTRE, "cluster", PointKind.CLUSTER, "other", PointKind.OTHER);
    private static final Map<String, Boolean> YES_NO = words("yes", true, "no", false);

    private TableRows() {}

    static Operator operator(Cells cells, @Nullable Operator kept) {
        String id = cells.id("operator");
        String name = cells.text("name", kept == null ? id : kept.name());
        List<String> plmns = cells.list("plmns", List.of());
        try {
            plmns.forEach(plmn -> {
                String unused = Numbers.plmn(plmn);
            });
        } catch (Misread misread) {
            cells.fault("plmns", misread.why.en(), misread.why.vi());
        }
        return new Operator(id, name.isEmpty() ? id : name, plmns);
    }

    static Area area(Cells cells, @Nullable Area kept) {
        String code = cells.id("code");
        String parent = cells.maybe("parent_code", kept == null ? null : kept.parent());
        String level = cells.text("level", kept == null ? "" : kept.level());
        String nameVi = cells.text("name_vi", kept == null ? code : kept.nameVi());
        String nameEn = cells.maybe("name_en", kept == null ? null : kept.nameEn());
        Validity valid = cells.valid(kept == null ? null : kept.valid());
        return new Area(code, parent, level, nameVi.isEmpty() ? code : nameVi, nameEn, valid);
    }

    static Village village(Cells cells, @Nullable Village kept) {
        String id = cells.id("village_id");
        String name = cells.text("name", kept == null ? id : kept.name());
        String kind = cells.required("kind");
        String area = cells.has("area_code") ? cells.required("area_code") : kept == null ? "" : kept.area();
        Place place = cells.place();
        Households households = households(cells, kept == null ? Households.UNKNOWN : kept.households());
        Boolean grid = grid(cells, kept);
        Validity valid = cells.valid(kept == null ? null : kept.valid());
        return new Village(id, name.isEmpty() ? id : name, kind, area, place, households, grid, valid);
    }

    private static @Nullable Boolean grid(Cells cells, @Nullable Village kept) {
        if (!cells.has("grid_power")) {
            return kept == null ? null : kept.gridPower();
        }
        return cells.raw("grid_power").isEmpty() ? null : cells.word("grid_power", YES_NO, false, false);
    }

    private static Households households(Cells cells, Households kept) {
        int count = cells.parsed("households", kept.count(), -1, Numbers::count);
        String asOf = cells.maybe("households_as_of", kept.asOf());
        String source = cells.maybe("households_source", kept.source());
        String day = cells.parsed("households_as_of", "", "", text -> Numbers.day(Numbers.date(text)));
        return new Households(count, day.isEmpty() ? asOf : day, source);
    }

    static MeasurementPoint point(Cells cells, @Nullable MeasurementPoint kept) {
        String id = cells.id("point_id");
        String village = cells.required("village_id");
        if (cells.raw("kind").isEmpty()) {
            cells.fault("kind", "must not be empty", "không được để trống");
        }
        PointKind kind = cells.word("kind", POINT_KINDS, PointKind.OTHER, PointKind.OTHER);
        Place place = cells.place();
        int households = cells.parsed("households", kept == null ? -1 : kept.households(), -1, Numbers::count);
        return new MeasurementPoint(id, village, kind, place, households);
    }

    static Target target(Cells cells, @Nullable Target kept) {
        String indicator = cells.required("indicator");
        if (!List.of("mobile", "mobile.4g+", "fibre").contains(indicator)
                && !indicator.startsWith("mobile.operator.")) {
            Said near = NearWord.among(List.of("mobile", "mobile.4g+", "fibre"), indicator);
            cells.fault(
                    "indicator",
                    "must be mobile, mobile.4g+, mobile.operator.<operator> or fibre" + near.en(),
                    "phải là mobile, mobile.4g+, mobile.operator.<nhà mạng> hoặc fibre" + near.vi());
        }
        if (!List.of("", ">=").contains(cells.raw("comparator"))) {
            cells.fault(
                    "comparator",
                    "must be >=: a promise says \"at least\"",
                    "phải là >=: chỉ tiêu luôn là \"tối thiểu\"");
        }
        int target = cells.must("target", 0, Numbers::percent);
        Validity valid = cells.valid(kept == null ? null : kept.valid());
        return new Target(indicator, target, valid, cells.text("source", kept == null ? "" : kept.source()));
    }

    static Site site(Cells cells, @Nullable Site kept) {
        String id = cells.id("site");
        String operator = cells.maybe("operator", kept == null ? null : kept.operator());
        List<String> heard = cells.list("cells", kept == null ? List.of() : kept.cells());
        List<String> olts = cells.list("olts", kept == null ? List.of() : kept.olts());
        boolean isPlaced = !cells.raw("lat").isEmpty() || !cells.raw("lon").isEmpty();
        Place place = isPlaced ? cells.place() : cells.has("lat") || kept == null ? null : kept.place();
        return new Site(id, operator, heard, olts, place);
    }

    /** The row of that start, null when there is none. */
    static <T> @Nullable T startingAt(List<T> history, Function<T, Validity> valid, long from) {
        for (T row : history) {
            if (valid.apply(row).from() == from) {
                return row;
            }
        }
        return null;
    }

    /** A closed list in its own order, for messages. */
    static <E> Map<String, E> words(String one, E first, String two, E second) {
        Map<String, E> words = new LinkedHashMap<>();
        words.put(one, first);
        words.put(two, second);
        return words;
    }

    static <E> Map<String, E> words(String one, E first, String two, E second, String three, E third) {
        Map<String, E> words = words(one, first, two, second);
        words.put(three, third);
        return words;
    }
}
