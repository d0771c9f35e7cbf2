package vn.phusong.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes pseudonyms of households: HMAC-SHA-256, cut to 128 bits, under a secret that lies beside the journal and never in it. The same household gets the
 * same pseudonym as long as the secret stays; without it nobody can go back by trying all households. Any thread.
 */
public final class RegistryHouseholdKey implements UnaryOperator<String> {
    static final String FILE = "household.key";
    private static final int BYTES = 32;
    private static final int PSEUDONYM_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    private RegistryHouseholdKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** @throws IllegalArgumentException when it is not 32 bytes */
    public static RegistryHouseholdKey of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a household key is " + BYTES + " bytes, was " + secret.length);
        }
        return new RegistryHouseholdKey(secret.clone());
    }

    /** A key everyone knows, for work that keeps nothing: dry runs and {@code judge}. */
    public static RegistryHouseholdKey known() {
        return new RegistryHouseholdKey(new byte[BYTES]);
    }

    /**
     * The secret of this data folder, made on first use and readable by its owner only.
     *
     * @throws JournalRefused in one sentence, when it cannot be read, made, or is no key
     */
    public static RegistryHouseholdKey in(Path dataFolder) throws JournalRefused {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(dataFolder, file);
            }
            return new RegistryHouseholdKey(read(file));
        } catch (IOException e) {
            throw new JournalRefused("the household key " + file + " cannot be read or made: " + e.getMessage());
        }
    }

    private static byte[] read(Path file) throws IOException, JournalRefused {
        try {
            byte[] secret = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException notHex) {
            throw new JournalRefused("the household key " + file + " is damaged: it is not hexadecimal");
        }
        throw new JournalRefused("the household key " + file + " is damaged: it is not " + BYTES + " bytes");
    }

    /** Written whole under another name first: half a key would part every household from its past. */
    private static void make(Path folder, Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path draft = Files.createTempFile(folder, FILE, ".new");
        try {
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(
                    draft, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, file);
        } catch (FileAlreadyExistsException another) {
            // Someone else made it in the meantime: theirs holds.
        } finally {
            boolean unused = Files.deleteIfExists(draft);
        }
    }

    @Override
    public String apply(String household) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            byte[] hash = mac.doFinal(household.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, PSEUDONYM_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
