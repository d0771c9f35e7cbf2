package vn.phusong.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words for people what SQLite says in codes. The one place where its errors become ours. */
final class Trouble {
    private Trouble() {}

    static JournalTrouble of(Path file, SQLException cause) {
        return new JournalTrouble(sentence(file, cause), cause);
    }

    static String sentence(Path file, SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_FULL -> "disk full: " + file + " cannot grow";
            case SQLITE_IOERR -> "the disk reported an error on " + file + " (" + cause.getMessage() + ")";
            case SQLITE_BUSY, SQLITE_LOCKED -> file + " is held by another program";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> file + " may not be written to";
            case SQLITE_CANTOPEN -> file + " cannot be opened";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                file + " is damaged (" + cause.getMessage() + "): restore a copy, or ask sqlite3 to recover it";
            default -> file + ": " + cause.getMessage();
        };
    }

    /** Whether what was read is broken, rather than what was written to. */
    static boolean isDamage(SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /** Whether the connection itself should be opened anew before another try. */
    static boolean isOfTheFile(SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED -> false;
            default -> true;
        };
    }

    /** The code without its extension: IOERR for IOERR_FSYNC. */
    private static SQLiteErrorCode primary(SQLException cause) {
        return cause instanceof SQLiteException known
                ? SQLiteErrorCode.getErrorCode(known.getResultCode().code & 0xFF)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
