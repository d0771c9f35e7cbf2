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
    private final Map<String, Timeline<T>> rows;
    private volatile @Nullable List<T> all;

    Dated(Function<T, String> id, Function<T, Validity> valid) {
        this(id, valid, Map.of());
    }

    /** The rows of one id in the order of time; the newest stands beside its time, because nearly every question is about now. */
    private record Timeline<T>(List<T> rows, T newest, long from, long to) {}

    private Dated(Function<T, String> id, Function<T, Validity> valid, Map<String, Timeline<T>> rows) {
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
        Map<String, Timeline<T>> after = new HashMap<>(rows);
        touched.forEach((key, put) -> after.put(key, timeline(merged(history(key), put))));
        return new Dated<>(id, valid, after);
    }

    private Timeline<T> timeline(List<T> inOrder) {
        T newest = inOrder.get(inOrder.size() - 1);
        Validity holds = valid.apply(newest);
        return new Timeline<>(inOrder, newest, holds.from(), holds.to());
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
        Timeline<T> line = rows.get(key);
        if (line == null) {
            return null;
        }
        if (line.from() <= at && at < line.to()) {
            return line.newest();
        }
        for (T row : line.rows()) {
            if (valid.apply(row).holdsAt(at)) {
                return row;
            }
        }
        return null;
    }

    List<T> history(String key) {
        Timeline<T> line = rows.get(key);
        return line == null ? List.of() : line.rows();
    }

    /** Every row in the order of id, then time; sorted once, by whoever asks first. */
    List<T> all() {
        List<T> sorted = all;
        if (sorted == null) {
            List<T> every = new ArrayList<>(rows.size());
            rows.entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .forEach(entry -> every.addAll(entry.getValue().rows()));
            sorted = Collections.unmodifiableList(every);
            all = sorted;
        }
        return sorted;
    }
}
