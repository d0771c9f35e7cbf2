package vn.phusong.alert;

import java.util.Map;
import vn.phusong.incident.IncidentText;

/** The words of a mail, Vietnamese first: the built-in ones, or those of a template. */
record MailText(String subject, String plain, String html) {
    /** @param map address of the picture within the mail, empty for none */
    static MailText of(Notice notice, Templates templates, String map) {
        IncidentText text = notice.text();
        Map<String, Object> words = TemplateWords.of(notice);
        words.put("map", map);
        return new MailText(
                templates.of(TemplateFile.MAIL_SUBJECT, words, notice.brief().vi()),
                templates.of(TemplateFile.MAIL_TEXT, words, plain(notice, text)),
                templates.of(TemplateFile.MAIL_HTML, words, html(notice, text, map)));
    }

    private static String plain(Notice notice, IncidentText text) {
        String link = notice.page().isEmpty() ? "" : "\nXem / See: " + notice.page() + "\n";
        return text.vi() + "\n\n" + text.en() + "\n" + all(notice) + link
                + "\nGiờ Việt Nam (UTC+07:00). Times are Vietnam time (UTC+07:00)."
                + "\nMã tin / Notice: " + notice.id() + "\n";
    }

    private static String html(Notice notice, IncidentText text, String map) {
        String link = notice.page().isEmpty()
                ? ""
                : "<p><a href=\"" + escaped(notice.page()) + "\">Xem trên bản đồ / See it on the map</a></p>\n";
        String picture = map.isEmpty()
                ? ""
                : "<p><img src=\"" + escaped(map)
                        + "\" width=\"480\" height=\"360\" alt=\"Bản đồ: vòng đỏ là nơi có sự cố. Map:"
                        + " red discs are the villages told of.\"></p>\n";
        return "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"></head><body>\n"
                + "<p style=\"font-size:1.1em\">" + lines(text.vi()) + "</p>\n"
                + "<p lang=\"en\" style=\"color:#444\">" + lines(text.en()) + "</p>\n"
                + (all(notice).isEmpty() ? "" : "<p>" + escaped(all(notice).strip()) + "</p>\n")
                + picture
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
}
