package vn.phusong;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.phusong.alert.AlertSettings;
import vn.phusong.alert.Alertmanager;
import vn.phusong.alert.Atlas;
import vn.phusong.alert.Backoff;
import vn.phusong.alert.Cap;
import vn.phusong.alert.CapSettings;
import vn.phusong.alert.Channel;
import vn.phusong.alert.FeedChannel;
import vn.phusong.alert.LogChannel;
import vn.phusong.alert.Mail;
import vn.phusong.alert.MailSettings;
import vn.phusong.alert.MqttOut;
import vn.phusong.alert.MqttOutSettings;
import vn.phusong.alert.Signature;
import vn.phusong.alert.Spot;
import vn.phusong.alert.Templates;
import vn.phusong.alert.Webhook;
import vn.phusong.alert.WebhookSettings;

/** The ways out that the settings name. The log is always one of them. */
final class Channels {
    private static final long FIRST_RETRY_MS = 1_000;

    private Channels() {}

    static AlertSettings alerts(Settings settings) throws Failure {
        return new AlertSettings(names(settings), settings.text("web.link"), AlertSettings.LOADED, retry(settings));
    }

    /** Whose receipts settle a notice. */
    static List<String> names(Settings settings) throws Failure {
        List<String> names = new ArrayList<>(List.of(LogChannel.NAME));
        if (settings.given("webhook.url").isPresent()) {
            names.add(Webhook.name(webhook(settings)));
        }
        if (settings.given("alertmanager.url").isPresent()) {
            names.add(Alertmanager.name(alertmanager(settings)));
        }
        mqttOut(settings).ifPresent(broker -> names.add(MqttOut.name(broker.url())));
        cap(settings).ifPresent(folder -> names.add(Cap.NAME));
        if (settings.isOn("feed.incidents")) {
            names.add(FeedChannel.NAME);
        }
        recipients(settings).forEach(recipient -> names.add(Mail.name(recipient)));
        return names;
    }

    static List<Channel> open(Vertx vertx, Settings settings, Watch watch, Templates templates) throws Failure {
        InstantSource clock = watch.clock();
        List<Channel> channels = new ArrayList<>(List.of(new LogChannel()));
        if (settings.given("webhook.url").isPresent()) {
            WebhookSettings webhook = new WebhookSettings(
                    webhook(settings),
                    settings.given("webhook.authorization").orElse(null),
                    signature(settings),
                    WebhookSettings.AT_ONCE,
                    settings.millis("webhook.timeout"));
            channels.add(new Webhook(
                    vertx,
                    webhook,
                    clock,
                    Webhook.Shape.valueOf(settings.text("webhook.shape").toUpperCase(Locale.ROOT)),
                    templates));
        }
        if (settings.given("alertmanager.url").isPresent()) {
            channels.add(new Alertmanager(
                    vertx,
                    alertmanager(settings),
                    settings.given("alertmanager.authorization").orElse(null),
                    settings.millis("webhook.timeout"),
                    clock));
        }
        mqttOut(settings).ifPresent(broker -> channels.add(new MqttOut(vertx, broker)));
        cap(settings)
                .ifPresent(folder -> channels.add(
                        new Cap(vertx, folder, watch::isSimulated, incident -> Spot.of(watch.registry(), incident))));
        if (settings.isOn("feed.incidents")) {
            channels.add(new FeedChannel());
        }
        Atlas atlas = settings.isOn("mail.map") ? new Atlas(watch::boundaries, watch::registry) : null;
        for (String recipient : recipients(settings)) {
            channels.add(new Mail(vertx, mail(settings), recipient, templates, atlas));
        }
        return channels;
    }

    /** The broker that is told, empty for none. */
    static Optional<MqttOutSettings> mqttOut(Settings settings) {
        return settings.given("mqtt.out.url")
                .map(url -> new MqttOutSettings(
                        URI.create(url),
                        settings.text("mqtt.out.client"),
                        settings.text("mqtt.out.user"),
                        settings.text("mqtt.out.password"),
                        settings.path("mqtt.out.tls.ca").orElse(null),
                        settings.millis("mqtt.out.timeout")));
    }

    /** How CAP is made, empty when it is not. */
    static Optional<CapSettings> cap(Settings settings) throws Failure {
        Optional<Path> folder = settings.path("cap.dir");
        try {
            return folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CapSettings(
                            folder.get(),
                            settings.text("cap.sender"),
                            CapSettings.Status.valueOf(
                                    settings.text("cap.status").toUpperCase(Locale.ROOT)),
                            settings.text("web.link")));
        } catch (IllegalArgumentException e) {
            throw new Failure("cap.sender: " + e.getMessage());
        }
    }

    static Backoff retry(Settings settings) {
        return new Backoff(FIRST_RETRY_MS, settings.millis("webhook.backoff.max"));
    }

    private static List<String> recipients(Settings settings) throws Failure {
        if (settings.given("mail.host").isEmpty()) {
            return List.of();
        }
        try {
            Set<String> all = new LinkedHashSet<>(PolicyFile.mailboxes(settings));
            // Without contacts who have mailboxes somebody must be named here.
            if (all.isEmpty() || settings.given("mail.to").isPresent()) {
                all.addAll(MailSettings.addresses(settings.text("mail.to")));
            }
            return MailSettings.addresses(String.join(",", all));
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
        return address(settings, "webhook.url");
    }

    private static URI alertmanager(Settings settings) throws Failure {
        return address(settings, "alertmanager.url");
    }

    private static URI address(Settings settings, String key) throws Failure {
        try {
            return WebhookSettings.address(settings.text(key));
        } catch (IllegalArgumentException e) {
            throw new Failure(key + ": " + e.getMessage());
        }
    }
}
