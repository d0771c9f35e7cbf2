package vn.phusong.alert;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The texts people may write themselves, each a file of that name in the template folder. */
enum TemplateFile {
    MAIL_SUBJECT("mail.subject.txt", false),
    MAIL_TEXT("mail.text.txt", false),
    MAIL_HTML("mail.html", true),
    WEBHOOK_VI("webhook.vi.txt", false),
    WEBHOOK_EN("webhook.en.txt", false);

    final String file;
    private final Mustache.Compiler compiler;

    TemplateFile(String file, boolean isHtml) {
        this.file = file;
        this.compiler = Mustache.compiler()
                .escapeHTML(isHtml)
                .emptyStringIsFalse(true)
                .withCollector(new MapsOnly());
    }

    Mustache.Compiler compiler() {
        return compiler;
    }

    /** Knows the words we give and how to go through a list, and nothing of Java: no method and no field can be asked for. */
    private static final class MapsOnly extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }
}
