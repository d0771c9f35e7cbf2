package vn.phusong.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;

/** What the incidents of one village go by at a tick. */
record Due(Rules.Alerts rules, long now, Joining joining, Owners owners) {
    /** The incident of several villages that an outage is told with, by {@link MobileMembers#key}; null when it is told for itself. */
    interface Owners {
        @Nullable
        String of(String key);
    }

    /** The one that explains all of these, by their keys; null when one of them is not explained. */
    @Nullable
    String parent(List<String> keys) {
        String parent = null;
        for (String key : keys) {
            String owner = owners.of(key);
            if (owner == null) {
                return null;
            }
            parent = parent == null ? owner : parent;
        }
        return parent;
    }
}
