package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FollowerThreadTest {
    @Test
    void what_a_task_throws_is_logged_and_the_next_one_runs() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        CountDownLatch next = new CountDownLatch(2);
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (FollowerThread thread = FollowerThread.named("played")) {
            thread.run(() -> {
                throw new IllegalStateException("handed in");
            });
            thread.after(1, () -> {
                throw new IllegalStateException("waited");
            });
            thread.run(next::countDown);
            thread.after(50, next::countDown);
            assertTrue(next.await(10, TimeUnit.SECONDS), "the thread goes on");
        } finally {
            System.setErr(before);
        }
        String log = said.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("handed in"), log);
        assertTrue(log.contains("waited"), log);
        assertTrue(log.contains("played"), log);
    }
}
