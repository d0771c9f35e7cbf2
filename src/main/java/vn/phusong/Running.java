package vn.phusong;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ctrl-C and SIGTERM end a running program in order. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private Running() {}

    /** What is done at the end. */
    interface Ending {
        void stop() throws Failure, InterruptedException;
    }

    /** Returns at once; the program goes on until it is told to stop. */
    static int untilStopped(Ending ending) {
        CountDownLatch never = new CountDownLatch(1);
        Thread keeper = new Thread(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "main");
        keeper.start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                ending.stop();
                            } catch (Failure e) {
                                LOG.error("the end was not in order: {}", e.getMessage());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "ending"));
        return Main.RUNNING;
    }
}
