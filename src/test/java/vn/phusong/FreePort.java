package vn.phusong;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that must be told one before it starts. Below the range from which the system gives ports to whoever asks for any, so that no connection
 * of another test takes it between the look and the start.
 */
public final class FreePort {
    private static final int LEAST = 10_000;
    private static final int BEYOND = 32_000;
    private static final int TRIES = 200;

    private FreePort() {}

    public static int any() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LEAST, BEYOND);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // Somebody's: another one.
            }
        }
        throw new IOException("no free port from " + LEAST + " to " + BEYOND);
    }
}
