package vn.phusong.incident;

import java.util.List;

/** Where villages lie, for who asks whether a {@link Window} lies over them. */
@FunctionalInterface
public interface Whereabouts {
    /** Codes of the areas a village lay in at that time, lowest first; empty when nobody knows. */
    List<String> areas(String village, long at);

    /** The PONs its lines hang on at that time, {@code olt/slot/port}; empty when nobody knows. */
    default List<String> pons(String village, long at) {
        return List.of();
    }
}
