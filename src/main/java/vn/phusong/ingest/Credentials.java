package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.DeviceSecret;

/**
 * Device ids and their secrets, as salted SHA-256. Secrets are made here with 128 random bits, so a fast hash is right: there is nothing to guess. Any
 * thread.
 */
public final class Credentials {
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    // Compared with when the device is unknown, so that an unknown id takes as long as a wrong secret.
    private static final DeviceSecret NOBODY = hash("", new byte[BYTES], "");

    private final Map<String, DeviceSecret> secrets = new ConcurrentHashMap<>();
    private volatile Consumer<String> changed = device -> {};

    /** A new secret: what to tell the device once, and what to keep. */
    public record Issued(String plain, DeviceSecret kept) {}

    public Credentials(Collection<DeviceSecret> known) {
        known.forEach(this::put);
    }

    /** Makes a secret for {@code device}; it works only once {@link #put} after its commit. */
    public static Issued issue(String device) {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        byte[] salt = new byte[BYTES];
        RANDOM.nextBytes(salt);
        String plain = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new Issued(plain, hash(device, salt, plain));
    }

    /** Takes in a secret or a revocation that is durable. */
    public void put(DeviceSecret secret) {
        if (secret.isRevoked()) {
            secrets.remove(secret.device());
        } else {
            secrets.put(secret.device(), secret);
        }
        changed.accept(secret.device());
    }

    /** Who must hear of which device the secret is another now, or none: what was opened with the old one ends. Any thread. */
    void whenChanged(Consumer<String> told) {
        changed = told;
    }

    public boolean has(String device) {
        return secrets.containsKey(device);
    }

    /** Whether {@code plain} is the secret of {@code device}. Takes as long for an unknown device. */
    boolean isValid(String device, @Nullable String plain) {
        DeviceSecret kept = secrets.get(device);
        DeviceSecret against = kept == null ? NOBODY : kept;
        DeviceSecret given = hash(device, against.salt(), plain == null ? "" : plain);
        boolean same = MessageDigest.isEqual(given.sha256(), against.sha256());
        return same && kept != null && plain != null;
    }

    private static DeviceSecret hash(String device, byte[] salt, String plain) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return new DeviceSecret(device, salt, digest.digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
