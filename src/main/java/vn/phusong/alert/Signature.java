package vn.phusong.alert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs posts by the symmetric scheme of Standard Webhooks 1.0: {@code v1,} and the Base64 of HMAC-SHA256 over {@code <id>.<timestamp>.<body>}, once for each
 * secret, so that a receiver may change to the new one at any time while both are set. Any thread.
 */
public final class Signature {
    private static final String PREFIX = "whsec_";
    /** The scheme asks for 24 to 64 bytes. */
    private static final int LEAST_BYTES = 24;

    private static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private Signature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets the one in force first; the empty ones are not counted, and none means that nothing is signed
     * @throws IllegalArgumentException in one sentence that does not tell the secret
     */
    public static Signature of(List<String> secrets) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String secret : secrets) {
            if (!secret.isEmpty()) {
                keys.add(new SecretKeySpec(bytes(secret), ALGORITHM));
            }
        }
        return new Signature(List.copyOf(keys));
    }

    private static byte[] bytes(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                // Said below, as for any other secret that is none.
            }
        }
        throw new IllegalArgumentException("a webhook's secret is " + PREFIX + " and the Base64 of " + LEAST_BYTES
                + " to " + MOST_BYTES + " bytes");
    }

    boolean isOn() {
        return !keys.isEmpty();
    }

    /** The {@code webhook-signature} header. */
    String header(String id, long epochSeconds, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return keys.stream()
                .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, signed.toByteArray())))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SecretKeySpec key, byte[] signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
