package vn.phusong.journal;

import java.util.HexFormat;
import java.util.List;

/**
 * Whether the audit log is as it was written.
 *
 * @param rows how many rows hold, from the first on without a gap
 * @param head hash of the last of them, in hexadecimal digits; empty without any. Who keeps number and head elsewhere can tell later that none of these rows was
 *     written anew
 * @param wrong number of the first row that does not hold, 0 when all do
 */
public record AuditCheck(long rows, String head, long wrong) {
    private static final int READ_AT_ONCE = 1_000;

    public boolean holds() {
        return wrong == 0;
    }

    /** Reads all of it. */
    public static AuditCheck of(JournalReader journal) throws JournalTrouble {
        // First how many there must be: rows may be added meanwhile, none may go.
        long count = journal.auditCount();
        byte[] hash = new byte[AuditRow.HASH_BYTES];
        long n = 0;
        List<AuditRow> page;
        do {
            page = journal.audit(n, READ_AT_ONCE);
            for (AuditRow row : page) {
                if (row.n() != n + 1 || !row.follows(hash)) {
                    return new AuditCheck(n, head(n, hash), n + 1);
                }
                n = row.n();
                hash = row.hash();
            }
        } while (!page.isEmpty());
        return new AuditCheck(n, head(n, hash), n < count ? n + 1 : 0);
    }

    private static String head(long n, byte[] hash) {
        return n == 0 ? "" : HexFormat.of().formatHex(hash);
    }
}
