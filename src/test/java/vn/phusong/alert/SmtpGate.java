package vn.phusong.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Stands before an SMTP server: lets a connection through to it, or answers MAIL FROM itself, or says nothing at all. */
final class SmtpGate implements AutoCloseable {
    static final String OPEN = "";
    static final String HANG = "hang";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Deque<String> answers = new ConcurrentLinkedDeque<>();
    private final Deque<Socket> sockets = new ConcurrentLinkedDeque<>();
    private final int server;

    SmtpGate(int server) throws IOException {
        this.server = server;
        run(this::open);
    }

    /** What becomes of the next connection. */
    void next(String answer) {
        answers.add(answer);
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
                // One side hung up: the other sees it.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void open() throws IOException {
        while (true) {
            Socket caller = door.accept();
            sockets.add(caller);
            String answer = answers.isEmpty() ? OPEN : answers.remove();
            if (answer.equals(OPEN)) {
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.add(behind);
                run(() -> pipe(caller, behind));
                run(() -> pipe(behind, caller));
            } else if (!answer.equals(HANG)) {
                run(() -> refuse(caller, answer));
            }
        }
    }

    private static void pipe(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            long bytes = in.transferTo(out);
            assert bytes >= 0;
        }
    }

    private static void refuse(Socket caller, String answer) throws IOException {
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = caller.getOutputStream()) {
            say(out, "220 gate");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(out, line.startsWith("EHLO") ? "250 gate" : line.startsWith("QUIT") ? "221 bye" : answer);
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
