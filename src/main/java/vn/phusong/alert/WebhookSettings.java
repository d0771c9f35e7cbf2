package vn.phusong.alert;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * @param address where notices are posted, {@code http} or {@code https}
 * @param authorization the value of the {@code Authorization} header, null for none
 * @param signature signs every post, unless it has no secret
 * @param atOnce at most so many posts are under way
 * @param answerMs so long the receiver has to answer one post
 */
public record WebhookSettings(
        URI address, @Nullable String authorization, Signature signature, int atOnce, long answerMs) {
    public static final int AT_ONCE = 4;

    public WebhookSettings {
        if (atOnce < 1 || answerMs < 1) {
            throw new IllegalArgumentException(
                    "at once and answer time must be above 0, were " + atOnce + " and " + answerMs + " ms");
        }
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
