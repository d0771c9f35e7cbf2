package vn.phusong.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every account and every session that the journal holds.
 *
 * @param accounts by name
 */
public record People(List<Account> accounts, List<Login> logins) {
    public People {
        accounts = List.copyOf(accounts);
        logins = List.copyOf(logins);
    }

    /** Those of the journal in {@code folder}; nobody when there is none yet. Blocks. */
    public static People of(Path folder) throws JournalTrouble {
        Path file = folder.resolve(DataFolder.FILE);
        if (!Files.exists(file)) {
            return new People(List.of(), List.of());
        }
        try (Database database = Database.reader(file)) {
            return new People(accounts(database), logins(database));
        } catch (SQLException e) {
            throw Trouble.of(file, e);
        }
    }

    private static List<Account> accounts(Database database) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (ResultSet row = database.prepare(
                        "SELECT name, role, hash, enabled, password_at, locked_until FROM account ORDER BY name")
                .executeQuery()) {
            while (row.next()) {
                accounts.add(new Account(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return accounts;
    }

    private static List<Login> logins(Database database) throws SQLException {
        List<Login> logins = new ArrayList<>();
        try (ResultSet row = database.prepare("SELECT token, account, begun, seen FROM login ORDER BY begun, token")
                .executeQuery()) {
            while (row.next()) {
                logins.add(new Login(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
            }
        }
        return logins;
    }

    /** Inside a transaction that somebody else opens and ends. Returns how many accounts it wrote. */
    static int write(Database database, PeopleChange change) throws SQLException {
        PreparedStatement account = database.prepare("INSERT OR REPLACE INTO account"
                + " (name, role, hash, enabled, password_at, locked_until) VALUES (?, ?, ?, ?, ?, ?)");
        for (Account one : change.accounts()) {
            account.setString(1, one.name());
            account.setString(2, one.role());
            account.setString(3, one.hash());
            account.setBoolean(4, one.isEnabled());
            account.setLong(5, one.passwordAt());
            account.setLong(6, one.lockedUntil());
            database.write("account", account);
        }
        PreparedStatement begun =
                database.prepare("INSERT INTO login (token, account, begun, seen) VALUES (?, ?, ?, ?)");
        for (Login one : change.begun()) {
            begun.setString(1, one.token());
            begun.setString(2, one.account());
            begun.setLong(3, one.begunAt());
            begun.setLong(4, one.seenAt());
            database.write("login", begun);
        }
        // Only what is still there: a session that ended meanwhile must not come back.
        PreparedStatement seen = database.prepare("UPDATE login SET seen = ? WHERE token = ?");
        for (Login one : change.seen()) {
            seen.setLong(1, one.seenAt());
            seen.setString(2, one.token());
            database.write("login", seen);
        }
        PreparedStatement ended = database.prepare("DELETE FROM login WHERE token = ?");
        for (String token : change.ended()) {
            ended.setString(1, token);
            database.write("login", ended);
        }
        return change.accounts().size();
    }
}
