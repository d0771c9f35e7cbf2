package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;

/** The page as a reader sees it, in a real browser. Pictures of what was seen lie in {@code target/page}. */
class PageIT {
    private static final Path PICTURES = Path.of("target", "page");
    private static final String READY =
            "!window.isLeft && document.body.dataset.ready === 'true' && phusong.link === 'live'"
                    + " && document.querySelectorAll('#list [data-village]').length > 0";

    @TempDir
    private Path folder;

    private Served web;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        web = new Served(folder);
        Incident dark = SmallProvince.incident(1, "v-dark", IncidentState.OPENED, T0 - 7_200_000);
        long at = T0 - 3_600_000;
        web.keep(
                List.of(new StandingChange(
                        "mobile", "v-co", null, null, Standing.UNKNOWN, Standing.COVERED, at, "enter")),
                List.of(dark),
                List.of(
                        new Rollup("v-co", "viettel", at, 5, 0, 0, -485, 5),
                        new Rollup("v-co", "viettel", at + 300_000, 5, 0, 0, -490, 5)));
        web.scene.set(SmallProvince.scene(T0, Standing.COVERED, dark));
        // Not the folder that is cleared at the end: the browser's children may still write then.
        browser = new Browser(
                web.vertx, Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-"));
    }

    @AfterEach
    void close() {
        browser.close();
        web.close();
    }

    private String address() {
        return "http://127.0.0.1:" + web.server.actualPort() + "/";
    }

    private void visit(String path, int width, int height) throws Exception {
        browser.open(address() + path, width, height);
        browser.until(READY);
    }

    private void assertQuietAndAtHome() {
        assertEquals(List.of(), browser.errors);
        assertTrue(browser.requests.size() > 10, "requests were seen: " + browser.requests);
        browser.requests.forEach(
                url -> assertTrue(url.startsWith(address()) || url.startsWith("data:"), "left the host: " + url));
    }

    @Test
    void the_map_is_drawn_and_its_counts_are_those_of_the_summary() throws Exception {
        visit("", 1366, 768);
        JsonObject mobile = web.json("/api/v1/summary").getJsonObject("mobile");
        assertEquals(mobile.getInteger("total"), browser.value("phusong.drawn"));
        assertEquals(mobile.getInteger("total"), browser.value("document.querySelectorAll('#list li').length"));
        for (String standing : List.of("COVERED", "DEGRADED", "UNCOVERED", "UNKNOWN")) {
            assertEquals(
                    mobile.getInteger(standing.toLowerCase(java.util.Locale.ROOT))
                            .toString(),
                    browser.value("document.querySelector('#chip-" + standing + " b').textContent"));
        }
        assertEquals(
                "2/4 thôn được phủ sóng; chưa rõ 1; mục tiêu 100 %: chưa đạt",
                browser.value("document.querySelector('#promise-mobile .sentence').textContent"));
        assertEquals(
                "139/800 hộ có cáp quang; chưa rõ 600; mục tiêu 70 %: chưa đủ căn cứ",
                browser.value("document.querySelector('#promise-fibre .sentence').textContent"));
        assertEquals("Số liệu lúc 01/03/2026 08:00", browser.value("document.getElementById('as-of').textContent"));
        assertEquals("Dữ liệu mô phỏng", browser.value("document.getElementById('simulated').innerText"));
        // The colours of covered, degraded and uncovered are on the canvas, so that signs were really painted.
        for (String colour : List.of("26,127,67", "232,162,0", "197,34,31", "95,107,118")) {
            browser.until(
                    "(() => { for (const canvas of document.querySelectorAll('#map canvas')) { const d = canvas.getContext('2d')"
                            + ".getImageData(0, 0, canvas.width, canvas.height).data; for (let i = 0; i < d.length; i += 4) { if (`${d[i]},${d[i + 1]},${d[i + 2]}` === '"
                            + colour + "') return true; } } return false; })()");
        }
        browser.photograph(PICTURES.resolve("desktop.png"));
        assertQuietAndAtHome();
    }

    @Test
    void a_village_opens_with_its_chart_and_closes_with_escape() throws Exception {
        visit("", 1366, 768);
        browser.act("document.querySelector('[data-village=\"v-co\"]').click()");
        browser.until("document.querySelector('#panel .uplot canvas') && document.querySelector('#panel .timeline')");
        assertEquals("Thôn Bản Co", browser.value("document.getElementById('panel-name').textContent"));
        assertEquals(true, browser.value("document.activeElement.id === 'panel-name'"));
        assertEquals(true, browser.value("document.getElementById('panel').textContent.includes('giả định')"));
        assertEquals(true, browser.value("location.search.includes('village=v-co')"));
        browser.photograph(PICTURES.resolve("village.png"));
        browser.act(
                "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))");
        assertEquals(true, browser.value("document.getElementById('panel').hidden"));
        assertEquals("v-co", browser.value("document.activeElement.dataset.village"), "the focus is back where it was");
        assertQuietAndAtHome();
    }

    @Test
    void a_link_leads_to_a_village_and_a_wrong_one_says_so() throws Exception {
        visit("?village=v-dark", 1366, 768);
        browser.until("document.getElementById('panel-name')?.textContent === 'Thôn Nà Đồng'");
        browser.until("document.querySelector('#panel .incident')");
        visit("?village=v-nobody", 1366, 768);
        browser.until("document.getElementById('panel').textContent.includes('v-nobody')");
    }

    @Test
    void a_search_without_diacritics_and_a_filter_by_standing_narrow_the_list() throws Exception {
        visit("", 1366, 768);
        browser.act(
                "const search = document.getElementById('search'); search.value = 'to do'; search.dispatchEvent(new Event('input'))");
        browser.until(
                "document.querySelectorAll('#list li').length === 1 && document.querySelector('#list .name').textContent === 'Tổ Đỏ'");
        browser.act("document.getElementById('chip-COVERED').click()");
        browser.until(
                "document.querySelectorAll('#list li').length === 0 && document.getElementById('found').textContent.startsWith('Không có thôn nào khớp')");
    }

    @Test
    void a_change_is_seen_live_and_a_lost_server_is_said() throws Exception {
        visit("", 1366, 768);
        web.scene.set(SmallProvince.scene(T0 + 60_000, Standing.UNCOVERED));
        browser.until("document.querySelector('#promise-mobile .sentence').textContent.startsWith('1/4')");
        browser.until("document.querySelector('[data-village=\"v-co\"] .mark').textContent === 'Mất sóng'");
        assertQuietAndAtHome();
        Served.await(web.server.close());
        browser.until("phusong.link === 'lost' && !document.getElementById('lost').hidden");
        assertTrue(browser.value("document.getElementById('lost').textContent")
                .toString()
                .startsWith("Mất kết nối máy chủ – số liệu lúc 08:01"));
        browser.photograph(PICTURES.resolve("lost.png"));
    }

    @Test
    void of_few_households_it_says_that_nothing_is_shown_in_both_languages() throws Exception {
        web.scene.set(FewTest.scene());
        visit("?village=v-weak", 1366, 768);
        browser.until("document.getElementById('panel').innerText.includes('dưới 5 hộ, không hiển thị')");
        browser.photograph(PICTURES.resolve("few.png"));
        browser.act("document.querySelector('[data-language=en]').click()");
        browser.until("document.getElementById('panel').innerText.includes('fewer than 5 households, not shown')");
        visit("?village=v-weak", 390, 844);
        browser.until("document.getElementById('panel').innerText.includes('không hiển thị')"
                + " || document.getElementById('panel').innerText.includes('not shown')");
        browser.act("[...document.querySelectorAll('#panel h3')].find((h) => /Cáp quang|Fibre/.test(h.textContent))"
                + ".scrollIntoView()");
        browser.photograph(PICTURES.resolve("phone-few.png"));
        assertQuietAndAtHome();
    }

    /** As after a storm: a number is said only of what is all here. */
    @Test
    void a_thousand_open_incidents_are_counted_and_listed() throws Exception {
        List<Incident> storm = new java.util.ArrayList<>();
        for (int n = 2; n <= 1100; n++) {
            storm.add(SmallProvince.incident(n, "v-dark", IncidentState.OPENED, T0 - 7_200_000 - n));
        }
        web.keep(List.of(), storm, List.of());
        visit("", 1366, 768);
        browser.until("document.getElementById('tab-incidents').textContent === 'Sự cố (1.100)'");
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelectorAll('#incidents [data-incident]').length === 1100");
        browser.photograph(PICTURES.resolve("storm.png"));
        assertQuietAndAtHome();
    }

    @Test
    void english_stands_beside_vietnamese() throws Exception {
        visit("", 1366, 768);
        browser.act("document.querySelector('[data-language=\"en\"]').click()");
        browser.until(
                "document.querySelector('#promise-mobile .sentence').textContent === '2/4 villages covered; unknown 1; target 100%: not met'");
        assertEquals("en", browser.value("document.documentElement.lang"));
        browser.until("document.getElementById('tab-incidents').textContent === 'Incidents (1)'");
        assertQuietAndAtHome();
    }

    @Test
    void it_fits_a_phone() throws Exception {
        visit("", 390, 844);
        assertEquals(390, browser.value("document.documentElement.scrollWidth"), "nothing sticks out");
        assertEquals(true, browser.value("document.getElementById('map').clientHeight > 180"));
        assertEquals(true, browser.value("document.getElementById('list').clientHeight > 120"));
        browser.photograph(PICTURES.resolve("phone.png"));
        browser.act("phusong.choose('v-co')");
        browser.until("document.querySelector('#panel .uplot canvas')");
        assertEquals(390, browser.value("document.documentElement.scrollWidth"));
        browser.photograph(PICTURES.resolve("phone-village.png"));
        assertQuietAndAtHome();
    }
}
