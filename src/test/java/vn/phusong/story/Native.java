package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of this machine that a container would run; what it says is in one file. */
final class Native implements AutoCloseable {
    private static final int TRIES = 600;

    private final Process process;
    private final Path log;

    private Native(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** What a program that ended came to. */
    record Ran(int exit, String said) {}

    static Native start(Path log, Map<String, String> environment, List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PHUSONG_"));
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        builder.environment().putAll(environment);
        return new Native(builder.start(), log);
    }

    static Ran run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "ran", ".log");
        try (Native program = start(log, environment, List.of(words))) {
            assertTrue(program.process.waitFor(120, TimeUnit.SECONDS), () -> "does not end: " + List.of(words));
            return new Ran(program.process.exitValue(), program.said());
        }
    }

    static boolean isThere(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
    }

    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of what it is waited for to say. */
    String said(String pattern) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Matcher told = Pattern.compile(pattern).matcher(said());
            if (told.find()) {
                return told.group(1);
            }
            assertFalse(endsWithin(100), this::said);
        }
        throw new IllegalStateException(said());
    }

    /** Waits until the address answers 200. */
    void answers(String address) throws InterruptedException {
        for (int i = 0; i < TRIES && !isWell(address); i++) {
            assertFalse(endsWithin(100), this::said);
        }
        assertTrue(isWell(address), this::said);
    }

    private static boolean isWell(String address) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            return call.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM. */
    void stop() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(45, TimeUnit.SECONDS), "ends in order");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
