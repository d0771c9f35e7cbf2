package vn.phusong.incident;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Area;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * What the places and operators of an incident are called. Safe to log: no control characters.
 *
 * @param place "Thôn Bản Co, Xã Dương Phong", or the code of an area, or the id when the registry does not know it
 * @param placeEn the same in English
 * @param operator from id to name; an unknown id is its own name
 * @param spot where it is, null for an area, or when the registry does not know it
 */
public record Names(String place, String placeEn, UnaryOperator<String> operator, @Nullable Spot spot) {
    /**
     * @param commune its code at that time
     * @param lat of the village's centre, degrees
     * @param lon of the village's centre, degrees
     */
    public record Spot(String commune, double lat, double lon) {}

    public Names(String place, String placeEn, UnaryOperator<String> operator) {
        this(place, placeEn, operator, null);
    }

    public Names {
        place = clean(place);
        placeEn = clean(placeEn);
    }

    /** Names as the registry knew them when this revision of the incident was made, so that the same notice reads the same tomorrow. */
    public static Names of(Registry registry, Incident incident) {
        UnaryOperator<String> operators = id -> {
            Operator operator = registry.operator(id);
            return operator == null ? id : operator.name();
        };
        String id = incident.scope().village();
        if (id == null) {
            String code = String.valueOf(incident.scope().area());
            Area area = registry.area(code, incident.at());
            return new Names(vi(area, code), en(area, code), operators);
        }
        Village village = registry.village(id, incident.at());
        if (village == null) {
            return new Names("Thôn " + id, "village " + id, operators);
        }
        Area commune = registry.area(village.area(), incident.at());
        return new Names(
                capital(village.kind()) + " " + village.name() + ", " + vi(commune, village.area()),
                village.name() + " village, " + en(commune, village.area()),
                operators,
                new Spot(village.area(), village.place().lat(), village.place().lon()));
    }

    private static String vi(@Nullable Area area, String code) {
        return area == null ? code : area.nameVi();
    }

    private static String en(@Nullable Area area, String code) {
        String name = area == null ? code : area.nameEn();
        return name == null ? vi(area, code) : name;
    }

    private static String capital(String kind) {
        return kind.isEmpty() ? "Thôn" : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
        return clean.toString();
    }
}
