package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operators of a village that are out and told with no other incident.
 *
 * @param start of the first outage that nobody closed by hand
 * @param due whether one of those may be told now, and it is time to
 */
record OutNow(List<String> operators, long start, boolean due) {
    static OutNow of(Map<String, OperatorWatch> operators, Due goesBy, Case mobile) {
        List<String> down = new ArrayList<>();
        long start = Long.MAX_VALUE;
        boolean due = false;
        for (Map.Entry<String, OperatorWatch> entry : operators.entrySet()) {
            OperatorWatch watch = entry.getValue();
            if (watch.isDown() && goesBy.owners().of(watch.key) == null) {
                down.add(entry.getKey());
                if (!mobile.holds(entry.getKey())) {
                    start = Math.min(start, watch.start);
                    due |= watch.isDue(goesBy.rules(), goesBy.now());
                }
            }
        }
        return new OutNow(down, start, due);
    }
}
