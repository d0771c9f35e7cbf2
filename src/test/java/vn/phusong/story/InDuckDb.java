package vn.phusong.story;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every reading in the embedded history of a data folder that nobody writes to any more. */
final class InDuckDb {
    private InDuckDb() {}

    static List<Ledger.Said> told(Path data) throws Exception {
        List<Ledger.Said> told = new ArrayList<>();
        try (Connection history = DriverManager.getConnection("jdbc:duckdb:" + data.resolve("history.duckdb"));
                Statement statement = history.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT device, claimed, rsrp FROM mobile_sample UNION ALL SELECT device, claimed, rx FROM fibre_sample")) {
            while (rows.next()) {
                told.add(new Ledger.Said(rows.getString(1), rows.getLong(2), rows.getFloat(3)));
            }
        }
        return told;
    }
}
