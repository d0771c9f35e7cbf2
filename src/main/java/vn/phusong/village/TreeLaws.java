package vn.phusong.village;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold among areas, villages and points at every time. */
final class TreeLaws {
    /** Deeper than any administration; a bound on the walk upwards. */
    private static final int DEEPEST = 64;

    private final Registry registry;
    private final List<Breach> breaches;

    TreeLaws(Registry registry, List<Breach> breaches) {
        this.registry = registry;
        this.breaches = breaches;
    }

    void check() {
        overlaps(registry.areas(), Area::code, Area::valid, RowForm.AREA.letter(), breaches);
        overlaps(registry.villages(), Village::id, Village::valid, RowForm.VILLAGE.letter(), breaches);
        for (Area area : registry.areas()) {
            if (area.parent() != null) {
                covered(area, "parent_code", area.parent(), area.valid());
                up(area, area.valid(), new ArrayList<>());
            }
        }
        for (Village village : registry.villages()) {
            if (!village.area().isEmpty()) {
                covered(village, "area_code", village.area(), village.valid());
            }
        }
        points();
    }

    private void covered(Object row, String column, String code, Validity need) {
        List<Area> areas = registry.historyOfArea(code);
        Long gap = gap(areas, Area::valid, need);
        if (gap == null) {
            return;
        }
        Said why = areas.isEmpty() ? unknownArea(code) : notThen("area " + code, "đơn vị " + code, gap);
        breaches.add(Breach.of(row, column, code, why, RowForm.AREA.letter() + code));
    }

    private Said unknownArea(String code) {
        for (String lost : List.of("0" + code, "00" + code)) {
            if (!registry.historyOfArea(lost).isEmpty()) {
                return new Said(
                        "no such area; a leading zero was lost: " + lost,
                        "không có đơn vị này; bị mất số 0 ở đầu: " + lost);
            }
        }
        return new Said("no such area", "không có đơn vị này");
    }

    static Said notThen(String en, String vi, long at) {
        return at == Validity.ALWAYS
                ? new Said(en + " does not hold then", vi + " không có hiệu lực lúc đó")
                : new Said(
                        en + " does not hold on " + Numbers.day(at), vi + " không có hiệu lực ngày " + Numbers.day(at));
    }

    /** Walks up from {@code area} within {@code span}; at one time each code has one parent, so meeting a code again is a circle, told from each that lies in it. */
    private void up(Area area, Validity span, List<Area> below) {
        for (int i = 0; i < below.size(); i++) {
            if (below.get(i).code().equals(area.code())) {
                if (i == 0) {
                    circle(below);
                }
                return;
            }
        }
        if (below.size() == DEEPEST) {
            Said why = new Said("lies more than " + DEEPEST + " levels deep", "nằm sâu hơn " + DEEPEST + " cấp");
            breaches.add(Breach.of(below.get(0), "parent_code", area.code(), why, RowForm.AREA.letter() + area.code()));
            return;
        }
        if (area.parent() == null) {
            return;
        }
        below.add(area);
        for (Area parent : registry.historyOfArea(area.parent())) {
            if (parent.valid().overlaps(span)) {
                up(parent, common(parent.valid(), span), below);
            }
        }
        below.remove(below.size() - 1);
    }

    private void circle(List<Area> circle) {
        StringBuilder names = new StringBuilder();
        circle.forEach(area -> names.append(area.code()).append(" in "));
        names.append(circle.get(0).code());
        Said why = new Said(
                "the areas lie in a circle: " + names,
                "các đơn vị nằm trong vòng tròn: " + names.toString().replace(" in ", " thuộc "));
        String parent = String.valueOf(circle.get(0).parent());
        RowError.Fault fault = new RowError.Fault("parent_code", parent, why);
        breaches.add(new Breach(List.copyOf(circle), fault, RowForm.AREA.letter() + parent));
    }

    private static Validity common(Validity one, Validity other) {
        return new Validity(Math.max(one.from(), other.from()), Math.min(one.to(), other.to()));
    }

    private void points() {
        Map<String, MeasurementPoint> centres = new HashMap<>();
        for (MeasurementPoint point : registry.points()) {
            if (registry.historyOf(point.village()).isEmpty()) {
                Said why = new Said("no such village", "không có thôn này");
                breaches.add(Breach.of(
                        point, "village_id", point.village(), why, RowForm.VILLAGE.letter() + point.village()));
            }
            MeasurementPoint other =
                    point.kind() == PointKind.CENTRE ? centres.putIfAbsent(point.village(), point) : null;
            if (other != null) {
                Said why = new Said(
                        "village " + point.village() + " would have two centres: " + other.id() + " and " + point.id(),
                        "thôn " + point.village() + " sẽ có hai điểm trung tâm: " + other.id() + " và " + point.id());
                RowError.Fault fault = new RowError.Fault("kind", "CENTRE", why);
                breaches.add(new Breach(List.of(point, other), fault, RowForm.POINT.letter() + other.id()));
            }
        }
    }

    /** Rows in the order of id, then start: none may begin before those of its id have ended. */
    static <T> void overlaps(
            List<T> rows, Function<T, String> id, Function<T, Validity> valid, char letter, List<Breach> breaches) {
        T longest = null;
        for (T row : rows) {
            if (longest == null || !id.apply(longest).equals(id.apply(row))) {
                longest = row;
                continue;
            }
            if (valid.apply(longest).overlaps(valid.apply(row))) {
                breaches.add(
                        overlap(id.apply(row), List.of(row, longest), valid.apply(longest), valid.apply(row), letter));
            }
            if (valid.apply(row).to() > valid.apply(longest).to()) {
                longest = row;
            }
        }
    }

    private static Breach overlap(String id, List<Object> rows, Validity one, Validity other, char letter) {
        Said why = new Said(
                id + " would hold twice: " + span(one, "from", "to") + " and " + span(other, "from", "to"),
                id + " sẽ có hai dòng cùng hiệu lực: " + span(one, "từ", "đến") + " và " + span(other, "từ", "đến"));
        return new Breach(rows, new RowError.Fault("valid_from", "", why), letter + id);
    }

    private static String span(Validity valid, String from, String to) {
        return from + " " + (valid.from() == Validity.ALWAYS ? "…" : Numbers.day(valid.from())) + " " + to + " "
                + (valid.to() == Validity.FOREVER ? "…" : Numbers.day(valid.to()));
    }

    /**
     * The first instant of {@code need} at which none of the rows holds, null when one always does. A need that is open to the past begins where the
     * rows begin: a thing whose start nobody told is as old as what it stands in.
     */
    static <T> @Nullable Long gap(List<T> rows, Function<T, Validity> valid, Validity need) {
        if (rows.isEmpty()) {
            return need.from();
        }
        long at = need.from() == Validity.ALWAYS ? valid.apply(rows.get(0)).from() : need.from();
        if (at >= need.to()) {
            return need.from();
        }
        for (T row : rows) {
            Validity holds = valid.apply(row);
            if (holds.holdsAt(at)) {
                at = holds.to();
            }
            if (at >= need.to()) {
                return null;
            }
        }
        return at;
    }
}
