package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.JournalReader;

/**
 * An outage of a real fold is acknowledged, silenced, closed and re-opened through the page, in a real browser, by a person who logged in. Pictures lie in
 * {@code target/page}.
 */
class CareIT {
    private static final Path PICTURES = Path.of("target", "page");
    private static final String PASSWORD = "đường lên bản Co 7";
    private static final String READY = "document.body.dataset.ready === 'true' && phusong.link === 'live'";

    @TempDir
    private Path folder;

    private Served web;
    private Lived lived;
    private Browser browser;

    private void open(int width, int height) throws Exception {
        web = new Served(folder, new WebSettings("127.0.0.1", 0, 4, 8, WebSettings.Known.NOBODY, true));
        assertNull(web.accounts.add("lan", Role.OPERATOR, PASSWORD, new Caller("console:test", "", true)));
        lived = new Lived(web, "v-dark");
        browser = new Browser(
                web.vertx, Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-"));
        browser.open("http://127.0.0.1:" + web.server.actualPort() + "/", width, height);
        browser.until(READY);
    }

    @AfterEach
    void close() {
        browser.close();
        web.close();
    }

    private void logIn() throws Exception {
        browser.act("document.querySelector('#people button').click()");
        browser.until("document.querySelector('dialog[open] [name=password]')");
        type("[name=username]", "lan");
        type("[name=password]", PASSWORD);
        accept();
        browser.until("document.body.dataset.role === 'operator'");
    }

    private void type(String selector, String text) throws Exception {
        browser.act("document.querySelector('dialog[open] " + selector + "').value = '" + text + "'");
    }

    private void accept() throws Exception {
        browser.act("document.querySelector('dialog[open] .go').click()");
        browser.until("!document.querySelector('dialog[open]')");
    }

    private void openIncident() throws Exception {
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelector('#incidents [data-incident=\"v-dark-m1\"]')");
        browser.act("document.querySelector('#incidents [data-incident=\"v-dark-m1\"]').click()");
        browser.until("document.querySelector('#incident .history li')");
    }

    private void deed(String name) throws Exception {
        browser.until("document.querySelector('#incident [data-deed=" + name + "]')");
        browser.act("document.querySelector('#incident [data-deed=" + name + "]').click()");
    }

    private void seen(String text) throws Exception {
        browser.until("document.getElementById('incident').innerText.includes('" + text + "')");
    }

    @Test
    void an_outage_is_acknowledged_silenced_closed_and_re_opened_through_the_page() throws Exception {
        open(1366, 768);
        openIncident();
        assertEquals(
                "Thôn Nà Đồng, Xã Văn Lăng", browser.value("document.getElementById('incident-name').textContent"));
        seen("Đăng nhập để tiếp nhận");
        logIn();
        deed("acknowledge");
        seen("lan tiếp nhận lúc");
        deed("comment");
        browser.until("document.querySelector('dialog[open] textarea')");
        type("textarea", "đã gọi trạm, hẹn 10 giờ");
        accept();
        seen("đã gọi trạm, hẹn 10 giờ");
        browser.photograph(PICTURES.resolve("incident.png"));
        silence();
        deed("close");
        browser.until("document.querySelector('dialog[open] textarea')");
        type("textarea", "cột đã dỡ");
        browser.photograph(PICTURES.resolve("incident-close.png"));
        accept();
        seen("đóng thủ công");
        seen("chưa xác nhận sóng");
        browser.until("document.getElementById('tab-incidents').textContent === 'Sự cố (0)'");
        web.lag.set(60_000);
        deed("reopen");
        browser.until("document.querySelector('dialog[open] input')");
        accept();
        seen("mở lại thủ công");
        seen("Chưa ai tiếp nhận");
        browser.until("document.getElementById('tab-incidents').textContent === 'Sự cố (1)'");
        browser.photograph(PICTURES.resolve("incident-reopened.png"));
        assertEquals(List.of(), browser.errors);
        try (JournalReader reader = web.journal.reader()) {
            assertTrue(AuditCheck.of(reader).holds());
            assertEquals(
                    List.of("acknowledge", "comment", "close", "reopen"),
                    reader.audit(0, 100).stream()
                            .filter(row -> row.subject().equals("v-dark-m1"))
                            .map(row -> row.what())
                            .toList());
        }
    }

    private void silence() throws Exception {
        browser.act("document.querySelector('#incident .close').click()");
        browser.act("document.getElementById('tab-silences').click()");
        browser.until("document.getElementById('plan')");
        browser.act("document.getElementById('plan').click()");
        browser.until("document.querySelector('dialog[open] select')");
        // The clock of the served province stands in March 2026.
        browser.act("document.querySelectorAll('dialog[open] [type=datetime-local]')[0].value = '2026-03-01T08:01'");
        browser.act("document.querySelectorAll('dialog[open] [type=datetime-local]')[1].value = '2026-03-01T18:00'");
        browser.act("document.querySelectorAll('dialog[open] select')[2].value = '05665'");
        browser.act("[...document.querySelectorAll('dialog[open] .ask input')].at(-1).value = 'thay ắc quy'");
        browser.photograph(PICTURES.resolve("silence-form.png"));
        accept();
        browser.until("document.querySelector('#silences [data-silence=\"maintenance-1\"]')");
        browser.photograph(PICTURES.resolve("silences.png"));
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelector('#incidents .incident').innerText.includes('trong thời gian bảo trì')");
        browser.photograph(PICTURES.resolve("incidents.png"));
        browser.act("document.querySelector('#incidents [data-incident=\"v-dark-m1\"]').click()");
        seen("maintenance-1");
    }

    @Test
    void the_list_is_filtered_by_state_severity_cause_and_words() throws Exception {
        open(1366, 768);
        lived.mends("v-dark");
        lived.fails("v-co");
        lived.run(60);
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelectorAll('#incidents [data-incident]').length === 1");
        filter("state", "all");
        browser.until("document.querySelectorAll('#incidents [data-incident]').length === 2");
        filter("words", "na dong");
        browser.until("document.querySelectorAll('#incidents [data-incident]').length === 1"
                + " && document.querySelector('#incidents [data-incident=\"v-dark-m1\"]')");
        filter("severity", "critical");
        browser.until("document.querySelector('#incidents .empty')");
    }

    @Test
    void what_has_just_ended_appears_before_who_looks_at_what_has_ended() throws Exception {
        open(1366, 768);
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelectorAll('#incidents [data-incident]').length === 1");
        filter("state", "closed");
        browser.until("document.querySelector('#incidents .empty')");
        lived.mends("v-dark");
        lived.run(60);
        browser.until("document.querySelector('#incidents [data-incident=\"v-dark-m1\"]')");
        browser.photograph(PICTURES.resolve("incidents-closed.png"));
    }

    @Test
    void what_somebody_else_did_first_is_said_in_the_readers_words() throws Exception {
        open(1366, 768);
        logIn();
        openIncident();
        deed("close");
        browser.until("document.querySelector('dialog[open] textarea')");
        browser.act("document.querySelector('dialog[open] .go').click()");
        fault("Có ô chưa nhập");
        type("textarea", "cột đã dỡ");
        web.book.engine = null;
        vn.phusong.incident.Act first = vn.phusong.incident.Act.of(
                SmallProvince.T0 + 60_000,
                "minh",
                vn.phusong.incident.Deed.CLOSE,
                "v-dark-m1",
                vn.phusong.incident.Act.REASON,
                "đã có sóng");
        assertEquals(first, web.book.write(known -> first).join());
        browser.act("document.querySelector('dialog[open] .go').click()");
        fault("minh đã làm trước bạn");
        browser.photograph(PICTURES.resolve("incident-taken.png"));
        web.book.fails = new IllegalStateException("256 acts wait for the disk already");
        browser.act("document.querySelector('dialog[open] .go').click()");
        fault("Máy chủ chưa xử lý được");
    }

    private void fault(String words) throws Exception {
        browser.until("document.querySelector('dialog[open] .fault').textContent.includes('" + words + "')");
    }

    private void filter(String name, String value) throws Exception {
        browser.act("const one = document.querySelector('#incidents [name=" + name + "]'); one.value = '" + value
                + "'; one.dispatchEvent(new Event('input', { bubbles: true }))");
    }

    @Test
    void it_fits_a_phone() throws Exception {
        open(390, 844);
        logIn();
        openIncident();
        assertEquals(390, browser.value("document.documentElement.scrollWidth"), "nothing sticks out");
        browser.photograph(PICTURES.resolve("phone-incident.png"));
        browser.act("document.querySelector('#incident .close').click()");
        browser.photograph(PICTURES.resolve("phone-incidents.png"));
        browser.act("document.getElementById('tab-silences').click()");
        browser.until("document.getElementById('plan')");
        browser.photograph(PICTURES.resolve("phone-silences.png"));
        browser.act("document.getElementById('plan').click()");
        browser.until("document.querySelector('dialog[open] select')");
        browser.photograph(PICTURES.resolve("phone-silence-form.png"));
        assertEquals(390, browser.value("document.documentElement.scrollWidth"), "nothing sticks out");
    }
}
