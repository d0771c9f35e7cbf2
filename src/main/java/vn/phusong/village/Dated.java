package vn.phusong.village;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows with a time, by id. Immutable; of one id and start there is one row, the last put in. */
final class Dated<T> {
    private final Function<T, String> id;
    private final Function<T, Validity> valid;
    private final Map<String, List<T>> rows;
    private volatile @Nullable List<T> all;

    Dated(Function<T, String> id, Function<T, Validity> valid) {
        this(id, valid, Map.of());
    }

    private Dated(Function<T, String> id, Function<T, Validity> valid, Map<String, List<T>> rows) {
        this.id = id;
        this.valid = valid;
        this.rows = rows;
    }

    Dated<T> with(List<T> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<String, List<T>> touched = new HashMap<>();
        for (T row : more) {
            touched.computeIfAbsent(id.apply(row), key -> new ArrayList<>(1)).add(row);
        }
        Map<String, List<T>> after = new HashMap<>(rows);
        touched.forEach((key, put) -> after.put(key, merged(history(key), put)));
        return new Dated<>(id, valid, Collections.unmodifiableMap(after));
    }

    private List<T> merged(List<T> before, List<T> put) {
        if (before.isEmpty() && put.size() == 1) {
            return List.of(put.get(0));
        }
        TreeMap<Long, T> byStart = new TreeMap<>();
        before.forEach(row -> byStart.put(valid.apply(row).from(), row));
        put.forEach(row -> byStart.put(valid.apply(row).from(), row));
        return List.copyOf(byStart.values());
    }

    @Nullable
    T at(String key, long at) {
        for (T row : history(key)) {
            if (valid.apply(row).holdsAt(at)) {
                return row;
            }
        }
        return null;
    }

    List<T> history(String key) {
        return rows.getOrDefault(key, List.of());
    }

    /** Every row in the order of id, then time; sorted once, by whoever asks first. */
    List<T> all() {
        List<T> sorted = all;
        if (sorted == null) {
            List<T> every = new ArrayList<>(rows.size());
            rows.entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .forEach(entry -> every.addAll(entry.getValue()));
            sorted = Collections.unmodifiableList(every);
            all = sorted;
        }
        return sorted;
    }
}
