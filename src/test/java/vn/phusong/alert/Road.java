package vn.phusong.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A TCP proxy before a receiver: the road to it, which may be spoilt at any time, also under a connection that is open. */
final class Road implements AutoCloseable {
    /** What becomes of bytes on it. */
    enum Weather {
        CLEAR,
        /** Everything arrives a third of a second late. */
        SLOW,
        /** The way there is clear; when something comes back, it is dropped and both sides are hung up on. */
        LOSES_ANSWERS,
        /** The way there is clear; what comes back is dropped, and nobody hangs up. */
        HALF_OPEN,
        /** Connections are taken, and nothing on them goes anywhere. */
        BLOCKED
    }

    private static final long LATE_MS = 333;

    final AtomicInteger connections = new AtomicInteger();
    volatile Weather weather = Weather.CLEAR;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Deque<Socket> sockets = new ConcurrentLinkedDeque<>();
    private final int receiver;

    Road(int receiver) throws IOException {
        this.receiver = receiver;
        run(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException gone) {
                // One side hung up, or we did.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void open() throws IOException {
        while (true) {
            Socket caller = door.accept();
            connections.incrementAndGet();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), receiver);
            sockets.add(caller);
            sockets.add(behind);
            run(() -> pipe(caller, behind, false));
            run(() -> pipe(behind, caller, true));
        }
    }

    private void pipe(Socket from, Socket to, boolean isBack) throws IOException {
        byte[] bytes = new byte[8_192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                switch (weather) {
                    case CLEAR -> out.write(bytes, 0, n);
                    case SLOW -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LATE_MS));
                        out.write(bytes, 0, n);
                    }
                    case LOSES_ANSWERS -> {
                        if (isBack) {
                            return;
                        }
                        out.write(bytes, 0, n);
                    }
                    case HALF_OPEN -> {
                        if (!isBack) {
                            out.write(bytes, 0, n);
                        }
                    }
                    case BLOCKED -> {}
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
