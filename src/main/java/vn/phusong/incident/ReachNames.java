package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * Where an incident of several villages is, as a line can hold it: "Trạm bk-0412, Xã Bằng Thành (Bản A, Bản B và 2 thôn khác)". By the names of when it began:
 * a commune's code may mean another one since.
 */
record ReachNames(Registry registry, Incident incident, Reach reach) {
    private static final int NAMED = 3;

    String vi() {
        Area area = area();
        String others = others(" và ", " thôn khác");
        return joined(
                        reach.level() == Quorum.STATION ? stations("Trạm ", " và ", " trạm khác") : "",
                        area == null ? "" : area.nameVi())
                + " (" + String.join(", ", villages(true)) + others + ")";
    }

    String en() {
        Area area = area();
        String name = area == null ? "" : area.nameEn() == null ? area.nameVi() : area.nameEn();
        String others = others(" and ", " more villages");
        return joined(reach.level() == Quorum.STATION ? stations("Base station ", " and ", " more") : "", name) + " ("
                + String.join(", ", villages(false)) + others + ")";
    }

    private @Nullable Area area() {
        String code = incident.scope().area();
        return code == null ? null : registry.area(code, incident.span().start());
    }

    private static String joined(String station, String area) {
        return station.isEmpty() || area.isEmpty() ? station + area : station + ", " + area;
    }

    private String stations(String one, String and, String more) {
        List<String> stations = reach.stations();
        int named = Math.min(NAMED, stations.size());
        String names = String.join(", ", stations.subList(0, named));
        return one + names + (stations.size() > named ? and + (stations.size() - named) + more : "");
    }

    private List<String> villages(boolean withKind) {
        List<String> names = new ArrayList<>(NAMED);
        for (Reach.Member member : reach.members().subList(0, named())) {
            Village village = registry.village(member.village(), incident.span().start());
            if (village == null) {
                names.add(member.village());
            } else {
                names.add(withKind ? Names.called(village) : village.name());
            }
        }
        return names;
    }

    private int named() {
        return Math.min(NAMED, reach.members().size());
    }

    private String others(String and, String more) {
        int others = reach.members().size() - named();
        return others == 0 ? "" : and + others + (others == 1 ? more.replace("villages", "village") : more);
    }
}
