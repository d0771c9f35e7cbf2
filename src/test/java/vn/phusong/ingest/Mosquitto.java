package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.phusong.FreePort;

/** The real broker as its own process, on ports of this machine only. Needs the package mosquitto; without it this fails. */
public final class Mosquitto implements AutoCloseable {
    private static final long READY_WITHIN_S = 20;
    private static final String LISTENING = "0A";

    private final Path configuration;
    private final int port;
    private Process process;

    private Mosquitto(Path configuration, int port) throws IOException {
        this.configuration = configuration;
        this.port = port;
        begin();
    }

    /** @param port a plain listener the configuration names */
    public static Mosquitto start(Path configuration, int port) throws IOException {
        return new Mosquitto(configuration, port);
    }

    /** Lets everybody in and keeps everything; {@code more} lines after that. */
    public static Mosquitto open(Path folder, List<String> more) throws IOException {
        int port = FreePort.any();
        StringBuilder text = new StringBuilder("listener " + port + " 127.0.0.1\nallow_anonymous true\n"
                + "persistence true\npersistence_location " + folder + "/\nautosave_interval 5\n"
                + "max_queued_messages 0\nmax_inflight_messages 2000\nsys_interval 1\n");
        if (isRoot()) {
            // Else it becomes the user of its package, who may not write here.
            text.append("user root\n");
        }
        more.forEach(line -> text.append(line).append('\n'));
        return start(Files.writeString(folder.resolve("mosquitto.conf"), text), port);
    }

    public static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void begin() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("mosquitto", "-c", configuration.toString());
        builder.environment().merge("PATH", ":/usr/sbin:/usr/local/sbin", String::concat);
        String program = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        builder.command(program, "-c", configuration.toString());
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
        // Alive, too: another's program may answer on the port over which ours just failed.
        while (!isOpen() || !process.isAlive()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("mosquitto does not start:\n" + said());
            }
            Thread.onSpinWait();
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Every port it listens on, as the operating system sees it. */
    public Set<Integer> listensOn() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                own.add(link(file));
            }
        }
        Set<Integer> ports = new TreeSet<>();
        for (String family : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net/" + family))) {
                String[] words = line.strip().split("\\s+", -1);
                if (words[3].equals(LISTENING) && own.contains("socket:[" + words[9] + "]")) {
                    ports.add(Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    /** Where it leads; nowhere when it was closed meanwhile. */
    private static String link(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    private Path log() {
        return configuration.resolveSibling("mosquitto.log");
    }

    public String said() {
        try {
            return Files.exists(log()) ? Files.readString(log()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM: it saves everything and goes. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "mosquitto ends");
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "mosquitto is killed");
    }

    public void again() throws IOException {
        begin();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
