package vn.phusong;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The shipped {@code phusong.properties}: every setting in the order of the file, read as what it is, the manual. */
final class Manual {
    private static final String SHIPPED = "/phusong.properties";

    /**
     * One setting as the manual has it.
     *
     * @param reason one line, for people
     */
    record Entry(String key, String value, String reason, Expectation expectation) {
        /** {@code mqtt.port} is {@code PHUSONG_MQTT_PORT}. */
        String variable() {
            return "PHUSONG_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
        }

        boolean isSecret() {
            return expectation.kind() == Kind.SECRET;
        }
    }

    private Manual() {}

    static Map<String, Entry> shipped() {
        try (InputStream in = Manual.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without its manual " + SHIPPED);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the manual " + SHIPPED, e);
        }
    }

    /** @throws IllegalArgumentException if a setting has no line that ends in brackets above it, or stands there twice */
    static Map<String, Entry> read(String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String above = "";
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("#") || equals < 0) {
                above = line;
                continue;
            }
            Entry entry = entry(line.substring(0, equals), line.substring(equals + 1), above);
            if (entries.put(entry.key(), entry) != null) {
                throw new IllegalArgumentException("the manual has " + entry.key() + " twice");
            }
            above = "";
        }
        return Collections.unmodifiableMap(entries);
    }

    private static Entry entry(String key, String value, String above) {
        int open = above.lastIndexOf('[');
        if (!above.startsWith("# ") || open < 3 || !above.endsWith("]")) {
            throw new IllegalArgumentException("the manual gives no reason and no [expectation] above " + key);
        }
        Expectation expectation = Expectation.read(above.substring(open + 1, above.length() - 1));
        return new Entry(key, value, above.substring(2, open).strip(), expectation);
    }
}
