package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.phusong.journal.Frozen;

/** What operators read, by a real mail server. */
class OwnLetterTest {
    private static final String FROM = "phusong@phusong.example";
    private static final String TO = "vanhanh@example.vn";

    private static OwnLetter letter(long end) {
        OwnTrouble trouble = new OwnTrouble(
                OwnTrouble.Kind.CHANNEL,
                "mail:a@b.vn",
                "Kênh mail:a@b.vn không nhận thông báo nào đã hơn 15 phút: no answer: timeout",
                "The channel mail:a@b.vn has taken no notice for more than 15 min: no answer: timeout");
        return new OwnLetter("ops-channel-1a2b-1772326800", trouble, OutboxTest.EIGHT, end, "https://phusong.example");
    }

    @Test
    void equal_letters_are_equal_bytes() {
        assertArrayEquals(letter(-1).json(), letter(-1).json());
        assertArrayEquals(letter(-1).mail(FROM, TO), letter(-1).mail(FROM, TO));
    }

    /** RFC 3339 has no time without seconds, and eight o'clock has some. */
    @Test
    void times_in_a_post_have_their_seconds_at_a_full_minute_too() {
        JsonObject json =
                new JsonObject(new String(letter(OutboxTest.EIGHT + 61_250).json(), StandardCharsets.UTF_8));
        assertEquals("2026-03-01T08:00:00+07:00", json.getString("start"));
        assertEquals("2026-03-01T08:01:01+07:00", json.getString("end"));
    }

    @Test
    void every_line_of_a_mail_is_short_and_ascii() {
        String mail = new String(letter(-1).mail(FROM, TO), StandardCharsets.US_ASCII);
        assertTrue(mail.lines().allMatch(line -> line.length() <= 78), mail);
    }

    @Test
    void a_mail_arrives_in_both_languages_under_an_id_that_stays() throws Exception {
        Vertx vertx = Vertx.vertx();
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        MailSettings settings = new MailSettings(
                "127.0.0.1", server.getSmtp().getPort(), MailSettings.Security.NONE, "", "", FROM, 1, 5_000);
        try (Mail mail = new Mail(vertx, settings, TO)) {
            for (OwnLetter letter : List.of(letter(-1), letter(OutboxTest.EIGHT + 3_600_000))) {
                Frozen message = new Frozen(
                        mail.name(),
                        letter.trouble().key(),
                        letter.id(),
                        List.of(letter.id()),
                        0,
                        mail.compose(letter));
                Answer answer = mail.deliver(message)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
                assertEquals(Answer.Kind.DELIVERED, answer.kind(), answer.detail());
            }
            MimeMessage[] got = server.getReceivedMessages();
            assertEquals(
                    "[vận hành] Kênh mail:a@b.vn không nhận thông báo nào đã hơn 15 phút: no answer: timeout. Từ 08:00 01/03/2026.",
                    got[0].getSubject());
            String text = (String) got[1].getContent();
            assertTrue(
                    text.startsWith("[vận hành] Đã hết lúc 09:00 01/03/2026 (bắt đầu lúc 08:00 01/03/2026): Kênh"),
                    text);
            assertTrue(
                    text.contains("[operations] Over at 09:00 01/03/2026 (since 08:00 01/03/2026): The channel"), text);
            assertTrue(got[0].getMessageID().startsWith("<ops-channel-1a2b-1772326800.1."), got[0].getMessageID());
            assertEquals(got[0].getHeader("References", null), got[1].getHeader("References", null));
            assertEquals("Sun, 1 Mar 2026 09:00:00 +0700", got[1].getHeader("Date", null));
        } finally {
            server.stop();
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
