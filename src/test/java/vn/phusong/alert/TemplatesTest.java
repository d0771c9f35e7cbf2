package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.incident.IncidentText;

/** Texts that people write themselves change how a message looks, and never whether it goes out. */
class TemplatesTest {
    @TempDir
    private Path folder;

    private Templates templates;
    private final Notice notice = ChannelContract.notice("gn-1-m1", 1);

    @BeforeEach
    void a_folder() {
        templates = new Templates(folder);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private Map<String, String> preview() {
        return Preview.of(notice, templates);
    }

    @Test
    void an_empty_folder_leaves_every_word_as_it_is() {
        assertEquals(Preview.of(notice, Templates.NONE), preview());
        assertEquals(0, templates.broken());
    }

    @Test
    void each_file_changes_its_own_text_and_no_other() throws Exception {
        write("mail.subject.txt", "{{placeVi}}\n mất sóng {{operators}}\n");
        Map<String, String> changed = preview();
        assertEquals("Thôn Bản Co, Xã A mất sóng viettel", changed.get("mail.subject.txt"));
        Map<String, String> before = new TreeMap<>(Preview.of(notice, Templates.NONE));
        changed.forEach((file, text) -> {
            if (!file.equals("mail.subject.txt")) {
                assertEquals(before.get(file), text, file);
            }
        });
    }

    @Test
    void an_edit_needs_no_restart() throws Exception {
        write("webhook.vi.txt", "một {{notice}}");
        assertEquals("một gn-1-m1.1", templates.post(notice).vi());
        write("webhook.vi.txt", "hai {{notice}}");
        assertEquals("hai gn-1-m1.1", templates.post(notice).vi());
    }

    @Test
    void html_is_escaped_and_text_is_not() throws Exception {
        Notice sly = new Notice(
                notice.lead().members(), new vn.phusong.incident.Names("<b>Thôn</b> & Xã", "x", id -> id), "");
        write("mail.html", "<p>{{placeVi}}</p>");
        write("mail.text.txt", "{{placeVi}}");
        assertEquals("<p>&lt;b&gt;Thôn&lt;/b&gt; &amp; Xã</p>", Preview.of(sly, templates).get("mail.html"));
        assertEquals("<b>Thôn</b> & Xã", Preview.of(sly, templates).get("mail.text.txt"));
    }

    /** A slip, a word that is none, code of Java, a file of another place, nothing at all, and too much. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#incidents}}",
                "{{place}}",
                "{{vi.length}}",
                "{{vi.getClass.name}}",
                "{{getClass}}",
                "{{> /etc/passwd}}",
                "{{#open}}{{/close}}",
                "{{^open}}nothing when it is open{{/open}}",
                "  \n ",
                "{{! only a remark }}",
                "huge"
            })
    void a_broken_template_never_loses_the_alert(String text) throws Exception {
        write("webhook.vi.txt", text.equals("huge") ? "{{vi}}".repeat(8_000) : text);
        IncidentText post = templates.post(notice);
        assertEquals(notice.text(), post, "the built-in text goes out");
        assertEquals(1, templates.broken());
        assertTrue(templates.troubles().containsKey("webhook.vi.txt"), templates.troubles()::toString);
        write("webhook.vi.txt", "{{vi}}");
        assertEquals(notice.text(), templates.post(notice));
        assertEquals(Map.of(), templates.troubles(), "it works again");
        assertEquals(1, templates.broken());
    }

    @Test
    void what_is_no_text_is_a_broken_template_too() throws Exception {
        Files.write(folder.resolve("webhook.vi.txt"), new byte[] {(byte) 0xC3, (byte) 0x28});
        Files.createDirectory(folder.resolve("webhook.en.txt"));
        assertEquals(notice.text(), templates.post(notice));
        assertEquals(2, templates.broken());
    }

    @Test
    void a_list_within_a_list_is_empty_so_that_no_template_goes_on_for_hours() throws Exception {
        write("webhook.vi.txt", "{{#incidents}}a{{#incidents}}b{{#incidents}}c{{/incidents}}{{/incidents}}{{/incidents}}");
        assertEquals("a", templates.post(notice).vi());
    }

    @Test
    void a_message_of_several_has_a_list_of_them() throws Exception {
        write("webhook.en.txt", "{{#several}}{{count}}:{{#incidents}} {{incident}}{{/incidents}}{{/several}}");
        Notice several = Samples.all("").stream()
                .filter(sample -> sample.kind().equals("several"))
                .findFirst()
                .orElseThrow()
                .notice();
        assertEquals("2: olt-01834-p1 gn-9869901-m1", templates.post(several).en());
    }

    @Test
    void the_mail_that_goes_out_has_these_texts() throws Exception {
        write("mail.subject.txt", "Chủ đề {{notice}}");
        write("mail.text.txt", "Văn bản {{placeVi}}");
        String mail = new String(
                new MailForm("a@b.vn", "c@d.vn", templates, null).bytes(notice), StandardCharsets.US_ASCII);
        assertTrue(mail.contains("Subject: =?UTF-8?B?" + base64("Chủ đề gn-1-m1.1") + "?="), mail);
        assertTrue(mail.contains(base64("Văn bản Thôn Bản Co, Xã A")), mail);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_kind_of_notice_has_a_sample_and_a_text_of_each_file() {
        assertEquals(
                "[opened, raised, flapping, reopened, closed, station, pon, several]",
                Samples.all("").stream().map(Samples::kind).toList().toString());
        for (Samples sample : Samples.all("https://phusong.example")) {
            Map<String, String> texts = Preview.of(sample.notice(), templates);
            assertEquals(5, texts.size());
            texts.forEach((file, text) -> assertFalse(text.isBlank(), sample.kind() + " " + file));
        }
    }

    /** A word in the manual that is none would be a broken template. */
    @Test
    void the_manual_names_every_word_and_no_other() throws Exception {
        String manual = Files.readString(Path.of("docs/operations.md"));
        String words = manual.substring(manual.indexOf("<!-- words -->"), manual.indexOf("<!-- /words -->"));
        TreeSet<String> named = new TreeSet<>();
        Matcher word = Pattern.compile("`(\\w+)`").matcher(words);
        while (word.find()) {
            named.add(word.group(1));
        }
        assertEquals(new TreeSet<>(TemplateWords.of(notice).keySet()), named);
    }
}
