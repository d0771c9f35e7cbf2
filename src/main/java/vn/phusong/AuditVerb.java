package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import vn.phusong.incident.Act;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** {@code audit}: who did what, and whether the log of it is as it was written. Reads the journal itself, beside a running program or without one. */
final class AuditVerb implements Verb {
    private static final List<String> WORDS = List.of("list", "verify");
    private static final List<String> TIMES = List.of(Act.UNTIL, Act.START, Act.END);
    private static final int READ_AT_ONCE = 1_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    @Override
    public String usage() {
        return """
                usage: bin/phusong audit list|verify  [--settings FILE] [--json]

                Every act of a person (log-in, acknowledge, close, silence, …) is one row of a log in the journal that is only
                ever appended to; each row's hash covers the hash before it.
                  audit list     every row, oldest first: number, time, who, what, about what, details
                  audit verify   checks every hash; exit 1 and the number of the first row that does not hold when a
                                 byte was changed, or a row taken out. Write number and hash of the last row down
                                 elsewhere now and then: a log that was written anew from some row on has another.

                example: bin/phusong audit verify
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--json", "--settings FILE");
        String what = line.words(1, "list or verify").get(0);
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no audit " + what + DidYouMean.among(WORDS, what));
        }
        boolean json = line.has("--json");
        try (JournalReader journal = Journal.readerOf(ground.settings(line).dataFolder())) {
            return what.equals("list") ? list(journal, json, ground.out()) : verify(journal, json, ground.out());
        } catch (JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static int verify(JournalReader journal, boolean json, PrintStream out) throws JournalTrouble {
        AuditCheck check = AuditCheck.of(journal);
        if (json) {
            out.println(new JsonObject()
                    .put("holds", check.holds())
                    .put("rows", check.rows())
                    .put("head", check.head())
                    .put("firstWrong", check.holds() ? null : check.wrong())
                    .encode());
        } else if (check.holds()) {
            out.println("the audit log holds: " + check.rows() + " rows"
                    + (check.rows() == 0 ? "" : ", the last with hash " + check.head()));
        } else {
            out.println("the audit log does NOT hold: row " + check.wrong() + " is missing or not as it was written; "
                    + check.rows() + " rows before it hold");
        }
        return check.holds() ? 0 : 1;
    }

    private static int list(JournalReader journal, boolean json, PrintStream out) throws JournalTrouble {
        long n = 0;
        List<AuditRow> page;
        do {
            page = journal.audit(n, READ_AT_ONCE);
            for (AuditRow row : page) {
                n = row.n();
                out.println(json ? json(row).encode() : text(row));
            }
        } while (!page.isEmpty());
        return 0;
    }

    private static JsonObject json(AuditRow row) {
        JsonObject details = new JsonObject();
        SortedMap<String, String> said = row.details();
        if (said != null) {
            said.forEach((name, value) -> details.put(name, shown(name, value)));
        }
        return new JsonObject()
                .put("n", row.n())
                .put("at", TIME.format(Instant.ofEpochMilli(row.at())))
                .put("who", row.who())
                .put("what", row.what())
                .put("subject", row.subject())
                .put("detail", details);
    }

    private static String text(AuditRow row) {
        JsonObject json = json(row);
        StringBuilder line = new StringBuilder(
                row.n() + "\t" + json.getString("at") + '\t' + row.who() + '\t' + row.what() + '\t' + row.subject());
        // A line break of a comment must not look like a row.
        json.getJsonObject("detail").forEach(entry -> line.append('\t')
                .append(entry.getKey())
                .append('=')
                .append(String.valueOf(entry.getValue()).replaceAll("\\R|\t", " ")));
        return line.toString();
    }

    private static String shown(String name, String value) {
        return TIMES.contains(name) && value.matches("-?[0-9]{1,15}")
                ? TIME.format(Instant.ofEpochMilli(Long.parseLong(value)))
                : value;
    }
}
