package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded history of another past, taken away beside the running server. */
class HistoryLostIT {
    private static final int PATIENCE = 450;
    private static final String FILE = "history.duckdb";

    @TempDir
    private Path folder;

    @Test
    void a_history_of_another_past_taken_away_is_filled_again_without_a_restart() throws Exception {
        Path other = folder.resolve("other");
        try (ServerProcess server = ServerProcess.start(other, Map.of())) {
            for (int n = 1; n <= 12; n++) {
                server.importFolder(SmallRegistry.write(folder.resolve("registry-" + n), n, 0, "60s"));
            }
            await(server, "phusong_history_lag_positions", 0);
            server.kill();
        }
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : new String[] {FILE, FILE + ".wal"}) {
            if (Files.exists(other.resolve(name))) {
                assertTrue(Files.exists(Files.copy(other.resolve(name), data.resolve(name))));
            }
        }
        try (ServerProcess server = ServerProcess.start(data, Map.of())) {
            server.importFolder(SmallRegistry.write(folder.resolve("registry"), 1, 0, "60s"));
            await(server, "phusong_history_trouble", 1);
            assertTrue(server.said().contains("Moved away, it is filled again"), server::said);
            Files.delete(data.resolve(FILE));
            await(server, "phusong_history_trouble", 0);
            await(server, "phusong_history_lag_positions", 0);
            assertTrue(Files.exists(data.resolve(FILE)), server::said);
        }
    }

    private static void await(ServerProcess server, String metric, double value) throws Exception {
        for (int i = 0; i < PATIENCE && server.metric(metric) != value; i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        assertEquals(value, server.metric(metric), () -> metric + "\n" + server.said());
    }
}
