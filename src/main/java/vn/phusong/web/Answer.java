package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body with its type and tag, rendered and packed once and then sent to whoever asks. Any thread may make one; sending and packing belong to the web's loop.
 */
final class Answer {
    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    private static final int WORTH_PACKING = 1024;

    private final String type;
    private final Buffer body;
    private final String tag;
    // Web loop only.
    private @Nullable Buffer packed;

    Answer(String type, Buffer body) {
        this.type = type;
        this.body = body;
        this.tag = tag(body.getBytes());
    }

    static Answer json(JsonObject json) {
        return new Answer(JSON, json.toBuffer());
    }

    /** Sends this, or 304 when the asker has it already. Of HEAD only the head is sent. */
    void send(HttpServerRequest request, String caching) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, caching);
        response.headers().add(HttpHeaders.VARY, "Accept-Encoding").add(HttpHeaders.VARY, "Accept");
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            Sent.of(response.setStatusCode(304).end());
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        Buffer sent = body;
        if (body.length() >= WORTH_PACKING && takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            sent = packed();
        }
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(sent.length()));
        Sent.of(request.method().equals(io.vertx.core.http.HttpMethod.HEAD) ? response.end() : response.end(sent));
    }

    private boolean isKnown(@Nullable String tags) {
        if (tags == null) {
            return false;
        }
        for (String known : tags.split(",", -1)) {
            if (known.strip().equals(tag) || known.strip().equals("*")) {
                return true;
            }
        }
        return false;
    }

    private static boolean takesGzip(@Nullable String encodings) {
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }

    private Buffer packed() {
        if (packed == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4);
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(body.getBytes());
            } catch (IOException memoryIsNoDisk) {
                throw new UncheckedIOException(memoryIsNoDisk);
            }
            packed = Buffer.buffer(bytes.toByteArray());
        }
        return packed;
    }

    /** Weak, because the packed and the plain body share it. */
    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\""
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, 20) + '"';
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
