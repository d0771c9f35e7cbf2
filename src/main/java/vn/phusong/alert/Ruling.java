package vn.phusong.alert;

import java.util.List;
import java.util.function.Function;
import vn.phusong.incident.Incident;

/**
 * By what it is decided who is told.
 *
 * @param areas codes of all areas an incident lies in, lowest first
 * @param asked what people asked for, asked anew each time
 */
public record Ruling(Policy policy, Function<Incident, List<String>> areas, Wishes asked) {
    /** Every channel is told everything. */
    static final Ruling OPEN = new Ruling(Policy.OPEN, incident -> List.of(), (incident, at) -> Asked.NOTHING);

    /** What people asked for about an incident. */
    @FunctionalInterface
    public interface Wishes {
        /** As it was at that time. */
        Asked at(Incident incident, long at);
    }
}
