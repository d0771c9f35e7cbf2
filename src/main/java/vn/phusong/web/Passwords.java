package vn.phusong.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as Argon2id (RFC 9106), kept in the text form of the PHC, which holds salt and parameters. Takes some 50 ms and the settings' memory each time: on
 * a worker only.
 */
final class Passwords {
    private static final Pattern KEPT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LONGEST = 200;
    /** No letter that is taken for another when it is read from a screen. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PeopleSettings.Password settings;
    /** Compared with when there is no such account, so that an unknown name takes as long as a wrong password. */
    private final String nobody;

    Passwords(PeopleSettings.Password settings) {
        this.settings = settings;
        this.nobody = hash(once());
    }

    /** A one-time password to read aloud or copy: 99 random bits. */
    static String once() {
        StringBuilder once = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            once.append(i > 0 && i % 5 == 0 ? "-" : "").append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return once.toString();
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] hash = argon2(password, salt, settings.memoryKb(), settings.passes());
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + settings.memoryKb() + ",t=" + settings.passes() + ",p=1$"
                + text.encodeToString(salt) + '$' + text.encodeToString(hash);
    }

    /** Whether {@code given} is the password that was kept; null for an account there is not. Takes as long either way. */
    boolean isRight(@Nullable String kept, String given) {
        Matcher own = KEPT.matcher(kept == null ? nobody : kept);
        boolean isThere = own.matches() && kept != null;
        Matcher parts = isThere ? own : KEPT.matcher(nobody);
        if (!isThere && !parts.matches()) {
            throw new IllegalStateException("our own hash is not in our own form");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        byte[] hash = argon2(
                given.length() > LONGEST ? "" : given,
                Base64.getDecoder().decode(parts.group(3)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)));
        return MessageDigest.isEqual(expected, hash) && isThere;
    }

    /** Whether it was hashed by other parameters than the settings ask for now. */
    boolean isOld(String kept) {
        return !kept.startsWith("$argon2id$v=19$m=" + settings.memoryKb() + ",t=" + settings.passes() + ",p=1$");
    }

    /** What is wrong with a new password, null when nothing is. */
    @Nullable
    String complaint(String name, String password) {
        if (password.codePointCount(0, password.length()) < settings.shortest()) {
            return "a password must have at least " + settings.shortest() + " characters";
        }
        if (password.length() > LONGEST) {
            return "a password must have at most " + LONGEST + " characters";
        }
        if (kinds(password) < settings.kinds()) {
            return "a password must hold " + settings.kinds()
                    + " of: small letters, capitals, digits, other characters";
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.contains(name) || plain.chars().distinct().count() < 5) {
            return "a password must not hold the account's name, nor the same few characters again and again";
        }
        return null;
    }

    private static long kinds(String password) {
        return password.codePoints()
                .map(letter -> Character.isLowerCase(letter)
                        ? 0
                        : Character.isUpperCase(letter) ? 1 : Character.isDigit(letter) ? 2 : 3)
                .distinct()
                .count();
    }

    /** Letters with marks are one password however the keyboard composed them (RFC 8265: NFC). */
    private static byte[] argon2(String password, byte[] salt, int memoryKb, int passes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKb)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        int bytes = argon2.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8), hash);
        assert bytes == HASH_BYTES;
        return hash;
    }
}
