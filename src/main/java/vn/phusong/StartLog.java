package vn.phusong;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import vn.phusong.alert.Held;
import vn.phusong.alert.Policy;
import vn.phusong.coverage.RulesText;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Writes into the audit log what was changed while the program did not run: the rules it judges by, the policy by which it tells, and that its journal came
 * out of a backup. A row holds a hash, never what was hashed: addresses have no place in a log that is kept for good. Blocks.
 */
final class StartLog {
    /** Who changed a file nobody knows; who noticed is the program. */
    private static final String BY = "phusong";

    private final Watch watch;
    private final JournalReader journal;

    private StartLog(Watch watch, JournalReader journal) {
        this.watch = watch;
        this.journal = journal;
    }

    static void write(Watch watch, Settings settings, Policy policy) throws JournalTrouble {
        try (JournalReader journal = watch.journal().reader()) {
            StartLog log = new StartLog(watch, journal);
            long through = new Held(journal, List.of()).through();
            if (through > 0) {
                log.note(Deed.RESTORED, "journal", "position " + through);
            }
            log.note(Deed.SETTINGS_CHANGED, "rules", hash(RulesText.write(RuleSettings.rules(1, settings))));
            log.note(Deed.CONTACTS_CHANGED, "policy", hash(policy.text()));
        }
    }

    /** Unless the newest row about it says just that. */
    private void note(Deed deed, String subject, String text) throws JournalTrouble {
        List<AuditRow> last = journal.auditBefore(subject, Long.MAX_VALUE, 1);
        Act known = last.isEmpty() ? null : last.get(0).act();
        if (known == null || known.deed() != deed || !known.text(Act.TEXT).equals(text)) {
            Act kept = watch.acts()
                    .write(acts -> Act.of(watch.clock().millis(), BY, deed, subject, Act.TEXT, text))
                    .join();
            assert kept.deed() == deed;
        }
    }

    private static String hash(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return "SHA-256 "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
