package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that come again and again (villages, points, operators, reasons), each kept once with a number. As many as the registry has, so never unbounded. */
final class Words {
    // The connection's thread only.
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final List<String> unsure = new ArrayList<>();
    private final Database database;

    Words(Database database) {
        this.database = database;
    }

    /** The number of a text; a new text is written in the running transaction. */
    int number(String text) throws SQLException {
        Integer known = numbers.get(text);
        if (known == null) {
            known = find(text);
        }
        return known == 0 ? insert(text) : known;
    }

    /** The number of a text, 0 when nobody ever wrote it. */
    int find(String text) throws SQLException {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        PreparedStatement find = database.prepare("SELECT id FROM word WHERE text = ?");
        find.setString(1, text);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            numbers.put(text, row.getInt(1));
            return row.getInt(1);
        }
    }

    String text(int number) throws SQLException {
        String known = texts.get(number);
        if (known != null) {
            return known;
        }
        PreparedStatement find = database.prepare("SELECT text FROM word WHERE id = ?");
        find.setInt(1, number);
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new Damaged("a name numbered " + number + " that is not there");
            }
            texts.put(number, row.getString(1));
            return row.getString(1);
        }
    }

    /** The transaction was kept: what it numbered stays. */
    void keep() {
        unsure.clear();
    }

    /** The transaction was undone: so are its numbers. */
    void undo() {
        unsure.forEach(numbers::remove);
        unsure.clear();
    }

    private int insert(String text) throws SQLException {
        PreparedStatement insert = database.prepare("INSERT INTO word (text) VALUES (?) RETURNING id");
        insert.setString(1, text);
        try (ResultSet row = database.returning("word", insert)) {
            numbers.put(text, row.getInt(1));
            unsure.add(text);
            return row.getInt(1);
        }
    }
}
