package vn.phusong.alert;

import java.util.function.Function;

/**
 * A way to the operators: a channel of the house that carries letters about ourselves, never a notice.
 *
 * @param form what a letter looks like there; equal letters, equal bytes
 */
public record OwnWay(Channel channel, Function<OwnLetter, byte[]> form) {
    public static OwnWay by(Webhook webhook) {
        return new OwnWay(webhook, OwnLetter::json);
    }

    /** @param from our own address */
    public static OwnWay by(Mail mail, String from, String to) {
        return new OwnWay(mail, letter -> letter.mail(from, to));
    }

    String name() {
        return channel.name();
    }
}
