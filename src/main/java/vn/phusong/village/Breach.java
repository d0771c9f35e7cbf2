package vn.phusong.village;

import java.util.List;

/**
 * Two rows of a registry that contradict each other, or one that needs what is not there.
 *
 * @param suspects rows that may be to blame: the one that says so first, then the others
 * @param fault the column and value of the first suspect, and why
 * @param need the thing needed: kind letter of {@link RowForm} and id; of two rows of one thing, that thing
 */
record Breach(List<Object> suspects, RowError.Fault fault, String need) {
    static Breach of(Object row, String column, String value, Said why, String need) {
        return new Breach(List.of(row), new RowError.Fault(column, value, why), need);
    }
}
