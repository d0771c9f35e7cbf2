package vn.phusong.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/** What one notice looks like everywhere people may have changed its words. */
public final class Preview {
    private Preview() {}

    /** By the name of the file that would change it. */
    public static Map<String, String> of(Notice notice, Templates templates) {
        MailText mail = MailText.of(notice, templates, "");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(TemplateFile.MAIL_SUBJECT.file, mail.subject());
        texts.put(TemplateFile.MAIL_TEXT.file, mail.plain());
        texts.put(TemplateFile.MAIL_HTML.file, mail.html());
        texts.put(TemplateFile.WEBHOOK_VI.file, templates.post(notice).vi());
        texts.put(TemplateFile.WEBHOOK_EN.file, templates.post(notice).en());
        return texts;
    }
}
