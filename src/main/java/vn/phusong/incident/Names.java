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
 * @param village from id to name and commune, in Vietnamese, for a list of many; an unknown id is its own name
 * @param simulated whether simulated devices speak there: then every line says so before anything else
 */
public record Names(
        String place,
        String placeEn,
        UnaryOperator<String> operator,
        UnaryOperator<String> village,
        boolean simulated) {
    /** So many villages of an incident a line names. */
    public static final int NAMED = 3;

    public Names {
        place = clean(place);
        placeEn = clean(placeEn);
    }

    /** Of real places. */
    public Names(String place, String placeEn, UnaryOperator<String> operator, UnaryOperator<String> village) {
        this(place, placeEn, operator, village, false);
    }

    /** Of a place whose villages nobody has to list. */
    public Names(String place, String placeEn, UnaryOperator<String> operator) {
        this(place, placeEn, operator, UnaryOperator.identity());
    }

    /** Names as the registry knew them when this revision of the incident was made, so that the same notice reads the same tomorrow. */
    public static Names of(Registry registry, Incident incident) {
        UnaryOperator<String> operators = operators(registry);
        String id = incident.scope().village();
        Network network = incident.scope().network();
        Reach reach = incident.scope().reach();
        if (reach != null) {
            ReachNames places = new ReachNames(registry, incident, reach);
            return new Names(places.vi(), places.en(), operators, villages(registry, incident));
        }
        if (id == null && network != null) {
            NetworkNames places = new NetworkNames(registry, network, incident.at());
            return new Names(places.vi(), places.en(), operators, villages(registry, incident));
        }
        if (id == null && incident.cause() == Cause.COLLECTION) {
            return new Names("Hệ thống Phủ Sóng", "Phủ Sóng", operators);
        }
        if (id == null) {
            String code = String.valueOf(incident.scope().area());
            Area area = registry.area(code, incident.at());
            return new Names(vi(area, code), en(area, code), operators);
        }
        return ofVillage(registry, id, incident.at());
    }

    /** The same, of a province where simulated devices speak or not. */
    public Names simulated(boolean is) {
        return new Names(place, placeEn, operator, village, is);
    }

    public String markVi() {
        return simulated ? "[MÔ PHỎNG] " : "";
    }

    public String markEn() {
        return simulated ? "[SIMULATED] " : "";
    }

    /** Of one village, as it was called then. */
    public static Names ofVillage(Registry registry, String id, long at) {
        UnaryOperator<String> operators = operators(registry);
        Village village = registry.village(id, at);
        if (village == null) {
            return new Names("Thôn " + id, "village " + id, operators);
        }
        Area commune = registry.area(village.area(), at);
        return new Names(
                called(village) + ", " + vi(commune, village.area()),
                village.name() + " village, " + en(commune, village.area()),
                operators);
    }

    private static UnaryOperator<String> operators(Registry registry) {
        return id -> {
            Operator operator = registry.operator(id);
            return operator == null ? id : operator.name();
        };
    }

    /** As they were called when this revision was made. */
    private static UnaryOperator<String> villages(Registry registry, Incident incident) {
        return id -> {
            Village village = registry.village(id, incident.at());
            return village == null
                    ? id
                    : clean(village.name() + ", " + vi(registry.area(village.area(), incident.at()), village.area()));
        };
    }

    static String vi(@Nullable Area area, String code) {
        return area == null ? code : area.nameVi();
    }

    static String en(@Nullable Area area, String code) {
        String name = area == null ? code : area.nameEn();
        return name == null ? vi(area, code) : name;
    }

    /** "Thôn Nà Lạn"; but "Bản Co", whose name says already what it is. */
    public static String called(Village village) {
        String kind = capital(village.kind());
        String name = village.name();
        boolean isSaid = name.toLowerCase(Locale.ROOT).startsWith(kind.toLowerCase(Locale.ROOT));
        return isSaid ? name : kind + " " + name;
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
