package vn.phusong.village;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A row of a folder that would change the registry.
 *
 * @param key letter of its {@link RowForm} and its id, without the start
 * @param isNew that the registry has no row of its key and start
 */
record Candidate(RegistryFile file, long line, String key, Object row, boolean isNew) {
    String where() {
        return file.fileName() + ":" + line;
    }

    static RegistryChange change(Collection<Candidate> candidates) {
        return new RegistryChange(
                new RegistryChange.Tree(
                        pick(candidates, Area.class),
                        pick(candidates, Village.class),
                        pick(candidates, MeasurementPoint.class)),
                pick(candidates, Operator.class),
                pick(candidates, Device.class),
                pick(candidates, Target.class),
                pick(candidates, Site.class));
    }

    private static <T> List<T> pick(Collection<Candidate> candidates, Class<T> kind) {
        List<T> rows = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (kind.isInstance(candidate.row)) {
                rows.add(kind.cast(candidate.row));
            }
        }
        return rows;
    }
}
