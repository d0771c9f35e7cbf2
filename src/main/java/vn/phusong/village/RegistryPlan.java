package vn.phusong.village;

import java.util.List;

/**
 * What an import would do, or why it does nothing.
 *
 * @param change rows that are new or differ; empty when nothing may be taken
 * @param errors rows wrong in themselves, in the order of files and lines
 * @param dropped rows not wrong in themselves that need one which is; they are left out too
 * @param counts of every file read, as if bad rows were skipped
 * @param refused that nothing is taken: there are errors and bad rows were not to be skipped, or a whole file could not be read
 */
public record RegistryPlan(
        RegistryChange change, List<RowError> errors, List<RowError> dropped, List<Count> counts, boolean refused) {
    /** Rows of one file. */
    public record Count(String file, int added, int changed, int unchanged, int bad) {
        public int taken() {
            return added + changed + unchanged;
        }
    }

    public RegistryPlan {
        errors = List.copyOf(errors);
        dropped = List.copyOf(dropped);
        counts = List.copyOf(counts);
    }

    /** Rows of all files together. */
    public Count total() {
        int added = 0;
        int changed = 0;
        int unchanged = 0;
        int bad = 0;
        for (Count count : counts) {
            added += count.added;
            changed += count.changed;
            unchanged += count.unchanged;
            bad += count.bad;
        }
        return new Count("", added, changed, unchanged, bad);
    }
}
