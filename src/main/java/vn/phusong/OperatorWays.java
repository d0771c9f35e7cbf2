package vn.phusong;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.alert.Channel;
import vn.phusong.alert.Mail;
import vn.phusong.alert.MailSettings;
import vn.phusong.alert.Signature;
import vn.phusong.alert.Webhook;
import vn.phusong.alert.WebhookSettings;

/** The ways to the operators that the settings name; none of them is a way to the department. */
final class OperatorWays {
    private OperatorWays() {}

    static List<Channel> open(Vertx vertx, Settings settings, InstantSource clock) throws Failure {
        List<Channel> ways = new ArrayList<>();
        if (settings.given("operators.webhook.url").isPresent()) {
            ways.add(new Webhook(vertx, webhook(settings), clock));
        }
        if (settings.given("operators.mail.to").isPresent()) {
            if (settings.given("mail.host").isEmpty()) {
                throw new Failure("operators.mail.to: mail.host is empty, so no mail is sent");
            }
            MailSettings server = Channels.mail(settings);
            for (String recipient : recipients(settings)) {
                ways.add(new Mail(vertx, server, recipient));
            }
        }
        return ways;
    }

    private static WebhookSettings webhook(Settings settings) throws Failure {
        try {
            return new WebhookSettings(
                    WebhookSettings.address(settings.text("operators.webhook.url")),
                    settings.given("operators.webhook.authorization").orElse(null),
                    Signature.of(List.of(settings.text("operators.webhook.secret"))),
                    1,
                    settings.millis("webhook.timeout"));
        } catch (IllegalArgumentException e) {
            throw new Failure("operators.webhook.url or operators.webhook.secret: " + e.getMessage());
        }
    }

    private static List<String> recipients(Settings settings) throws Failure {
        try {
            return MailSettings.addresses(settings.text("operators.mail.to"));
        } catch (IllegalArgumentException e) {
            throw new Failure("operators.mail.to: " + e.getMessage());
        }
    }
}
