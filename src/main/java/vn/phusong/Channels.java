package vn.phusong;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.phusong.alert.AlertSettings;
import vn.phusong.alert.Backoff;
import vn.phusong.alert.Channel;
import vn.phusong.alert.LogChannel;
import vn.phusong.alert.Mail;
import vn.phusong.alert.MailSettings;
import vn.phusong.alert.Signature;
import vn.phusong.alert.Webhook;
import vn.phusong.alert.WebhookSettings;

/** The ways out that the settings name. The log is always one of them. */
final class Channels {
    private static final long FIRST_RETRY_MS = 1_000;

    private Channels() {}

    static AlertSettings alerts(Settings settings) throws Failure {
        return new AlertSettings(
                names(settings),
                settings.text("web.link"),
                AlertSettings.LOADED,
                new Backoff(FIRST_RETRY_MS, settings.millis("webhook.backoff.max")));
    }

    /** Whose receipts settle a notice. */
    static List<String> names(Settings settings) throws Failure {
        List<String> names = new ArrayList<>(List.of(LogChannel.NAME));
        if (settings.given("webhook.url").isPresent()) {
            names.add(Webhook.name(webhook(settings)));
        }
        recipients(settings).forEach(recipient -> names.add(Mail.name(recipient)));
        return names;
    }

    static List<Channel> open(Vertx vertx, Settings settings, InstantSource clock) throws Failure {
        List<Channel> channels = new ArrayList<>(List.of(new LogChannel()));
        if (settings.given("webhook.url").isPresent()) {
            WebhookSettings webhook = new WebhookSettings(
                    webhook(settings),
                    settings.given("webhook.authorization").orElse(null),
                    signature(settings),
                    WebhookSettings.AT_ONCE,
                    settings.millis("webhook.timeout"));
            channels.add(new Webhook(vertx, webhook, clock));
        }
        for (String recipient : recipients(settings)) {
            channels.add(new Mail(vertx, mail(settings), recipient));
        }
        return channels;
    }

    private static List<String> recipients(Settings settings) throws Failure {
        if (settings.given("mail.host").isEmpty()) {
            return List.of();
        }
        try {
            Set<String> all = new LinkedHashSet<>(PolicyFile.mailboxes(settings));
            // Without contacts who have mailboxes somebody must be named here, unless only operators are mailed.
            boolean isNeeded =
                    all.isEmpty() && settings.given("operators.mail.to").isEmpty();
            if (isNeeded || settings.given("mail.to").isPresent()) {
                all.addAll(MailSettings.addresses(settings.text("mail.to")));
            }
            return all.isEmpty() ? List.of() : MailSettings.addresses(String.join(",", all));
        } catch (IllegalArgumentException e) {
            throw new Failure("mail.to, or a contact of alert.policy: " + e.getMessage());
        }
    }

    static MailSettings mail(Settings settings) throws Failure {
        try {
            return new MailSettings(
                    settings.text("mail.host"),
                    settings.whole("mail.port"),
                    MailSettings.Security.valueOf(settings.text("mail.security").toUpperCase(Locale.ROOT)),
                    settings.text("mail.user"),
                    settings.text("mail.password"),
                    settings.text("mail.from"),
                    MailSettings.AT_ONCE,
                    settings.millis("mail.timeout"));
        } catch (IllegalArgumentException e) {
            throw new Failure("mail.from: " + e.getMessage());
        }
    }

    private static Signature signature(Settings settings) throws Failure {
        try {
            return Signature.of(List.of(settings.text("webhook.secret"), settings.text("webhook.secret.previous")));
        } catch (IllegalArgumentException e) {
            throw new Failure("webhook.secret or webhook.secret.previous: " + e.getMessage());
        }
    }

    private static URI webhook(Settings settings) throws Failure {
        try {
            return WebhookSettings.address(settings.text("webhook.url"));
        } catch (IllegalArgumentException e) {
            throw new Failure("webhook.url: " + e.getMessage());
        }
    }
}
