package vn.phusong;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phusong.backtest.Backtest;
import vn.phusong.backtest.Findings;
import vn.phusong.coverage.Rules;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** {@code backtest}: another settings file over the kept readings. */
final class BacktestVerb implements Verb {
    @Override
    public String usage() {
        return """
                usage: bin/phusong backtest FILE.properties [--from TIME] [--to TIME] [--settings FILE] [--json]

                Judges the readings the journal keeps a second time by the rules in FILE.properties (the defaults for what
                it does not name), beside the rules they were judged by: which villages would stand otherwise, which
                incidents would appear, vanish or move, household-hours of service gained and lost. Reads the journal in
                data.dir, beside a running server too, and changes nothing. A week before --from is folded unseen, so
                that fibre lines are known.

                example: bin/phusong backtest stricter.properties --from 2026-03-01T00:00:00+07:00
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--from TIME", "--to TIME", "--settings FILE", "--json");
        Path file = Path.of(line.words(1, "the settings file to try").get(0));
        long from = time(line, "--from", Long.MIN_VALUE);
        long to = time(line, "--to", Long.MAX_VALUE);
        if (from >= to) {
            throw new CommandLine.Misused("--from must lie before --to");
        }
        // What the environment overrides is the running server's; the file is tried as it stands.
        Rules other = RuleSettings.rules(1, Settings.load(ground.home(), Optional.of(file), Map.of()));
        Path folder = ground.settings(line).dataFolder();
        try (JournalReader reader = Journal.readerOf(folder)) {
            Rules began = Journal.firstRules(reader);
            if (began == null) {
                throw new Failure("the journal in " + folder + " holds nothing yet");
            }
            Findings findings = new Backtest(began, other, from, to).run(reader);
            ground.out().print(line.has("--json") ? findings.json().toPrettyString() + "\n" : findings.table());
            return 0;
        } catch (JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static long time(CommandLine line, String name, long otherwise) throws CommandLine.Misused {
        Optional<String> text = line.value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text.get()).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new CommandLine.Misused(name + " is not a time like 2026-03-01T08:00:00+07:00, was " + text.get());
        }
    }
}
