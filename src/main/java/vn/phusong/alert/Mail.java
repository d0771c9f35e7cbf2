package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Frozen;

/**
 * Mails notices to one recipient: each is a channel of his own, so that a full mailbox holds nobody else and no mail goes twice to some because of others.
 * Any thread.
 */
public final class Mail implements Channel {
    /** Logins that fail are a slip in our settings, which somebody will mend, not a word about this message (RFC 4954 §6). */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    private final MailClient client;
    private final MailSettings settings;
    private final String recipient;
    private final MailForm form;

    public Mail(Vertx vertx, MailSettings settings, String recipient) {
        this(vertx, settings, recipient, Templates.NONE, null);
    }

    /** @param atlas draws the small map, null for none */
    public Mail(Vertx vertx, MailSettings settings, String recipient, Templates templates, @Nullable Atlas atlas) {
        this.settings = settings;
        this.recipient = recipient;
        this.form = new MailForm(settings.from(), recipient, templates, atlas);
        MailConfig config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.security() == MailSettings.Security.TLS)
                .setStarttls(
                        settings.security() == MailSettings.Security.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setLogin(settings.user().isEmpty() ? LoginOption.DISABLED : LoginOption.REQUIRED)
                .setTrustAll(false)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setConnectTimeout((int) settings.answerMs())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.answerMs())
                .setKeepAlive(false)
                .setMaxPoolSize(settings.atOnce());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user()).setPassword(settings.password());
        }
        this.client = MailClient.create(vertx, config);
    }

    /** For receipts and gauges. */
    public static String name(String recipient) {
        return "mail:" + recipient;
    }

    @Override
    public String name() {
        return name(recipient);
    }

    @Override
    public byte[] compose(Notice notice) {
        return form.bytes(notice);
    }

    @Override
    public byte[] compose(Letter letter) {
        return letter.mail(settings.from(), recipient);
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        return client.sendMail(mail(message.body()))
                .map(taken -> new Answer(Answer.Kind.DELIVERED, "taken by " + settings.host(), 0))
                .timeout(settings.answerMs(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.succeededFuture(answer(failure)));
    }

    @Override
    public int atOnce() {
        return settings.atOnce();
    }

    /** Headers and body as they were fixed; the client adds nothing. */
    private MailMessage mail(byte[] bytes) {
        String whole = new String(bytes, StandardCharsets.US_ASCII);
        int end = whole.indexOf("\n\n");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String header : whole.substring(0, end).split("\n(?! )", -1)) {
            int colon = header.indexOf(": ");
            headers.add(header.substring(0, colon), header.substring(colon + 2));
        }
        return new MailMessage()
                .setFrom(settings.from())
                .setTo(recipient)
                .setHeaders(headers)
                .setFixedHeaders(true)
                .setText(whole.substring(end + 2));
    }

    /** By the reply code (RFC 5321 §4.2.1): 4yz may pass, 5yz will not. */
    private static Answer answer(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SMTPException refusal && refusal.getReplyCode() >= 400) {
                int code = refusal.getReplyCode();
                boolean isForGood = code >= 500 && !LOGIN.contains(code);
                return new Answer(
                        isForGood ? Answer.Kind.SET_ASIDE : Answer.Kind.AGAIN,
                        String.join(" ", refusal.getReplyMessages()),
                        0);
            }
            cause = cause.getCause();
        }
        return Answer.silence(failure);
    }

    @Override
    public void close() {
        client.close().onComplete(done -> {}, gone -> {});
    }
}
