package vn.phusong.incident;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import vn.phusong.coverage.PonSignal;

/** Whether windows lie over all of an incident: every village of it for each operator that is out there, or every part of the network it is of. */
final class Cover {
    private final List<Window> windows;
    private final Set<Window> used = new LinkedHashSet<>();
    private final Whereabouts ground;
    private final long at;

    private Cover(List<Window> windows, Whereabouts ground, long at) {
        this.windows = windows;
        this.ground = ground;
        this.at = at;
    }

    /** Those of the windows that do; empty when some of it lies under none. */
    static List<Window> of(Incident incident, long at, Whereabouts ground, List<Window> windows) {
        if (windows.isEmpty() || incident.cause() == Cause.COLLECTION) {
            return List.of();
        }
        // Either the network or the places, so that what is told as the reason is a reason.
        Cover network = new Cover(windows, ground, at);
        if (network.isOverNetwork(incident.scope())) {
            return List.copyOf(network.used);
        }
        Cover places = new Cover(windows, ground, at);
        return places.isOverPlaces(incident.scope()) ? List.copyOf(places.used) : List.of();
    }

    /** Whether they lie over all of that village for these operators; without operators, for all there is. */
    static boolean isOver(String village, List<String> operators, Whereabouts ground, long at, List<Window> windows) {
        return new Cover(windows, ground, at).isOver(village, operators);
    }

    private boolean isOverNetwork(Incident.Scope scope) {
        Network network = scope.network();
        if (network != null) {
            return areOver(network.pons());
        }
        Reach reach = scope.reach();
        if (reach != null) {
            return reach.level() == Quorum.STATION
                    && !reach.stations().isEmpty()
                    && reach.stations().stream().allMatch(station -> isUnder(Over.Kind.STATION, station));
        }
        String village = scope.village();
        return village != null && scope.operators().isEmpty() && areOver(ground.pons(village, at));
    }

    private boolean areOver(List<String> pons) {
        return !pons.isEmpty()
                && pons.stream()
                        .allMatch(pon ->
                                isUnder(Over.Kind.PON, pon) || isUnder(Over.Kind.OLT, new PonSignal.Pon(pon, 0).olt()));
    }

    private boolean isOverPlaces(Incident.Scope scope) {
        Network network = scope.network();
        if (network != null) {
            return !network.members().isEmpty()
                    && network.members().stream().allMatch(member -> isOver(member.village(), List.of()));
        }
        Reach reach = scope.reach();
        if (reach != null) {
            return !reach.members().isEmpty()
                    && reach.members().stream().allMatch(member -> isOver(member.village(), member.operators()));
        }
        String village = scope.village();
        return village != null && isOver(village, scope.operators());
    }

    /** No operators: of fibre or power, which only a window over all of the village covers. */
    private boolean isOver(String village, List<String> operators) {
        List<String> areas = ground.areas(village, at);
        if (operators.isEmpty()) {
            return uses(over -> over.operator() == null && liesAt(over, village, areas));
        }
        List<String> left = new ArrayList<>(operators);
        left.removeIf(operator -> uses(over -> over.kind() == Over.Kind.OPERATOR
                ? over.id().equals(operator)
                : (over.operator() == null || over.operator().equals(operator)) && liesAt(over, village, areas)));
        return left.isEmpty();
    }

    private static boolean liesAt(Over over, String village, List<String> areas) {
        return switch (over.kind()) {
            case VILLAGE -> over.id().equals(village);
            case AREA -> areas.contains(over.id());
            case OLT, PON, STATION, OPERATOR -> false;
        };
    }

    private boolean isUnder(Over.Kind kind, String id) {
        return uses(over -> over.kind() == kind && over.id().equals(id));
    }

    private boolean uses(Predicate<Over> fits) {
        for (Window window : windows) {
            if (fits.test(window.over())) {
                used.add(window);
                return true;
            }
        }
        return false;
    }
}
