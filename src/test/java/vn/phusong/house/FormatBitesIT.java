package vn.phusong.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants a badly set page and wants Spotless, with the build file as it stands, to refuse it. */
class FormatBitesIT {
    private static final String WELL_SET = "package vn.phusong;\n\nfinal class Planted {\n    int one = 1;\n}\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void a_house_with_our_build_file() throws IOException {
        Files.createDirectories(folder.resolve(".mvn"));
        Files.createDirectories(folder.resolve("src/main/java/vn/phusong"));
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        Files.copy(Path.of(".mvn/jvm.config"), folder.resolve(".mvn/jvm.config"));
    }

    @Test
    void a_well_set_page_passes() throws Exception {
        plant(WELL_SET);
        assertEquals(0, check(), said());
    }

    @Test
    void a_badly_set_page_is_refused_and_named() throws Exception {
        plant(WELL_SET.replace("    int", "  int"));
        assertNotEquals(0, check(), said());
        assertTrue(said().contains("Planted.java"), said());
    }

    private void plant(String source) throws IOException {
        Files.writeString(folder.resolve("src/main/java/vn/phusong/Planted.java"), source);
    }

    private int check() throws IOException, InterruptedException {
        return new ProcessBuilder(System.getProperty("phusong.maven"), "-B", "-q", "spotless:check")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start()
                .waitFor();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"), UTF_8);
    }
}
