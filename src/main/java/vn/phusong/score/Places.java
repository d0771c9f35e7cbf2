package vn.phusong.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.Incident;
import vn.phusong.simulate.Truth;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Which device speaks for what: the centres of the villages by operator, and the fibre lines. One thread. */
final class Places {
    private final Map<String, Speaker> speakers = new HashMap<>();
    private final Map<String, Settlement> settlements = new TreeMap<>();
    private final Map<String, Centre> centres = new HashMap<>();

    /** One (centre, operator): what is true there, what came from there, and what was told of it. */
    static final class Centre {
        final Settlement settlement;
        final String operator;
        long intervalMs = Long.MAX_VALUE;
        /** A sample with broadband came once: before that it cannot have gone. */
        boolean wasServed;

        Standing standing = Standing.UNKNOWN;
        final Deque<MobileOutage> outages = new ArrayDeque<>(2);

        Centre(Settlement settlement, String operator) {
            this.settlement = settlement;
            this.operator = operator;
        }
    }

    /** One village. */
    static final class Settlement {
        final String id;
        String name = "";
        int households;
        final Map<String, Centre> centres = new TreeMap<>();
        final Map<String, Integer> linesByPon = new HashMap<>();
        int lines;
        final List<Truth> truths = new ArrayList<>(4);
        final List<FibreOutage> fibre = new ArrayList<>(2);
        /** Ids of the open incidents of fibre or power that touch it. */
        final Set<String> openFibre = new HashSet<>();

        Settlement(String id) {
            this.id = id;
        }

        /** What came of that fault here; null when it took no line. */
        @Nullable
        FibreOutage outage(Truth truth) {
            for (FibreOutage outage : fibre) {
                if (outage.truth().equals(truth)) {
                    return outage;
                }
            }
            return null;
        }
    }

    /**
     * A device.
     *
     * @param pon of a fibre line, null when it has none
     * @param byPlmn of a probe at a centre
     */
    record Speaker(Settlement settlement, @Nullable String pon, boolean isLine, Map<String, Centre> byPlmn) {}

    /** The registry as it holds at {@code at}; what is known of those that stay is kept. */
    void register(Registry registry, long at) {
        for (Village village : registry.villages()) {
            if (village.valid().holdsAt(at)) {
                Settlement settlement = settlements.computeIfAbsent(village.id(), Settlement::new);
                settlement.name = village.name();
                settlement.households = village.households().count();
                settlement.lines = 0;
                settlement.linesByPon.clear();
            }
        }
        speakers.clear();
        for (Device device : registry.devices()) {
            Settlement settlement = device.village() == null ? null : settlements.get(device.village());
            if (settlement != null && device.valid().holdsAt(at)) {
                speakers.put(device.id(), speaker(registry, device, settlement));
            }
        }
    }

    private Speaker speaker(Registry registry, Device device, Settlement settlement) {
        if (device.kind() == DeviceKind.ONT) {
            String pon = device.line().pon();
            settlement.lines++;
            if (pon != null) {
                settlement.linesByPon.merge(pon, 1, Integer::sum);
            }
            return new Speaker(settlement, pon, true, Map.of());
        }
        Map<String, Centre> byPlmn = new HashMap<>();
        MeasurementPoint point = device.point() == null ? null : registry.point(device.point());
        if (point != null && point.kind() == PointKind.CENTRE) {
            for (String name : device.operators()) {
                Operator operator = registry.operator(name);
                if (operator != null) {
                    Centre centre = centre(point.id(), name, settlement);
                    centre.intervalMs = Math.min(centre.intervalMs, device.intervalMs());
                    operator.plmns().forEach(plmn -> byPlmn.put(plmn, centre));
                }
            }
        }
        return new Speaker(settlement, null, false, byPlmn);
    }

    private Centre centre(String point, String operator, Settlement settlement) {
        Centre centre = centres.computeIfAbsent(point + '\t' + operator, key -> new Centre(settlement, operator));
        settlement.centres.put(operator, centre);
        return centre;
    }

    @Nullable
    Speaker speaker(String device) {
        return speakers.get(device);
    }

    @Nullable
    Settlement settlement(String village) {
        return settlements.get(village);
    }

    /** The villages an incident is of, in the order of id. */
    List<Settlement> touched(Incident incident) {
        String village = incident.scope().village();
        if (village != null) {
            Settlement one = settlements.get(village);
            return one == null ? List.of() : List.of(one);
        }
        return settlements.values().stream()
                .filter(settlement -> incident.scope().touches(settlement.id))
                .toList();
    }

    /** The (centre, operator) of a point, null when that point is no centre. */
    @Nullable
    Centre centre(String point, String operator) {
        return centres.get(point + '\t' + operator);
    }

    Iterable<Settlement> settlements() {
        return settlements.values();
    }
}
