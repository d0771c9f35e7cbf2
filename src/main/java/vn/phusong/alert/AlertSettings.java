package vn.phusong.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param webhook where notices are posted, {@code http} or {@code https}; null for the log only
 * @param authorization the value of the {@code Authorization} header, null for none
 * @param link address of our page as its readers reach it, without a slash at the end; empty for none
 * @param loaded at most so many notices are held in memory (one event's notices are never parted); the rest wait in the journal
 * @param atOnce at most so many posts are under way
 * @param answerMs so long the receiver has to answer one post
 * @param retry waits between tries of one notice
 */
public record AlertSettings(
        @Nullable URI webhook,
        @Nullable String authorization,
        String link,
        int loaded,
        int atOnce,
        long answerMs,
        Backoff retry) {
    /** Log only; 256 loaded, 4 at once, 10 s for an answer, retries after 1 s up to 5 min. */
    public static final AlertSettings LOG_ONLY =
            new AlertSettings(null, null, "", 256, 4, 10_000, new Backoff(1_000, 300_000));

    public AlertSettings {
        if (loaded < 1 || atOnce < 1 || answerMs < 1) {
            throw new IllegalArgumentException("loaded, at once and answer time must be above 0, were " + loaded + ", "
                    + atOnce + " and " + answerMs + " ms");
        }
    }

    public AlertSettings withWebhook(URI address) {
        return new AlertSettings(address, authorization, link, loaded, atOnce, answerMs, retry);
    }

    /** Whose receipts settle a notice: the log, and the webhook if there is one. */
    public List<String> channels() {
        return webhook == null
                ? List.of(AlertFollower.LOG_CHANNEL)
                : List.of(AlertFollower.LOG_CHANNEL, Webhook.channel(webhook));
    }

    /**
     * The address a setting names.
     *
     * @throws IllegalArgumentException in one sentence, for anything but an absolute http or https address
     */
    public static URI address(String text) {
        try {
            URI address = new URI(text);
            boolean isHttp =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (isHttp && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other address that is none.
        }
        throw new IllegalArgumentException(
                "a webhook is an http or https address with a host and no user name in it, was \"" + text + "\"");
    }
}
