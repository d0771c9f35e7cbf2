package vn.phusong.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import vn.phusong.journal.Login;

/** One session in memory. Any thread. */
final class Session {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Login login;
    // Written by the web's loop, read by any thread; the later of two wins soon enough.
    private volatile long seenAt;
    private volatile long keptAt;

    Session(Login login) {
        this.login = login;
        this.seenAt = login.seenAt();
        this.keptAt = login.seenAt();
    }

    /** 256 random bits, for the cookie; kept nowhere. */
    static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** What is kept of a token. There is nothing to guess in 256 random bits, so a fast hash is right. */
    static String kept(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    /** What the page must say beside the cookie: only who may read our answers can know it, and nobody finds the token from it. */
    static String csrf(String token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf " + token));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Login login() {
        return login;
    }

    boolean isOver(long now, PeopleSettings.Span span) {
        return now - seenAt >= span.idleMs() || now >= endsAt(span);
    }

    long endsAt(PeopleSettings.Span span) {
        return login.begunAt() + span.wholeMs();
    }

    /** Whether that is worth keeping, so that a restart knows it too. */
    boolean isSeen(long now, PeopleSettings.Span span) {
        seenAt = Math.max(seenAt, now);
        if (now - keptAt < span.idleMs() / 10) {
            return false;
        }
        keptAt = now;
        return true;
    }
}
