package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.phusong.FreePort;
import vn.phusong.ingest.Mosquitto;

/** The files of {@code mosquitto/} as they are shipped, with only their places and ports changed, for a real Mosquitto of the test's own. */
final class Shipped {
    private final Path folder;
    private final int port = FreePort.any();

    /** The plain listener only, and the passwords of {@code secrets} (device, secret) by our own verb. */
    Shipped(Path folder, Map<String, String> secrets) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("config/listeners"));
        Files.createDirectories(folder.resolve("config/certificates"));
        copy("mosquitto.conf", "config/mosquitto.conf");
        copy("acl", "config/acl");
        listener("plain.conf", "plain.conf", "listener 1883", "listener " + port + " 127.0.0.1");
        StringBuilder rows = new StringBuilder("device_id,secret\n");
        secrets.forEach((device, secret) -> rows.append(device + ',' + secret + '\n'));
        Path file = Files.writeString(folder.resolve("secrets.csv"), rows);
        Jar.Ran ran = Jar.run(
                folder.resolve("none"),
                Map.of(),
                "mosquitto",
                "passwords",
                file.toString(),
                folder.resolve("config/passwords").toString());
        assertEquals(0, ran.exit(), ran.err());
        if (Mosquitto.isRoot()) {
            // Else it becomes the user of its package, who may not write here.
            replace("config/mosquitto.conf", "persistence true", "user root\npersistence true");
        }
    }

    /** Switches a listener on that is shipped switched off, on a port of {@code localhost}. */
    void listener(String file, int shippedPort, int itsPort) throws IOException {
        listener(file + ".off", file, "listener " + shippedPort, "listener " + itsPort + " localhost");
    }

    private void listener(String from, String to, String shipped, String here) throws IOException {
        copy("listeners/" + from, "config/listeners/" + to);
        replace("config/listeners/" + to, shipped, here);
    }

    /** A file where the configuration looks for certificates, under the name it has there. */
    void certificate(Path file, String name) throws IOException {
        Path copied = Files.copy(file, folder.resolve("config/certificates").resolve(name));
        assertTrue(Files.exists(copied));
    }

    Mosquitto start() throws IOException {
        return Mosquitto.start(folder.resolve("config/mosquitto.conf"), port);
    }

    private void copy(String from, String to) throws IOException {
        String text = Files.readString(Path.of("mosquitto").resolve(from));
        Path written = Files.writeString(folder.resolve(to), text.replace("/mosquitto/", folder + "/"));
        assertTrue(Files.exists(written));
    }

    void replace(String file, String what, String with) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(what), file + " has " + what);
        assertTrue(Files.exists(Files.writeString(path, text.replace(what, with))));
    }
}
