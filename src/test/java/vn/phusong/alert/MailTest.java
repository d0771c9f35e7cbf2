package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real SMTP server; a gate before it refuses what the test wants refused. */
class MailTest extends ChannelContract {
    private static final String RECIPIENT = "truc.ban@example.vn";

    /** A server, the gate before it, and a channel to the gate. */
    private static final class Post implements Peer {
        private final Vertx vertx = Vertx.vertx();
        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        private final SmtpGate gate;

        Post() throws Exception {
            server.start();
            gate = new SmtpGate(server.getSmtp().getPort());
        }

        @Override
        public Channel channel() {
            return mail(vertx, gate.port());
        }

        @Override
        public int many() {
            return 100;
        }

        @Override
        public boolean can(Manner manner) {
            return true;
        }

        @Override
        public void next(Manner manner) {
            gate.next(
                    switch (manner) {
                        case TAKE -> SmtpGate.OPEN;
                        case REFUSE -> "550 5.1.1 no such mailbox";
                        case LATER -> "451 4.3.0 try again later";
                        case HANG -> SmtpGate.HANG;
                    });
        }

        @Override
        public List<Got> got() throws Exception {
            List<Got> got = new ArrayList<>();
            for (MimeMessage message : server.getReceivedMessages()) {
                got.add(new Got(
                        message.getHeader("X-Phusong-Notice", null), part(message, 0) + "\n" + part(message, 1)));
            }
            return got;
        }

        @Override
        public void stop() throws Exception {
            gate.close();
            server.stop();
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    Peer peer() throws Exception {
        return new Post();
    }

    private static Mail mail(Vertx vertx, int port) {
        return new Mail(
                vertx,
                new MailSettings(
                        "127.0.0.1", port, MailSettings.Security.NONE, "", "", "phusong@phusong.example", 2, 3_000),
                RECIPIENT);
    }

    private static String part(MimeMessage message, int n) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(n).getContent();
    }

    @Test
    void a_mail_says_it_in_vietnamese_first_then_in_english_as_text_and_as_html() throws Exception {
        Post post = (Post) peer;
        post.next(Manner.TAKE);
        assertEquals(
                Answer.Kind.DELIVERED, deliver(frozen(notice("gn-1-m1", 1, 2))).kind());
        MimeMessage message = post.server.getReceivedMessages()[0];
        assertEquals(
                "[đã khắc phục] Thôn Bản Co, Xã A: sóng viettel có lại lúc 08:02 01/03/2026 (mất 32 phút, từ 07:30"
                        + " 01/03/2026)",
                message.getSubject());
        assertEquals("Sun, 1 Mar 2026 08:02:00 +0700", message.getHeader("Date", null));
        assertEquals(
                RECIPIENT,
                message.getRecipients(Message.RecipientType.TO)[0].toString().replaceAll("[<>]", ""));
        String text = part(message, 0);
        assertTrue(text.indexOf("sóng viettel có lại") < text.indexOf("viettel mobile service back"), text);
        assertTrue(text.contains("Giờ Việt Nam (UTC+07:00)"), text);
        assertEquals(1, text.split("https://", -1).length - 1, "one link");
        String html = part(message, 1);
        assertTrue(html.indexOf("sóng viettel có lại") < html.indexOf("viettel mobile service back"), html);
        assertEquals(1, html.split("https://", -1).length - 1, "one link");
        assertTrue(message.getContentType().startsWith("multipart/alternative"), message.getContentType());
    }

    @Test
    void what_arrives_is_what_was_fixed_byte_for_byte() throws Exception {
        Post post = (Post) peer;
        Notice notice = notice("gn-1-m1", 1);
        post.next(Manner.TAKE);
        assertEquals(Answer.Kind.DELIVERED, deliver(frozen(notice)).kind());
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        post.server.getReceivedMessages()[0].writeTo(arrived);
        String fixed = new String(channel.compose(notice), StandardCharsets.US_ASCII);
        String body = arrived.toString(StandardCharsets.US_ASCII).replace("\r\n", "\n");
        for (String header : fixed.substring(0, fixed.indexOf("\n\n")).split("\n", -1)) {
            assertTrue(body.contains(header + "\n"), header + " is not in\n" + body);
        }
        assertEquals(
                fixed.substring(fixed.indexOf("\n\n")).strip(),
                body.substring(body.indexOf("\n\n")).strip());
    }

    @Test
    void the_message_id_is_stable_and_each_recipient_has_his_own() {
        Notice notice = notice("gn-1-m1", 1);
        String mine = new String(new MailForm("a@b.vn", "x@y.vn").bytes(notice), StandardCharsets.US_ASCII);
        String again = new String(new MailForm("a@b.vn", "x@y.vn").bytes(notice), StandardCharsets.US_ASCII);
        String other = new String(new MailForm("a@b.vn", "z@y.vn").bytes(notice), StandardCharsets.US_ASCII);
        assertEquals(id(mine), id(again));
        assertTrue(id(mine).matches("<gn-1-m1\\.1\\.[0-9a-f]{8}@b\\.vn>"), id(mine));
        assertTrue(!id(mine).equals(id(other)));
        assertTrue(mine.lines().allMatch(line -> line.length() <= 78), mine);
    }

    private static String id(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow()
                .substring(12);
    }

    @Test
    void a_login_that_fails_is_ours_to_mend_and_sets_nothing_aside() throws Exception {
        Post post = (Post) peer;
        post.gate.next("535 5.7.8 authentication failed");
        assertEquals(Answer.Kind.AGAIN, deliver(frozen(notice("gn-1-m1", 1))).kind());
    }

    @Test
    void a_server_without_starttls_is_not_told_in_clear() throws Exception {
        Post post = (Post) peer;
        try (Channel starttls = new Mail(
                post.vertx,
                new MailSettings(
                        "127.0.0.1",
                        post.server.getSmtp().getPort(),
                        MailSettings.Security.STARTTLS,
                        "",
                        "",
                        "phusong@phusong.example",
                        2,
                        3_000),
                RECIPIENT)) {
            Answer answer = starttls.deliver(frozen(notice("gn-1-m1", 1)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
            assertEquals(0, post.server.getReceivedMessages().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "@b.vn", "a@b.vn,", "a@b.vn\nBcc: c@d.vn", "A <a@b.vn>", "a@b.vn, a@b.vn"})
    void what_is_no_address_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> MailSettings.addresses(text));
    }

    @Test
    void addresses_are_separated_by_commas() {
        assertEquals(List.of("a@b.vn", "c@d.vn"), MailSettings.addresses("a@b.vn, c@d.vn"));
    }
}
