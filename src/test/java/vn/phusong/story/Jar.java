package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jar as it is shipped, run as {@code bin/phusong} runs it. */
final class Jar {
    private static final long ENDS_WITHIN_S = 120;

    private Jar() {}

    /** What one command came to. */
    record Ran(int exit, String out, String err) {
        /** The only line that says why; a wrong usage has more below it. */
        String sentence() {
            return err.lines()
                    .filter(line -> line.startsWith("phusong: "))
                    .findFirst()
                    .orElse("");
        }
    }

    /** The settings of a test stand in the environment: no fixed port, a folder of its own, nothing from outside. */
    static ProcessBuilder command(List<String> before, Path data, Map<String, String> settings, List<String> words) {
        String jar = System.getProperty("phusong.jar", "target/phusong.jar");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-jar", jar));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PHUSONG_"));
        environment.put("PHUSONG_DATA_DIR", data.toString());
        environment.put("PHUSONG_MQTT_PORT", "0");
        environment.put("PHUSONG_WEB_PORT", "0");
        settings.forEach((key, value) -> environment.put(
                "PHUSONG_" + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
        return builder;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Runs a command to its end. */
    static Ran run(Path data, Map<String, String> settings, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("phusong-out", ".txt");
        Path err = Files.createTempFile("phusong-err", ".txt");
        try {
            Process process = command(List.of(), data, settings, List.of(words))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS), () -> "does not end: " + List.of(words));
            } finally {
                process.destroyForcibly();
            }
            return new Ran(process.exitValue(), read(out), read(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
