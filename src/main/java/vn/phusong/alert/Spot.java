package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Reach;
import vn.phusong.village.Area;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * One village an incident is of, as the registry knew it when this revision of the incident was made.
 *
 * @param commune the area it lay in, null when the registry does not know it
 */
public record Spot(String village, String name, Place place, String communeCode, @Nullable Area commune) {
    /** All of them by id; none for an incident of no village. */
    public static List<Spot> of(Registry registry, Incident incident) {
        List<Spot> spots = new ArrayList<>();
        for (String id : ids(incident.scope())) {
            Village village = registry.village(id, incident.at());
            if (village != null) {
                spots.add(new Spot(
                        id,
                        village.name(),
                        village.place(),
                        village.area(),
                        registry.area(village.area(), incident.at())));
            }
        }
        return spots;
    }

    private static TreeSet<String> ids(Incident.Scope scope) {
        TreeSet<String> ids = new TreeSet<>();
        if (scope.village() != null) {
            ids.add(scope.village());
        }
        if (scope.network() != null) {
            scope.network().members().stream().map(PonSignal.Member::village).forEach(ids::add);
        }
        if (scope.reach() != null) {
            scope.reach().members().stream().map(Reach.Member::village).forEach(ids::add);
        }
        return ids;
    }

    String communeVi() {
        return commune == null ? communeCode : commune.nameVi();
    }

    String communeEn() {
        String english = commune == null ? null : commune.nameEn();
        return english == null ? communeVi() : english;
    }
}
