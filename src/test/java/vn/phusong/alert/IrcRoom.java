package vn.phusong.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** As much of an IRC server as a bot needs to come in and speak: it remembers what was said in its rooms. */
final class IrcRoom implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<String> joined = new LinkedBlockingQueue<>();

    IrcRoom() throws IOException {
        Thread thread = new Thread(this::open, "irc");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        try (Socket guest = door.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = guest.getOutputStream()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(out, line);
            }
        } catch (IOException gone) {
            // The bot or we hung up.
        }
    }

    private void answer(OutputStream out, String line) throws IOException {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "USER" -> say(out, ":irc.example 001 phusongbot :Welcome");
            case "PING" -> say(out, ":irc.example PONG irc.example " + words[1]);
            case "JOIN" -> {
                say(out, ":phusongbot!bot@example JOIN " + words[1]);
                joined.add(words[1]);
            }
            case "NOTICE", "PRIVMSG" -> {
                // It speaks to the keeper of the room too.
                if (words[1].startsWith("#")) {
                    said.add(words[2].substring(1));
                }
            }
            default -> {
                // Nothing that a bot waits for.
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
