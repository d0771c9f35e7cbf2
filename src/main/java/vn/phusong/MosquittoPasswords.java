package vn.phusong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The password file of Mosquitto 2: a line {@code user:$7$iterations$salt$hash} each, PBKDF2 with SHA-512. Lines can only be made from plain secrets: what the
 * journal keeps is another hash of them.
 */
final class MosquittoPasswords {
    /** As mosquitto_passwd has it. Our secrets are 128 random bits, which no number of rounds makes harder to guess. */
    private static final int ITERATIONS = 101;

    private static final int SALT_BYTES = 12;
    private static final int HASH_BITS = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();

    private MosquittoPasswords(Path file) {
        this.file = file;
    }

    /** Begins with what is in {@code file}; makes it, readable only by its owner, when it is not there. */
    static MosquittoPasswords open(Path file) throws Failure {
        MosquittoPasswords passwords = new MosquittoPasswords(file);
        try {
            if (!Files.exists(file)) {
                OwnFile.create(file);
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int colon = line.indexOf(':');
                passwords.lines.put(colon < 0 ? line : line.substring(0, colon), line);
            }
        } catch (IOException e) {
            throw new Failure("the password file " + file + " cannot be read: " + e.getMessage());
        }
        return passwords;
    }

    /** Sets the password of one user; what the others have stays. */
    void put(String user, String secret) throws Failure {
        if (user.isEmpty() || user.chars().anyMatch(c -> c == ':' || c == '#' || c == '+' || c == '/' || c < ' ')) {
            throw new Failure("\"" + user + "\" cannot be a user of Mosquitto: none of : # + / may be in it");
        }
        lines.put(user, user + ':' + hash(secret, salt()));
    }

    /** @return whether it had a line */
    boolean remove(String user) {
        return lines.remove(user) != null;
    }

    int size() {
        return lines.size();
    }

    /** Writes into the same file, so that its owner and its rights stay as somebody set them. */
    void save() throws Failure {
        List<String> all = new ArrayList<>(lines.values());
        try {
            Path written = Files.write(file, all, StandardCharsets.UTF_8);
            assert written.equals(file);
        } catch (IOException e) {
            throw new Failure("the password file " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    static String hash(String secret, byte[] salt) {
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
            Base64.Encoder text = Base64.getEncoder();
            return "$7$" + ITERATIONS + '$' + text.encodeToString(salt) + '$' + text.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java machine has PBKDF2WithHmacSHA512", e);
        }
    }
}
