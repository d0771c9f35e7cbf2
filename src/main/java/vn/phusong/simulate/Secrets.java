package vn.phusong.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Devices' secrets from a CSV of {@code device_id,secret}. Never written to a log or a message. */
final class Secrets {
    private final Map<String, String> secrets;

    private Secrets(Map<String, String> secrets) {
        this.secrets = secrets;
    }

    static Secrets read(Path file) throws IOException {
        Map<String, String> secrets = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
            int comma = text.indexOf(',');
            if (text.isBlank() || (number == 1 && text.startsWith("device_id,"))) {
                continue;
            }
            if (comma < 1 || comma == text.length() - 1) {
                throw new IOException(file + ", line " + number + ": expected device_id,secret");
            }
            secrets.put(
                    text.substring(0, comma).strip(), text.substring(comma + 1).strip());
        }
        return new Secrets(secrets);
    }

    /** "" for a device without one. */
    String of(String device) {
        return secrets.getOrDefault(device, "");
    }
}
