package vn.phusong.incident;

import java.util.List;

/** What the incidents may ask about the places they are told of. */
public interface Places {
    /** Of a village, −1 when not told. */
    int households(String village);

    /** Codes of the areas a village lay in at that time, lowest first; empty when nobody knows. */
    default List<String> areas(String village, long at) {
        return List.of();
    }
}
