package vn.phusong.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes a fixed number of readings as fast as they are acknowledged: MQTT 3.1.1, QoS 1, pipelined, times from one minute ago in steps of a second. Says
 * "connected" and begins at the first line of its standard input.
 *
 * <p>Arguments: port, readings, devices, connections, then a file of device,secret when each connection is one device that logs in.
 */
public final class Burst {
    private static final int WINDOW = 2_000;
    private static final String[] PLMNS = {"45201", "45202", "45204", "45205"};

    private final int readings;
    private final int devices;
    private final int connections;
    private final long base = System.currentTimeMillis() - 60_000;
    private final byte[][] said;

    private Burst(int readings, int devices, int connections) {
        this.readings = readings;
        this.devices = devices;
        this.connections = connections;
        // Written before anything is measured: two processors are shared with those that are.
        said = new byte[readings][];
        for (int i = 0; i < readings; i++) {
            said[i] = reading(i);
        }
    }

    public static void main(String[] words) throws Exception {
        int port = Integer.parseInt(words[0]);
        Burst burst = new Burst(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        Map<String, String> secrets = words.length > 4 ? secrets(Path.of(words[4])) : Map.of();
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < burst.connections; i++) {
            links.add(new Link(port, secrets.isEmpty() ? "burst-" + i : device(i), secrets.get(device(i))));
            // The door takes so many new connections a second and no more.
            LockSupport.parkNanos(secrets.isEmpty() ? 0 : 1_000_000);
        }
        System.out.println("connected");
        if (System.in.read() < 0) {
            return;
        }
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        // Of thousands of connections each says all it has at once; few are kept full.
        int speakers = Math.min(burst.connections, 8);
        for (int s = 0; s < speakers; s++) {
            int speaker = s;
            threads.add(new Thread(() -> burst.speak(links, speaker, speakers)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(
                Locale.ROOT, "acknowledged %d in %.2f s%n", burst.readings, (System.nanoTime() - begun) / 1e9);
        for (Link link : links) {
            link.close();
        }
    }

    private static Map<String, String> secrets(Path file) throws IOException {
        Map<String, String> secrets = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int comma = line.indexOf(',');
            secrets.put(line.substring(0, comma), line.substring(comma + 1));
        }
        return secrets;
    }

    private void speak(List<Link> links, int speaker, int speakers) {
        try {
            for (int i = speaker; i < links.size(); i += speakers) {
                Link link = links.get(i);
                int expected = (readings - i + connections - 1) / connections;
                Thread listener = new Thread(() -> link.listen(expected));
                if (connections == speakers) {
                    listener.start();
                }
                for (int r = i; r < readings; r += connections) {
                    link.publish("phusong/v1/" + device(r % devices) + "/telemetry", said[r]);
                }
                link.flush();
                if (connections == speakers) {
                    listener.join();
                }
            }
            for (int i = speaker; i < links.size() && connections != speakers; i += speakers) {
                links.get(i).listen((readings - i + connections - 1) / connections);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String device(int i) {
        return String.format(Locale.ROOT, "dev%05d", i);
    }

    private byte[] reading(int i) {
        int round = i / devices;
        int mixed = (i % devices) * 0x9E3779B1 ^ round * 40_503;
        int noise = (mixed ^ mixed >>> 13) & 0xFFFFFF;
        String at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.ofInstant(Instant.ofEpochSecond(base / 1000 + round), ZoneOffset.ofHours(7)));
        return String.format(
                        Locale.ROOT,
                        "{\"seq\":%d,\"t\":\"%s\",\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%d,\"rsrq\":%.1f,\"sinr\":%.1f}],\"power\":\"mains\"}",
                        round,
                        at,
                        PLMNS[i % devices % PLMNS.length],
                        -80 - noise % 40,
                        -5.6 - (noise >> 8) % 20 / 2.0,
                        0.5 + (noise >> 16) % 250 / 10.0)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** One session: publishes that are on their way, and their acknowledgements. */
    private static final class Link {
        private final Socket socket;
        private final DataOutputStream out;
        private final DataInputStream in;
        private final Semaphore free = new Semaphore(WINDOW);
        private int published;

        Link(int port, String client, String secret) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 14));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            byte[] id = client.getBytes(StandardCharsets.UTF_8);
            byte[] word = secret == null ? new byte[0] : secret.getBytes(StandardCharsets.UTF_8);
            head(0x10, 10 + 2 + id.length + (secret == null ? 0 : 4 + id.length + word.length));
            out.write(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 4, (byte) (secret == null ? 2 : 0xC2), 0, 0});
            text(id);
            if (secret != null) {
                text(id);
                text(word);
            }
            out.flush();
            int answer = in.readInt();
            if (answer != 0x20020000) {
                throw new IOException("CONNACK " + Integer.toHexString(answer));
            }
        }

        void publish(String topic, byte[] payload) throws IOException, InterruptedException {
            if (!free.tryAcquire()) {
                out.flush();
                free.acquire();
            }
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            head(0x32, 4 + name.length + payload.length);
            text(name);
            published++;
            out.writeShort(1 + (published - 1) % 65_535);
            out.write(payload);
        }

        void flush() throws IOException {
            out.flush();
        }

        /** Until so many are acknowledged. */
        void listen(int expected) {
            try {
                for (int heard = 0; heard < expected; heard++) {
                    int answer = in.readInt();
                    if (answer >>> 16 != 0x4002) {
                        throw new IOException("no PUBACK: " + Integer.toHexString(answer));
                    }
                    free.release();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        void close() throws IOException {
            out.writeShort(0xE000);
            out.flush();
            socket.close();
        }

        private void head(int type, int length) throws IOException {
            out.write(type);
            int left = length;
            do {
                int next = left >> 7;
                out.write((left & 0x7F) | (next > 0 ? 0x80 : 0));
                left = next;
            } while (left > 0);
        }

        private void text(byte[] bytes) throws IOException {
            out.writeShort(bytes.length);
            out.write(bytes);
        }
    }
}
