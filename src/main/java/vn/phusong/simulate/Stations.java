package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.Site;

/**
 * The base stations of a province: those the registry names, or, for an operator it names none of, one for each small square with a village in it. A
 * probe is served by the nearest of its operator.
 */
final class Stations {
    private static final double SQUARE_DEGREES = 0.04;

    private final List<Station> all = new ArrayList<>();
    private final Map<String, List<Station>> byOperator = new HashMap<>();
    private final Map<String, Integer> masts = new HashMap<>();
    private final List<String> mastNames = new ArrayList<>();
    private final List<Integer> firstSectors = new ArrayList<>();
    private int sectors;

    Stations(Registry registry, Collection<String> operators, Collection<Place> villages) {
        for (Site site : registry.sites()) {
            if (site.operator() != null && site.place() != null && operators.contains(site.operator())) {
                add(site.id(), site.operator(), site.place(), site.cells());
            }
        }
        for (String operator : operators) {
            if (!byOperator.containsKey(operator)) {
                squares(villages).forEach((name, place) -> add(name + "-" + operator, operator, place, List.of()));
            }
        }
    }

    List<Station> all() {
        return all;
    }

    int masts() {
        return mastNames.size();
    }

    /** The mast's name: what the ids of its stations have in common. */
    String mastName(int mast) {
        return mastNames.get(mast);
    }

    /** Of all stations: each has one for each of its cells, and one when it names none. */
    int sectors() {
        return sectors;
    }

    int sector(Station station, String cell) {
        return firstSectors.get(station.index()) + Math.max(0, station.cells().indexOf(cell));
    }

    Station serving(String operator, Place place) {
        Station nearest = null;
        double least = Double.MAX_VALUE;
        for (Station station : byOperator.getOrDefault(operator, List.of())) {
            double metres = Terrain.metres(station.place(), place);
            if (metres < least) {
                least = metres;
                nearest = station;
            }
        }
        if (nearest == null) {
            throw new IllegalArgumentException(
                    "operator " + operator + " has no base station and no village to stand in");
        }
        return nearest;
    }

    private void add(String id, String operator, Place place, List<String> cells) {
        String where = place.lat() + " " + place.lon();
        Integer mast = masts.get(where);
        if (mast == null) {
            mast = mastNames.size();
            masts.put(where, mast);
            mastNames.add(id.endsWith("-" + operator) ? id.substring(0, id.length() - operator.length() - 1) : id);
        }
        Station station = new Station(all.size(), id, operator, mast, place, cells);
        all.add(station);
        firstSectors.add(sectors);
        sectors += Math.max(1, cells.size());
        byOperator.computeIfAbsent(operator, o -> new ArrayList<>()).add(station);
    }

    private static Map<String, Place> squares(Collection<Place> villages) {
        Map<String, Place> squares = new TreeMap<>();
        for (Place village : villages) {
            long y = (long) Math.floor(village.lat() / SQUARE_DEGREES);
            long x = (long) Math.floor(village.lon() / SQUARE_DEGREES);
            squares.putIfAbsent("mast-" + y + "-" + x, village);
        }
        return squares;
    }
}
