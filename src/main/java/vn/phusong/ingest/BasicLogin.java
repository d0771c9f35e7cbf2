package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Device id and secret out of an {@code Authorization} header (RFC 7617). Its text form never shows the secret. */
record BasicLogin(String device, String secret) {
    private static final String SCHEME = "Basic ";

    /** Null when the header is absent or of another shape. */
    static @Nullable BasicLogin of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] plain =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String pair = new String(plain, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 ? null : new BasicLogin(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "BasicLogin[" + device + "]";
    }
}
