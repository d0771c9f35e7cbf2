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

/** Logging in, being made to change a password, ruling over accounts and logging out, in a real browser. Pictures lie in {@code target/page}. */
class PeopleIT {
    private static final Path PICTURES = Path.of("target", "page");
    private static final String MINE = "một câu chỉ tôi biết";
    private static final String FIGURES = "document.body.dataset.ready === 'true' && phusong.link === 'live'"
            + " && document.querySelectorAll('#list [data-village]').length === 4";
    private static final String ASKED = "!window.isLeft && document.querySelector('dialog[open] [name=password]')";

    @TempDir
    private Path folder;

    private Served web;
    private Browser browser;

    private void open(boolean readsNeedLogin, int width, int height) throws Exception {
        web = new Served(
                folder,
                new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, false),
                Folk.settings(readsNeedLogin, 1000));
        browser = new Browser(
                web.vertx, Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-"));
        browser.open("http://127.0.0.1:" + web.server.actualPort() + "/", width, height);
    }

    @AfterEach
    void close() {
        browser.close();
        web.close();
    }

    private void type(String selector, String text) throws Exception {
        browser.act("const field = document.querySelector('dialog[open] " + selector + "'); field.value = '" + text
                + "'; field.dispatchEvent(new Event('input', { bubbles: true }))");
    }

    private void accept() throws Exception {
        browser.act("document.querySelector('dialog[open] .go').click()");
    }

    private void logIn(String name, String password) throws Exception {
        type("[name=username]", name);
        type("[name=password]", password);
        accept();
    }

    private void choose(String word) throws Exception {
        browser.act("document.querySelector('#person').click()");
        browser.until("document.querySelector('.menu[open]')");
        browser.act("[...document.querySelectorAll('.menu button')].find((one) => one.textContent === '" + word
                + "').click()");
    }

    private void changeFromOnce() throws Exception {
        browser.until("document.querySelectorAll('dialog[open] [autocomplete=new-password]').length === 2");
        browser.act(
                "document.querySelectorAll('dialog[open] [autocomplete=new-password]').forEach((one) => one.value = '"
                        + MINE + "')");
    }

    @Test
    void nothing_is_seen_before_the_login_and_nothing_after_the_logout() throws Exception {
        open(true, 1366, 768);
        String once = web.accounts.first("quantri", told -> {});
        browser.until(ASKED);
        assertEquals(0, browser.value("document.querySelectorAll('#list li').length"));
        assertEquals("Đăng nhập", browser.value("document.querySelector('dialog[open] h2').textContent"));
        browser.act("document.querySelector('dialog[open] .acts button').click()");
        browser.until("document.querySelector('dialog[open] h2').textContent === 'Log in'");
        browser.act("document.querySelector('dialog[open] .acts button').click()");
        browser.until("document.querySelector('dialog[open] h2').textContent === 'Đăng nhập'");
        browser.photograph(PICTURES.resolve("login.png"));
        logIn("quantri", "wrong wrong wrong");
        browser.until(
                "document.querySelector('dialog[open] .fault').textContent.startsWith('Tên đăng nhập hoặc mật khẩu không đúng')");
        logIn("quantri", once);
        changeFromOnce();
        browser.photograph(PICTURES.resolve("password.png"));
        assertEquals(0, browser.value("document.querySelectorAll('#list li').length"), "first the password");
        accept();
        browser.until(FIGURES);
        assertEquals("quantri", browser.value("document.querySelector('#person b').textContent"));
        assertEquals("administrator", browser.value("document.body.dataset.role"));
        assertNull(browser.value("document.querySelector('dialog')"));
        choose("Đăng xuất");
        browser.until(ASKED);
        assertEquals(0, browser.value("document.querySelectorAll('#list li').length"));
        assertEquals(
                List.of(),
                web.accounts.all().stream().filter(one -> one.passwordAt() == 0).toList());
    }

    @Test
    void a_session_that_ended_meanwhile_takes_the_figures_off_the_screen() throws Exception {
        open(true, 1366, 768);
        assertNull(web.accounts.add("ha", Role.OPERATOR, MINE, Caller.console("test")));
        browser.until(ASKED);
        logIn("ha", MINE);
        browser.until(FIGURES);
        browser.act("window.isLeft = true");
        web.clock.addAndGet(31 * Folk.MINUTE);
        web.scene.set(SmallProvince.scene(SmallProvince.T0 + 1000, vn.phusong.coverage.Standing.UNCOVERED));
        browser.until(ASKED);
        assertEquals(0, browser.value("document.querySelectorAll('#list li').length"));
    }

    @Test
    void an_administrator_adds_an_account_and_sees_its_password_once() throws Exception {
        open(false, 1366, 768);
        assertNull(web.accounts.add("quantri", Role.ADMINISTRATOR, MINE, Caller.console("test")));
        assertNull(web.accounts.add("thu.ha", Role.VIEWER, MINE, Caller.console("test")));
        browser.until(FIGURES);
        browser.act("document.querySelector('#people button').click()");
        browser.until(ASKED);
        logIn("quantri", MINE);
        browser.until("document.querySelector('#person')");
        choose("Tài khoản");
        browser.until("document.querySelectorAll('.accounts li').length === 2");
        browser.act(
                "document.querySelector('.add input').value = 'an.binh'; document.querySelector('.add button').click()");
        browser.until("document.querySelectorAll('.accounts li').length === 3 && document.querySelector('.told code')");
        browser.photograph(PICTURES.resolve("accounts.png"));
        String once = String.valueOf(browser.value("document.querySelector('.told code').textContent"));
        assertEquals(200, new Guest(web).logIn("an.binh", once).statusCode());
        browser.act("document.querySelector('[data-account=\"thu.ha\"] button:last-of-type').click()");
        browser.until("document.querySelector('[data-account=\"thu.ha\"] .small').textContent === 'đã khoá'");
        assertEquals(401, new Guest(web).logIn("thu.ha", MINE).statusCode());
        assertEquals(true, browser.value("document.querySelector('[data-account=quantri] select').disabled"));
        accept();
        browser.until("!document.querySelector('dialog')");
        assertEquals(List.of(), browser.errors);
    }

    @Test
    void a_menu_stays_open_while_the_same_person_is_logged_in() throws Exception {
        open(false, 1366, 768);
        assertNull(web.accounts.add("quantri", Role.ADMINISTRATOR, MINE, Caller.console("test")));
        browser.until(FIGURES);
        browser.act("document.querySelector('#people button').click()");
        browser.until(ASKED);
        logIn("quantri", MINE);
        browser.until("document.querySelector('#person') && !document.querySelector('dialog')");
        browser.act("document.querySelector('#person').click()");
        browser.act("document.body.dataset.role = document.body.dataset.role");
        assertEquals(true, browser.value("document.querySelector('.menu').open"));
        browser.act("document.querySelector('.languages [aria-pressed=\"false\"]').click()");
        browser.until("document.querySelector('.menu .long').textContent === 'Administrator'");
    }

    @Test
    void it_fits_a_phone() throws Exception {
        open(false, 390, 844);
        assertNull(web.accounts.add("nguyen-thi-thanh-huyen", Role.ADMINISTRATOR, MINE, Caller.console("test")));
        assertNull(web.accounts.add("thu.ha", Role.VIEWER, MINE, Caller.console("test")));
        browser.until(FIGURES);
        browser.photograph(PICTURES.resolve("phone-nobody.png"));
        browser.act("document.querySelector('#people button').click()");
        browser.until(ASKED);
        browser.photograph(PICTURES.resolve("phone-login.png"));
        logIn("nguyen-thi-thanh-huyen", MINE);
        browser.until("document.querySelector('#person')");
        assertEquals(390, browser.value("document.documentElement.scrollWidth"), "nothing sticks out");
        browser.act("document.querySelector('#person').click()");
        browser.until("document.querySelector('.menu[open]')");
        browser.photograph(PICTURES.resolve("phone-menu.png"));
        assertTrue(
                (Boolean)
                        browser.value(
                                "(() => { const r = document.querySelector('.menu div').getBoundingClientRect(); return r.left >= 0 && r.right <= 390; })()"));
        browser.act("document.querySelector('#person').click()");
        choose("Tài khoản");
        browser.until("document.querySelectorAll('.accounts li').length === 2");
        browser.photograph(PICTURES.resolve("phone-accounts.png"));
        assertTrue((Boolean) browser.value(
                "(() => { const d = document.querySelector('dialog'); return d.scrollWidth <= d.clientWidth; })()"));
    }

    @Test
    void english_stands_beside_vietnamese() throws Exception {
        open(false, 1366, 768);
        browser.until(FIGURES);
        browser.act("document.querySelector('[data-language=\"en\"]').click()");
        browser.until("document.querySelector('#people button').textContent === 'Log in'");
        browser.act("document.querySelector('#people button').click()");
        browser.until("document.querySelector('dialog[open] h2').textContent === 'Log in'");
        browser.act("document.querySelector('dialog[open] .acts button').click()");
        browser.until("!document.querySelector('dialog')");
        assertEquals(List.of(), browser.errors);
    }
}
