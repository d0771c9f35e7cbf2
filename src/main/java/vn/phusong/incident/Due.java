package vn.phusong.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;

/** What the incidents of one village go by at a tick. */
record Due(Rules.Alerts rules, long now, Joining joining, Owners owners) {
    /** The incident of several villages that an operator's outage in this village is told with; null when it is told for itself. */
    interface Owners {
        @Nullable
        String of(String operator);
    }

    /** The one that explains all of these; null when one of them is not explained. */
    @Nullable
    String parent(List<String> down) {
        String parent = null;
        for (String operator : down) {
            String owner = owners.of(operator);
            if (owner == null) {
                return null;
            }
            parent = parent == null ? owner : parent;
        }
        return parent;
    }
}
