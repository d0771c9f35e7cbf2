package vn.phusong.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import vn.phusong.incident.IncidentText;

/**
 * A notice as a mail: text and HTML, Vietnamese first, one link. ASCII only, lines end in LF, none longer than 78: nothing on the way has to change it.
 * Equal notices to the same recipient, equal bytes: its date is that of the state it tells.
 *
 * <pre>
 *   Message-ID: &lt;gn-1-m1.2.5f3a…@our.host&gt;     the notice, and who it is for
 *   References: &lt;gn-1-m1.5f3a…@our.host&gt;        the incident: a reader sees its mails together
 * </pre>
 */
final class MailForm {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(7));

    /** So many bytes make an encoded word of less than 75 characters (RFC 2047 §2). */
    private static final int WORD_BYTES = 42;

    static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private final String from;
    private final String to;

    MailForm(String from, String to) {
        this.from = from;
        this.to = to;
    }

    byte[] bytes(Notice notice) {
        String boundary = "=_phusong_" + Integer.toHexString(notice.id().hashCode());
        IncidentText text = notice.text();
        String mail = headers(notice, text, boundary)
                + "\n"
                + part(boundary, "text/plain", plain(notice, text))
                + part(boundary, "text/html", html(notice, text))
                + "--" + boundary + "--\n";
        return mail.getBytes(StandardCharsets.US_ASCII);
    }

    private String headers(Notice notice, IncidentText text, String boundary) {
        String incident = notice.newest().incident().id();
        return "Date: "
                + DATE.format(Instant.ofEpochMilli(notice.newest().incident().at())) + "\n"
                + "From: =?UTF-8?B?" + base64("Phủ Sóng") + "?= <" + from + ">\n"
                + "To: <" + to + ">\n"
                + "Subject: " + words(subject(notice, text.vi())) + "\n"
                + "Message-ID: " + id(notice.id()) + "\n"
                + "In-Reply-To: " + id(incident) + "\n"
                + "References: " + id(incident) + "\n"
                + "X-Phusong-Notice: " + notice.id() + "\n"
                + "Auto-Submitted: auto-generated\n"
                + "MIME-Version: 1.0\n"
                + "Content-Language: vi, en\n"
                + "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n";
    }

    /** Another recipient's copy is another mail: its id says for whom, so that nobody's is taken for a repeat of another's. */
    private String id(String notice) {
        byte[] name = to.getBytes(StandardCharsets.UTF_8);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        sum.update(name);
        return "<" + notice + "." + HexFormat.of().toHexDigits((int) sum.getValue()) + from.substring(from.indexOf('@'))
                + ">";
    }

    /** The first sentence: what, where, since when. */
    private static String subject(Notice notice, String line) {
        String head = line.lines().findFirst().orElse(line);
        int end = head.indexOf(
                ". ",
                Math.max(0, head.indexOf(notice.names().place()))
                        + (notice.isOfOne() ? notice.names().place().length() : 0));
        return end < 0 ? head : head.substring(0, end);
    }

    private static String plain(Notice notice, IncidentText text) {
        String link = notice.page().isEmpty() ? "" : "\nXem / See: " + notice.page() + "\n";
        return text.vi() + "\n\n" + text.en() + "\n" + all(notice) + link
                + "\nGiờ Việt Nam (UTC+07:00). Times are Vietnam time (UTC+07:00)."
                + "\nMã tin / Notice: " + notice.id() + "\n";
    }

    private static String html(Notice notice, IncidentText text) {
        String link = notice.page().isEmpty()
                ? ""
                : "<p><a href=\"" + escaped(notice.page()) + "\">Xem trên bản đồ / See it on the map</a></p>\n";
        return "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"></head><body>\n"
                + "<p style=\"font-size:1.1em\">" + lines(text.vi()) + "</p>\n"
                + "<p lang=\"en\" style=\"color:#444\">" + lines(text.en()) + "</p>\n"
                + (all(notice).isEmpty() ? "" : "<p>" + escaped(all(notice).strip()) + "</p>\n")
                + link
                + "<p style=\"color:#666;font-size:0.85em\">Giờ Việt Nam (UTC+07:00)."
                + " <span lang=\"en\">Times are Vietnam time (UTC+07:00).</span><br>Mã tin / Notice: "
                + escaped(notice.id()) + "</p>\n</body></html>\n";
    }

    /** Every village of an incident that touches more than its line can name; a message of several names them in its lines. */
    private static String all(Notice notice) {
        return notice.isOfOne() ? villages(ManyText.villages(notice, "Các thôn / Villages: ")) : "";
    }

    private static String villages(String list) {
        return list.isEmpty() ? "" : "\n" + list.strip() + "\n";
    }

    private static String lines(String text) {
        return escaped(text).replace("\n", "<br>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String part(String boundary, String type, String content) {
        return "--" + boundary + "\nContent-Type: " + type + "; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + LINES.encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String date(long at) {
        return DATE.format(Instant.ofEpochMilli(at));
    }

    /** Encoded words (RFC 2047), each of whole characters, on lines of their own. */
    static String words(String text) {
        StringBuilder words = new StringBuilder();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            String character = Character.toString(text.codePointAt(at));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > WORD_BYTES) {
                words.append("=?UTF-8?B?").append(base64(word.toString())).append("?=\n ");
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += length;
        }
        return words.append("=?UTF-8?B?")
                .append(base64(word.toString()))
                .append("?=")
                .toString();
    }
}
