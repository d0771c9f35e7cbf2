package vn.phusong.alert;

import java.nio.charset.StandardCharsets;

/**
 * What is told and is no notice of an incident: a trouble of ours, to our operators, or a round-up. Equal letters, equal bytes.
 */
interface Letter {
    /** Its own for life. */
    String id();

    /** What it is about: letters about one thing are shown together. */
    String matter();

    /** As of when it holds, epoch milliseconds. */
    long at();

    /** For people; the first line says what it is. */
    String vi();

    String en();

    /** Address of our page, empty for none. */
    String link();

    /** As a webhook gets it. */
    byte[] json();

    /** As a mail of text alone; ASCII, lines end in LF. */
    default byte[] mail(String from, String to) {
        String host = from.substring(from.indexOf('@'));
        String sum = Integer.toHexString(to.hashCode());
        String text = vi() + "\n\n" + en() + "\n" + (link().isEmpty() ? "" : "\n" + link() + "\n")
                + "\nGiờ Việt Nam (UTC+07:00). Times are Vietnam time (UTC+07:00).\n" + id() + "\n";
        return ("Date: " + MailForm.date(at()) + "\n"
                        + "From: " + MailForm.words("Phủ Sóng") + " <" + from + ">\n"
                        + "To: <" + to + ">\n"
                        + "Subject: " + MailForm.words(vi().lines().findFirst().orElse("")) + "\n"
                        + "Message-ID: <" + id() + "." + sum + host + ">\n"
                        + "References: <" + matter() + "." + sum + host + ">\n"
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
