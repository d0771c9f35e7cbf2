package vn.phusong.history;

import java.net.URI;

/**
 * Where the InfluxDB 2 server is and how it is asked.
 *
 * @param url http or https, without a path of the API
 * @param org name of the organization
 * @param token with read and write on the buckets of the organization, and nothing more
 * @param database name of the InfluxQL database; the buckets are named after it
 * @param timeoutMs of one request, above 0
 */
public record InfluxSettings(URI url, String org, String token, String database, long timeoutMs) {
    public InfluxSettings {
        if (org.isBlank()) {
            throw new IllegalArgumentException("org must not be empty");
        }
        // It becomes part of bucket names, and stands in quotes in every query.
        if (!database.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "database must be 1 to 64 letters, digits, '_', '.' or '-', was " + database);
        }
        if (timeoutMs <= 0) {
            throw new IllegalArgumentException("timeout must be above 0, was " + timeoutMs + " ms");
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return url + " org " + org + " database " + database;
    }
}
