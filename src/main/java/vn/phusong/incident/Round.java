package vn.phusong.incident;

import java.util.List;
import java.util.Map;
import vn.phusong.coverage.Rules;

/** What the incidents of the mobile network go by at a tick. */
record Round(Rules.Alerts rules, long now, Places places, Map<String, VillageIncidents> villages, Telling telling) {

    /** Whether the village is measured to be without service: somebody is out there, and nobody serves it. Where all is silent nobody knows. */
    boolean isDark(String village) {
        VillageIncidents incidents = villages.get(village);
        return incidents != null
                && incidents.operators().values().stream().anyMatch(OperatorWatch::isDown)
                && incidents.operators().values().stream().noneMatch(watch -> watch.standing.isServed());
    }

    /** Whether an operator other than these serves the village now. */
    boolean isServedByOthers(String village, List<String> operators) {
        VillageIncidents incidents = villages.get(village);
        return incidents != null
                && incidents.operators().entrySet().stream()
                        .anyMatch(entry -> entry.getValue().standing.isServed() && !operators.contains(entry.getKey()));
    }

    /** By how long nothing has been observed to serve the village. */
    Severity severity(String village) {
        VillageIncidents incidents = villages.get(village);
        return incidents == null
                ? Severity.WARNING
                : Evidence.severity(incidents.operators().values(), rules, now);
    }

    /** Whether a notice may fall due about this operator there. */
    boolean mayPage(String village, String operator) {
        VillageIncidents incidents = villages.get(village);
        OperatorWatch watch = incidents == null ? null : incidents.operators().get(operator);
        return watch != null && watch.mayPage();
    }

    /** The lowest area all of them lay in at that time; empty when there is none. */
    String commonArea(Iterable<String> of, long at) {
        List<String> common = null;
        for (String village : of) {
            List<String> areas = places.areas(village, at);
            if (areas.isEmpty()) {
                continue;
            }
            if (common == null) {
                common = areas;
            } else if (!common.equals(areas)) {
                common = common.stream().filter(areas::contains).toList();
            }
        }
        return common == null || common.isEmpty() ? "" : common.get(0);
    }
}
