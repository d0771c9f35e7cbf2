package vn.phusong;

import java.nio.file.Path;

/**
 * One setting as it holds.
 *
 * @param origin for people: {@code default}, {@code FILE:LINE}, {@code environment NAME}
 * @param base the folder at which a relative path starts
 */
record Setting(Manual.Entry entry, String value, String origin, Path base) {
    /** The value as it may be seen: no secret, and of an address neither password nor query, which often are secrets. */
    String shown() {
        if (entry.isSecret()) {
            return value.isEmpty() ? "" : "***";
        }
        if (entry.expectation().kind() == Kind.URL || entry.expectation().kind() == Kind.BROKER) {
            return value.replaceFirst("//[^/@]*@", "//***@").replaceFirst("[?#].*", "?***");
        }
        return value;
    }

    boolean isAsExpected() {
        return entry.expectation().isMetBy(value, base);
    }

    /** {@code mqtt.port = 99999 (my.properties:3): expected a whole number, from 0 to 65535}. */
    String complaint() {
        return entry.key() + " = " + shown() + " (" + origin + "): expected "
                + entry.expectation().sentence();
    }
}
