package vn.phusong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.score.Score;
import vn.phusong.score.Sheet;
import vn.phusong.score.SheetText;
import vn.phusong.simulate.Mix;
import vn.phusong.simulate.Rehearsal;
import vn.phusong.simulate.Truth;
import vn.phusong.simulate.TruthFile;
import vn.phusong.village.Registry;

/** {@code score}: what the engine said against what was true. */
final class ScoreVerb implements Verb {
    private static final long DAY_MS = 86_400_000L;
    private static final long START =
            OffsetDateTime.parse("2026-03-01T00:00:00+07:00").toInstant().toEpochMilli();
    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    private static final Rehearsal.Road ROAD = new Rehearsal.Road(0.02, 5_000, 2_000);

    @Override
    public String usage() {
        return """
                usage: bin/phusong score --truth FILE | --days N --seeds A..B  [--villages N] [--faults usual]
                                         [--settings FILE] [--list] [--json]

                Compares what was told with what was true: outages found and how soon, alerts that were right, causes,
                households, and alerts that came of silence, backlogs or our own absence (must be 0).

                --truth FILE   against what the journal in data.dir holds, as it was told; beside a running server too
                --days N       instead: N days of simulated worlds straight through the engine, in memory
                --seeds A..B   one world for each; each seed also picks the corner of the sample province
                --villages N   so many villages around that corner (100); all takes the whole province
                --faults MIX   all (default): every kind, several at once, and the server away once a day; usual: those of
                               the demo (see simulate --help)
                --list         each miss and each wrong word with time and place

                Simulated readings are taken up to 5 s off their minute, 2 % of the messages are lost, the others take up to 2 s.

                example: bin/phusong score --days 30 --seeds 1..20
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(
                arguments,
                "--truth FILE",
                "--days N",
                "--seeds A..B",
                "--villages N",
                "--faults MIX",
                "--settings FILE",
                "--list",
                "--json");
        line.noWords();
        Settings settings = ground.settings(line);
        Sheet sheet = new Sheet();
        Optional<String> truth = line.value("--truth");
        if (truth.isPresent() == line.value("--seeds").isPresent()) {
            throw new CommandLine.Misused("give either --truth FILE or --days N and --seeds A..B");
        }
        if (truth.isPresent()) {
            ofJournal(settings.dataFolder(), Path.of(truth.get()), sheet);
        } else {
            ofWorlds(line, settings, sheet, ground);
        }
        print(line, sheet, ground);
        return 0;
    }

    private static void print(CommandLine line, Sheet sheet, Ground ground) {
        SheetText text = new SheetText(sheet);
        if (line.has("--json")) {
            ObjectNode json = text.json();
            if (line.has("--list")) {
                sheet.notes().forEach(json.putArray("list")::add);
            }
            ground.out().println(json.toPrettyString());
            return;
        }
        ground.out().print(text.table());
        if (line.has("--list")) {
            sheet.notes().forEach(ground.out()::println);
        }
    }

    private static void ofWorlds(CommandLine line, Settings settings, Sheet sheet, Ground ground)
            throws CommandLine.Misused, Failure {
        Matcher seeds = SEEDS.matcher(line.value("--seeds").orElse(""));
        if (!seeds.matches()) {
            throw new CommandLine.Misused("--seeds is one number or A..B, was "
                    + line.value("--seeds").orElse(""));
        }
        long first = Long.parseLong(seeds.group(1));
        long last = seeds.group(2) == null ? first : Long.parseLong(seeds.group(2));
        long days = (long) line.number("--days", 1, 1);
        int most = line.value("--villages").filter("all"::equals).isPresent()
                ? Integer.MAX_VALUE
                : (int) line.number("--villages", 100, 1);
        Mix mix = mix(line.value("--faults").orElse("all"));
        for (long seed = first; seed <= last; seed++) {
            Registry registry = ScoreWorld.sample(seed, START, most);
            Rehearsal rehearsal = new Rehearsal(registry, seed, START, ROAD, mix);
            new ScoreWorld(registry, settings, rehearsal, START, sheet).run(days * DAY_MS);
            ground.err()
                    .printf(
                            Locale.ROOT,
                            "seed %d: so far %d outages to find, %.2f %% found, %d alerts, precision %.4f%n",
                            seed,
                            sheet.demanded(),
                            100 * sheet.recall(),
                            sheet.alerts(),
                            sheet.precision());
        }
    }

    private static Mix mix(String word) throws CommandLine.Misused {
        try {
            return Mix.of(word);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.Misused(String.valueOf(e.getMessage()));
        }
    }

    private static void ofJournal(Path folder, Path truthFile, Sheet sheet) throws Failure {
        List<Truth> truths;
        try {
            truths = TruthFile.read(truthFile);
        } catch (IOException e) {
            throw new Failure("no truth: " + e.getMessage());
        }
        try (JournalReader reader = Journal.readerOf(folder)) {
            new ScoreJournal(new Score(sheet), truths).read(reader);
        } catch (JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }
}
