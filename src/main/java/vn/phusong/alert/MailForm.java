package vn.phusong.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    private final Templates templates;
    private final @Nullable Atlas atlas;

    MailForm(String from, String to) {
        this(from, to, Templates.NONE, null);
    }

    /** @param atlas draws the small map, null for none */
    MailForm(String from, String to, Templates templates, @Nullable Atlas atlas) {
        this.from = from;
        this.to = to;
        this.templates = templates;
        this.atlas = atlas;
    }

    byte[] bytes(Notice notice) {
        String boundary = "=_phusong_" + Integer.toHexString(notice.id().hashCode());
        byte[] picture = atlas == null ? null : atlas.picture(notice);
        String map = picture == null ? "" : "cid:" + mapId(notice);
        MailText text = MailText.of(notice, templates, map);
        boolean isShown = picture != null && text.html().contains(map);
        String html = part(boundary, "text/html", text.html());
        String mail = headers(notice, text.subject(), boundary)
                + "\n"
                + part(boundary, "text/plain", text.plain())
                + (isShown ? related(boundary, text.html(), mapId(notice), picture) : html)
                + "--" + boundary + "--\n";
        return mail.getBytes(StandardCharsets.US_ASCII);
    }

    private String mapId(Notice notice) {
        return "map." + id(notice.id()).replaceAll("[<>]", "");
    }

    /** The HTML and the picture it shows, as one (RFC 2387). */
    private static String related(String boundary, String html, String id, byte @Nullable [] picture) {
        String inner = boundary + "_r";
        return "--" + boundary + "\nContent-Type: multipart/related; type=\"text/html\";\n boundary=\"" + inner
                + "\"\n\n"
                + part(inner, "text/html", html)
                + "--" + inner + "\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-ID:\n <" + id
                + ">\nContent-Disposition: inline; filename=\"map.png\"\n\n"
                + LINES.encodeToString(picture)
                + "\n--" + inner + "--\n";
    }

    private String headers(Notice notice, String subject, String boundary) {
        String incident = notice.newest().incident().id();
        return "Date: "
                + DATE.format(Instant.ofEpochMilli(notice.newest().incident().at())) + "\n"
                + "From: =?UTF-8?B?" + base64("Phủ Sóng") + "?= <" + from + ">\n"
                + "To: <" + to + ">\n"
                + "Subject: " + words(subject) + "\n"
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
