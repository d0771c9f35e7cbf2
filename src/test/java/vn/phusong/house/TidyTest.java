package vn.phusong.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house is swept, and the broom is seen to sweep. */
class TidyTest {
    /** The broom's own shelf: these two files must name the sins in order to catch them. */
    private static final List<String> SHELF = List.of("Broom.java", "TidyTest.java");

    private final Broom broom = new Broom();

    @Test
    void the_house_is_tidy() throws IOException {
        List<Sin> sins = new ArrayList<>();
        List<Path> files = sources();
        for (Path file : files) {
            sins.addAll(broom.sweep(name(file), Files.readString(file)));
        }
        assertTrue(files.size() > SHELF.size(), "the broom saw the house");
        assertEquals(List.of(), sins, sins.stream().map(Sin::toString).collect(Collectors.joining("\n")));
    }

    @Test
    void every_package_says_what_it_is_and_that_null_is_named() throws IOException {
        List<Path> mute = new ArrayList<>();
        for (Path file : sources()) {
            Path room = file.resolveSibling("package-info.java");
            if (name(file).startsWith("src/main/") && !isMarked(room) && !mute.contains(room)) {
                mute.add(room);
            }
        }
        assertEquals(List.of(), mute, "package-info.java with a sentence, @NullMarked and @CheckReturnValue");
    }

    private static boolean isMarked(Path room) throws IOException {
        if (!Files.exists(room)) {
            return false;
        }
        String text = Files.readString(room);
        return text.startsWith("/**") && text.contains("@NullMarked") && text.contains("@CheckReturnValue");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    src/main/java/vn/phusong/web/A.java      | // TODO later
                    src/test/java/vn/phusong/web/A.java      | // FIXME later
                    src/main/java/vn/phusong/web/A.java      | long now = System.currentTimeMillis();
                    src/main/java/vn/phusong/journal/A.java  | Instant now = Instant.now();
                    src/main/java/vn/phusong/web/A.java      | LocalDate today = LocalDate.now();
                    src/main/java/vn/phusong/ingest/A.java   | Thread.sleep(10);
                    src/test/java/vn/phusong/ingest/A.java   | Thread.sleep(10);
                    src/main/java/vn/phusong/ingest/A.java   | } catch (Exception e) {
                    src/main/java/vn/phusong/ingest/A.java   | } catch (Throwable t) {
                    src/main/java/vn/phusong/ingest/A.java   | e.printStackTrace();
                    src/main/java/vn/phusong/ingest/A.java   | @SuppressWarnings("unchecked")
                    src/test/java/vn/phusong/ingest/A.java   | @Disabled
                    src/test/java/vn/phusong/ingest/A.java   | assumeTrue(broker.isThere());
                    src/test/java/vn/phusong/ingest/A.java   | @EnabledOnOs(OS.LINUX)
                    src/test/java/vn/phusong/ingest/A.java   | import org.mockito.Mockito;
                    src/main/java/vn/phusong/util/Strings.java     | final class Strings {}
                    src/main/java/vn/phusong/web/impl/PageImpl.java | final class PageImpl {}
                    """)
    void the_broom_catches(String file, String line) {
        List<Sin> sins = broom.sweep(file, "package a;\n\n" + line + "\n");
        assertEquals(1, sins.size(), sins.toString());
        assertTrue(sins.get(0).toString().startsWith(file + ":"), sins.toString());
    }

    @Test
    void the_broom_catches_a_file_of_251_lines_and_lets_250_pass() {
        String file = "src/main/java/vn/phusong/web/A.java";
        assertEquals(List.of(), broom.sweep(file, "// line\n".repeat(250)));
        assertEquals(1, broom.sweep(file, "// line\n".repeat(251)).size());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    src/main/java/vn/phusong/ingest/A.java   | } catch (Exception e) { // thread's top
                    src/main/java/vn/phusong/ingest/A.java   | } catch (IOException e) {
                    src/main/java/vn/phusong/App.java        | Instant now = Instant.now();
                    src/main/java/vn/phusong/simulate/A.java | long now = System.currentTimeMillis();
                    src/main/java/vn/phusong/web/A.java      | Instant now = Instant.now(clock);
                    """)
    void the_broom_leaves_alone(String file, String line) {
        assertEquals(List.of(), broom.sweep(file, line + "\n"));
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> all = Files.walk(Path.of(root))) {
                all.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !SHELF.contains(file.getFileName().toString()))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static String name(Path file) {
        return file.toString().replace('\\', '/');
    }
}
