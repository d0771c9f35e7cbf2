package vn.phusong.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what the compiler lets pass: long files, drawers for rooms, and words we decided against. */
final class Broom {
    private static final int LONGEST_FILE = 250;
    private static final Set<String> DRAWERS = Set.of(
            "util", "utils", "common", "helper", "helpers", "model", "service", "impl", "dto", "manager", "misc");

    /** A word, where it may not stand, and what to do instead. A line matching {@code unless} may keep it. */
    private record Banned(Pattern word, Pattern where, Pattern unless, String instead) {}

    private static final Pattern NEVER = Pattern.compile("(?!)");
    private static final Pattern EVERYWHERE = Pattern.compile("");
    private static final Pattern MAIN = Pattern.compile("^src/main/");
    private static final Pattern TEST = Pattern.compile("^src/test/");
    private static final Pattern CLOCKLESS_ROOMS = Pattern.compile("^src/main/java/vn/phusong/(?!simulate/)\\w+/");

    private static final List<Banned> WORDS = List.of(
            ban("\\bTODO\\b", EVERYWHERE, "do it now, or open an issue"),
            ban("\\bFIXME\\b", EVERYWHERE, "fix it now, or open an issue"),
            ban("\\bSystem\\.currentTimeMillis\\(", CLOCKLESS_ROOMS, "take the time or a clock as an argument"),
            ban(
                    "\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)",
                    CLOCKLESS_ROOMS,
                    "take the time or a clock as an argument"),
            ban("\\bThread\\.sleep\\(", EVERYWHERE, "use a timer of the scheduler, or wait for the thing itself"),
            new Banned(
                    Pattern.compile("catch \\((final )?(Exception|Throwable)\\b"),
                    MAIN,
                    Pattern.compile("// thread's top"),
                    "catch what you can answer; a bug crashes"),
            ban("\\.printStackTrace\\(", EVERYWHERE, "log one line, or let it crash"),
            ban("@SuppressWarnings\\(\"(all|unchecked|NullAway)\"\\)", MAIN, "say it so that the compiler can see it"),
            ban("@Disabled\\b", TEST, "a skipped test counts as missing: mend it or delete it"),
            ban(
                    "\\b(assumeTrue|assumeFalse|assumingThat|Assumptions)\\b",
                    TEST,
                    "a skipped test counts as missing: install what it needs in bin/verify"),
            ban(
                    "@(Enabled|Disabled)(If|On|For)\\w*",
                    TEST,
                    "a skipped test counts as missing: install what it needs in bin/verify"),
            ban("\\borg\\.mockito\\b", TEST, "write a fake by hand beside what it imitates"));

    private static Banned ban(String word, Pattern where, String instead) {
        return new Banned(Pattern.compile(word), where, NEVER, instead);
    }

    /**
     * Sweeps one source file.
     *
     * @param file path from the project folder, with forward slashes
     */
    List<Sin> sweep(String file, String source) {
        List<String> lines = source.lines().toList();
        List<Sin> sins = new ArrayList<>();
        if (MAIN.matcher(file).find() && lines.size() > LONGEST_FILE) {
            sins.add(new Sin(file, lines.size(), lines.size() + " lines", "at most 250: it is two things, part them"));
        }
        for (Path folder : Path.of(file).getParent()) {
            if (DRAWERS.contains(folder.toString())) {
                sins.add(new Sin(file, 1, "package " + folder, "a drawer is no room: go where its nouns live"));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            sweepLine(file, i + 1, lines.get(i), sins);
        }
        return sins;
    }

    private static void sweepLine(String file, int number, String line, List<Sin> sins) {
        for (Banned banned : WORDS) {
            if (banned.where.matcher(file).find()
                    && banned.word.matcher(line).find()
                    && !banned.unless.matcher(line).find()) {
                sins.add(new Sin(file, number, line.strip(), banned.instead));
            }
        }
    }
}
