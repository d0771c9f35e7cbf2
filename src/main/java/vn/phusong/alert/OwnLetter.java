package vn.phusong.alert;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import vn.phusong.incident.Moment;

/**
 * What the operators are told of a trouble of ours: that it began, or that it is over. Equal letters, equal bytes.
 *
 * <pre>{@code
 * {"id":"ops-disk-1772326800.1","kind":"operations","condition":"disk","subject":"","step":"opened",
 *  "start":"2026-03-01T08:00:00+07:00","end":null,"text":{"vi":…,"en":…},"link":…}    link: absent when our own address is not set
 * }</pre>
 *
 * @param incident the same from its beginning to its end
 * @param start epoch milliseconds
 * @param end epoch milliseconds, −1 while it lasts
 * @param link address of our page, empty for none
 */
record OwnLetter(String incident, OwnTrouble trouble, long start, long end, String link) {
    String id() {
        return incident + (isOver() ? ".2" : ".1");
    }

    boolean isOver() {
        return end >= 0;
    }

    String vi() {
        return isOver()
                ? "[vận hành] Đã hết lúc " + Moment.text(end) + " (bắt đầu lúc " + Moment.text(start) + "): "
                        + trouble.vi()
                : "[vận hành] " + trouble.vi() + " Từ " + Moment.text(start) + ".";
    }

    String en() {
        return isOver()
                ? "[operations] Over at " + Moment.text(end) + " (since " + Moment.text(start) + "): " + trouble.en()
                : "[operations] " + trouble.en() + " Since " + Moment.text(start) + ".";
    }

    /** As a webhook gets it. */
    byte[] json() {
        JsonObject json = new JsonObject()
                .put("id", id())
                .put("kind", "operations")
                .put("condition", trouble.kind().word())
                .put("subject", trouble.subject())
                .put("step", isOver() ? "closed" : "opened")
                .put("start", time(start))
                .put("end", isOver() ? time(end) : null)
                .put("text", new JsonObject().put("vi", vi()).put("en", en()));
        if (!link.isEmpty()) {
            json.put("link", link);
        }
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(long at) {
        return OffsetDateTime.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.ofHours(7))
                .withNano(0)
                .toString();
    }

    /** As a mail of text alone; ASCII, lines end in LF. */
    byte[] mail(String from, String to) {
        String host = from.substring(from.indexOf('@'));
        String sum = Integer.toHexString(to.hashCode());
        String text = vi() + "\n\n" + en() + "\n" + (link.isEmpty() ? "" : "\n" + link + "\n")
                + "\nGiờ Việt Nam (UTC+07:00). Times are Vietnam time (UTC+07:00).\n" + id() + "\n";
        return ("Date: " + MailForm.date(isOver() ? end : start) + "\n"
                        + "From: " + MailForm.words("Phủ Sóng") + " <" + from + ">\n"
                        + "To: <" + to + ">\n"
                        + "Subject: " + MailForm.words(vi()) + "\n"
                        + "Message-ID: <" + id() + "." + sum + host + ">\n"
                        + "References: <" + incident + "." + sum + host + ">\n"
                        + "X-Phusong-Notice: " + id() + "\n"
                        + "Auto-Submitted: auto-generated\n"
                        + "MIME-Version: 1.0\n"
                        + "Content-Language: vi, en\n"
                        + "Content-Type: text/plain; charset=utf-8\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + MailForm.LINES.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
