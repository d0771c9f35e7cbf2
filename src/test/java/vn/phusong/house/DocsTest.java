package vn.phusong.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: metrics, settings, commands, REST paths, pictures and pages. */
class DocsTest {
    private static final List<Path> DOCS = documents();
    private static final Path MANUAL = Path.of("src/main/resources/phusong.properties");
    /** Fields of a reading whose first word is also one of settings. */
    private static final Set<String> WIRE =
            Set.of("fibre.rx", "fibre.tx", "fibre.state", "test.plmn", "test.dl", "test.ul", "test.rtt", "test.loss");

    private static List<Path> documents() {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "README.vi.md", "CHANGELOG.md")
                                    .map(Path::of),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static Set<String> found(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path document : DOCS) {
            found.addAll(found(pattern, read(document)));
        }
        return found;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                text.append(read(file));
            }
            return text.toString();
        }
    }

    private static void assertNone(Stream<String> missing, String what) {
        assertEquals(List.of(), missing.toList(), what);
    }

    @Test
    void every_metric_named_is_registered_in_the_code() throws IOException {
        Set<String> metrics = found("\\b(phusong_[a-z0-9_]+)");
        assertTrue(metrics.size() > 10, metrics::toString);
        Set<String> known = found("\"phusong\\.([a-z.]+)\"", sources()).stream()
                .map(name -> "phusong_" + name.replace('.', '_'))
                .collect(Collectors.toSet());
        assertNone(
                metrics.stream().filter(name -> !known.contains(name.replaceAll("(_seconds)?_(total|count|sum)$", ""))),
                "metrics that no code registers");
    }

    @Test
    void every_setting_named_is_in_the_manual() throws IOException {
        Set<String> keys = found("(?m)^([a-z0-9_+.]+)=", read(MANUAL));
        Set<String> rooms =
                keys.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
        Set<String> named = found("`([a-z0-9_]+(?:\\.[a-z0-9_]+)+)(?:=[a-z]+)?`").stream()
                .filter(word -> rooms.contains(word.substring(0, word.indexOf('.'))))
                .filter(word ->
                        !word.startsWith("history.duckdb") && !word.equals("admin.json") && !WIRE.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(named.size() > 20, named::toString);
        assertNone(named.stream().filter(word -> !keys.contains(word)), "settings that the manual does not know");
        Set<String> variables = found("\\b(PHUSONG_[A-Z0-9_]+)");
        Set<String> known = keys.stream()
                .map(key -> "PHUSONG_" + key.replace('.', '_').toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Set.of("PHUSONG_JAVA_OPTS", "PHUSONG_MEMORY", "PHUSONG_INFLUXD", "PHUSONG_GRAFANA_HOME"));
        assertNone(
                variables.stream().filter(name -> !known.contains(name.replaceAll("_FILE$", ""))),
                "variables that name no setting");
    }

    @Test
    void every_command_named_is_one() throws IOException {
        String main = read(Path.of("src/main/java/vn/phusong/Main.java"));
        Set<String> named = found("bin/phusong ([a-z]+)");
        assertTrue(named.size() > 4, named::toString);
        assertNone(named.stream().filter(verb -> !main.contains("put(\"" + verb + "\"")), "commands that are none");
    }

    @Test
    void every_path_named_is_described() throws IOException {
        String described = read(Path.of("src/main/resources/web/openapi.json"));
        Set<String> named = found("(?<![a-z./])(/(?:api/v1|health)/[a-z.]+)");
        named.addAll(found("(/metrics|/openapi\\.json)"));
        named.remove("/openapi.json");
        assertTrue(named.size() > 4, named::toString);
        assertNone(named.stream().filter(path -> !described.contains('"' + path + '"')), "paths that nobody answers");
    }

    @Test
    void every_picture_and_page_linked_is_there_and_no_picture_is_heavy() throws IOException {
        for (Path document : DOCS) {
            Path folder = document.toAbsolutePath().getParent();
            for (String link : found("\\]\\((?!https?:)([^)#]+)\\)", read(document))) {
                Path target = folder.resolve(link);
                assertTrue(Files.exists(target), document + " links to " + link);
                assertTrue(!link.endsWith(".png") || Files.size(target) <= 400 * 1024, link + " is over 400 KB");
            }
        }
    }

    @Test
    void every_reason_of_the_quarantine_is_explained() throws IOException {
        String protocol = read(Path.of("docs/protocol.md"));
        assertNone(
                Stream.of(vn.phusong.reading.RefusalReason.values())
                        .map(vn.phusong.reading.RefusalReason::word)
                        .filter(word -> !protocol.contains('`' + word + '`')),
                "reasons that docs/protocol.md does not tell");
    }

    @Test
    void no_document_names_a_place_of_one_machine() throws IOException {
        for (Path document : DOCS) {
            assertEquals(Set.of(), found("(/(?:home|root|tmp|work|Users)/\\S*)", read(document)), document::toString);
        }
    }
}
