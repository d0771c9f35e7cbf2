package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Names as numbers: a sample names its village, device and slot a million times, and a number costs a fifth of a text. Only names of the registry, network
 * codes and words of closed lists come here, so that no device can fill it. As long as its connection: what a failed transaction gave numbers to goes
 * with it. History's thread only.
 */
final class Words {
    /** Stands for no name. */
    static final int NONE = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Enum<?>, Integer> constants = new HashMap<>();
    private final Map<String, Integer> fresh = new LinkedHashMap<>();

    private Words() {}

    static Words read(Statement statement) throws SQLException {
        Words words = new Words();
        try (ResultSet row = statement.executeQuery("SELECT id, text FROM word")) {
            while (row.next()) {
                words.numbers.put(row.getString(2), row.getInt(1));
            }
        }
        return words;
    }

    /** The number of a name, a new one if it has none yet; {@link #NONE} for no name. */
    int of(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return NONE;
        }
        Integer number = numbers.get(name);
        if (number == null) {
            number = numbers.size() + 1;
            numbers.put(name, number);
            fresh.put(name, number);
        }
        return number;
    }

    /** The number of the constant's word on the wire. */
    int of(@Nullable Enum<?> constant) {
        return constant == null
                ? NONE
                : constants.computeIfAbsent(constant, it -> of(it.name().toLowerCase(Locale.ROOT)));
    }

    /** Writes the names that are new, in the transaction of the rows that use them. */
    void move(DuckDBConnection connection) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (Stage rows = Stage.into(connection, "word")) {
            for (Map.Entry<String, Integer> word : fresh.entrySet()) {
                rows.begin().whole(word.getValue()).text(word.getKey()).end();
            }
            rows.seal();
        }
        fresh.clear();
    }
}
