package vn.phusong.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A history file as one hash for each table: equal rows, equal text, in whatever order they were written. */
final class Digest {
    private Digest() {}

    static String of(Path folder) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(DuckDbHistory.FILE));
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                MessageDigest hash = MessageDigest.getInstance("SHA-256");
                int rows = 0;
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY ALL")) {
                    while (row.next()) {
                        hash.update(line(row).getBytes(StandardCharsets.UTF_8));
                        rows++;
                    }
                }
                text.append(table).append(' ').append(rows).append(' ');
                text.append(HexFormat.of().formatHex(hash.digest())).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> tables(Statement statement) throws Exception {
        List<String> tables = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery("SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static String line(ResultSet row) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String name = row.getMetaData().getColumnTypeName(i);
            line.append(name.equals("BLOB") ? HexFormat.of().formatHex(row.getBytes(i)) : row.getString(i));
            line.append('|');
        }
        return line.append('\n').toString();
    }
}
