package vn.phusong.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants mistakes and wants the compiler to refuse them, with the flags of the {@code pom.xml} as they stand there.
 */
class CompilerBitesTest {
    private static final Pom POM = Pom.read(Path.of("pom.xml"));

    @TempDir
    private Path folder;

    @Test
    void a_clean_class_passes() throws Exception {
        Verdict verdict = compile("package vn.phusong; final class Planted { int one() { return 1; } }");
        assertEquals(0, verdict.exit, verdict.said);
    }

    @Test
    void a_raw_type_is_refused_by_javac_lint() throws Exception {
        assertRefused("[rawtypes]", "final class Planted { java.util.List list = java.util.List.of(); }");
    }

    @Test
    void a_lost_result_is_refused_by_error_prone() throws Exception {
        assertRefused("[ReturnValueIgnored]", "final class Planted { void lose(String s) { s.strip(); } }");
    }

    @Test
    void a_mere_warning_of_error_prone_is_refused_too() throws Exception {
        assertRefused(
                "[MissingOverride]", "final class Planted { public String toString() { return \"a warning\"; } }");
    }

    @Test
    void a_dropped_promise_of_ours_is_refused() throws Exception {
        assertRefused(
                "[CheckReturnValue]",
                "@com.google.errorprone.annotations.CheckReturnValue final class Planted {"
                        + " static int kept() { return 1; } static void drop() { kept(); } }");
    }

    @Test
    void a_null_is_refused_by_null_away() throws Exception {
        assertRefused("[NullAway]", "final class Planted { String name() { return null; } }");
    }

    @Test
    void a_nullable_that_is_opened_unasked_is_refused_by_null_away() throws Exception {
        assertRefused(
                "[NullAway]",
                "final class Planted { int length(@org.jspecify.annotations.Nullable String s) { return s.length(); } }");
    }

    @Test
    void a_class_outside_a_null_marked_package_is_refused_too() throws Exception {
        Verdict verdict = compile("package vn.phusong.unmarked; final class Planted { Object o() { return null; } }");
        assertTrue(verdict.said.contains("[NullAway]"), verdict.said);
    }

    @Test
    void a_call_newer_than_java_17_is_refused() throws Exception {
        assertRefused("cannot find symbol", "final class Planted { Object o(Thread t) { return t.threadId(); } }");
    }

    private void assertRefused(String name, String source) throws Exception {
        Verdict verdict = compile("package vn.phusong;\n" + source);
        assertNotEquals(0, verdict.exit, "javac let it pass: " + source);
        assertTrue(verdict.said.contains(name), "expected " + name + " but javac said:\n" + verdict.said);
    }

    private record Verdict(int exit, String said) {}

    private Verdict compile(String source) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("Planted.java"), source);
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(POM.compilerFlags());
        command.addAll(
                List.of("-proc:none", "-d", folder.toString(), "-cp", classPath(), "-processorpath", classPath()));
        command.addAll(Stream.of("--release", POM.property("maven.compiler.release"), file.toString())
                .toList());
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return new Verdict(exit, Files.readString(said, UTF_8));
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
