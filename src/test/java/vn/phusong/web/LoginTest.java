package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Deed;
import vn.phusong.journal.People;

/** Logging in and staying in, asked over a real connection of a real server over a real journal. */
class LoginTest {
    private static final String PASSWORD = "đường lên bản Co 7";
    private static final Caller BOSS = new Caller("console:test", "", true);

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder, OPEN, Folk.settings(true, 1000));
        add(web, "ha", Role.OPERATOR);
        add(web, "xem", Role.VIEWER);
        add(web, "quantri", Role.ADMINISTRATOR);
    }

    private static final WebSettings OPEN = new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, false);

    private static void add(Served web, String name, Role role) throws Exception {
        assertNull(web.accounts.add(name, role, PASSWORD, BOSS));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Guest in(String name) throws Exception {
        Guest guest = new Guest(web);
        assertEquals(200, guest.logIn(name, PASSWORD).statusCode());
        return guest;
    }

    @Test
    void who_logged_in_is_known_by_a_cookie_that_no_script_and_no_other_page_can_use() throws Exception {
        Guest ha = new Guest(web);
        assertEquals(401, ha.get("/api/v1/summary").statusCode());
        HttpResponse<Buffer> answer = ha.logIn("Ha", PASSWORD);
        String cookie = answer.getHeader("Set-Cookie");
        assertTrue(cookie.contains("HTTPOnly") && cookie.contains("SameSite=Strict"), cookie);
        assertTrue(cookie.contains("Path=/") && !cookie.contains("Secure"), "we speak no TLS: " + cookie);
        JsonObject session = ha.get("/api/v1/session").bodyAsJsonObject();
        assertEquals("ha", session.getString("name"));
        assertEquals("operator", session.getString("role"));
        assertFalse(session.getBoolean("mustChange"));
        assertEquals(200, ha.get("/api/v1/summary").statusCode());
    }

    @Test
    void neither_the_password_nor_the_token_is_kept_anywhere() throws Exception {
        Guest ha = in("ha");
        String token = ha.cookie.substring(ha.cookie.indexOf('=') + 1);
        for (Path file : List.of(folder.resolve("phusong.db"), folder.resolve("phusong.db-wal"))) {
            String bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
            assertFalse(bytes.contains(token) || bytes.contains(PASSWORD), file.toString());
        }
        assertTrue(People.of(folder).accounts().get(0).hash().startsWith("$argon2id$v=19$m=256,t=1,p=1$"));
    }

    @Test
    void without_an_account_only_the_login_and_the_outlines_are_told() throws Exception {
        Guest nobody = new Guest(web);
        for (String path : List.of("/", "/main.js", "/api/v1/session", "/api/v1/boundaries.geojson", "/health/live")) {
            assertEquals(200, nobody.get(path).statusCode(), path);
        }
        for (String path :
                List.of("/api/v1/summary", "/api/v1/devices", "/api/v1/live", "/api/v1/nowhere", "/api/v1/accounts")) {
            HttpResponse<Buffer> answer = nobody.get(path);
            assertEquals(401, answer.statusCode(), path);
            assertEquals("application/problem+json", answer.getHeader("Content-Type"));
        }
        assertNull(nobody.known());
    }

    /** The same words, and no sooner than the same moment, whatever the reason. */
    @Test
    void a_refusal_never_says_whether_the_name_exists() throws Exception {
        web.accounts.enable("xem", false, BOSS);
        String expected = null;
        for (String[] tried : new String[][] {
            {"ha", "wrong wrong wrong"}, {"nobody", "wrong wrong wrong"}, {"xem", PASSWORD}, {"xem", "wrong"}
        }) {
            long begun = System.nanoTime();
            HttpResponse<Buffer> answer = new Guest(web).logIn(tried[0], tried[1]);
            long ms = (System.nanoTime() - begun) / 1_000_000;
            assertEquals(401, answer.statusCode());
            assertTrue(ms >= 120, tried[0] + " was refused within " + ms + " ms");
            expected = expected == null ? answer.bodyAsString() : expected;
            assertEquals(expected, answer.bodyAsString(), tried[0]);
            assertNull(answer.getHeader("Set-Cookie"));
        }
    }

    @Test
    void an_unknown_name_costs_a_hash_like_a_known_one() {
        Passwords passwords = new Passwords(new PeopleSettings.Password(19 * 1024, 2, 12, 1, 0));
        String kept = passwords.hash(PASSWORD);
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            assertFalse(passwords.isRight(kept, "wrong"));
            long between = System.nanoTime();
            assertFalse(passwords.isRight(null, "wrong"));
            known = Math.min(known, between - begun);
            unknown = Math.min(unknown, System.nanoTime() - between);
        }
        assertTrue(unknown * 2 > known && known * 2 > unknown, known + " ns and " + unknown + " ns");
    }

    @Test
    void three_wrong_passwords_lock_the_account_for_its_time_and_no_longer() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, new Guest(web).logIn("ha", "wrong " + i).statusCode());
        }
        assertEquals(401, new Guest(web).logIn("ha", PASSWORD).statusCode(), "locked, though it is right now");
        assertEquals(200, new Guest(web).logIn("xem", PASSWORD).statusCode(), "others are not");
        web.clock.addAndGet(15 * Folk.MINUTE);
        assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode());
        assertEquals(
                List.of(Deed.LOGIN_FAILED, Deed.LOGIN_FAILED, Deed.LOGIN_FAILED, Deed.ACCOUNT_LOCKED, Deed.LOGIN),
                web.folk.acts.stream()
                        .filter(act -> act.subject().equals("ha"))
                        .map(act -> act.deed())
                        .skip(1)
                        .toList());
    }

    @Test
    void a_right_password_ends_the_row_of_wrong_ones() throws Exception {
        for (int i = 0; i < 4; i++) {
            assertEquals(401, new Guest(web).logIn("ha", "wrong").statusCode());
            assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode(), "round " + i);
        }
    }

    @Test
    void a_lock_outlives_a_restart() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(401, new Guest(web).logIn("ha", "wrong").statusCode());
        }
        restart();
        assertEquals(401, new Guest(web).logIn("ha", PASSWORD).statusCode());
        web.accounts.enable("ha", true, BOSS);
        assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode(), "unlocked by an administrator");
    }

    private void restart() throws Exception {
        long now = web.clock.get();
        web.close();
        web = new Served(folder, OPEN, Folk.settings(true, 1000));
        web.clock.set(now);
    }

    /** Whatever names it tries, real ones or not; and it learns nothing about them. */
    @Test
    void an_address_that_guesses_is_not_listened_to_any_more() throws Exception {
        for (int i = 0; i < 8; i++) {
            assertEquals(401, new Guest(web).logIn("name" + i, "wrong").statusCode());
        }
        assertEquals(429, new Guest(web).logIn("ha", PASSWORD).statusCode());
        assertEquals(429, new Guest(web).logIn("nobody", PASSWORD).statusCode());
        web.clock.addAndGet(15 * Folk.MINUTE);
        assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode());
        assertEquals(8, web.folk.reports.size(), "in the bounded log");
        assertFalse(web.folk.reports.toString().contains("name7"), "people type passwords where names belong");
    }

    @Test
    void a_session_ends_when_idle_and_at_the_latest_after_its_whole_time() throws Exception {
        Guest ha = in("ha");
        for (int minutes = 0; minutes < 700; minutes += 25) {
            assertEquals("ha", ha.known(), "after " + minutes + " min");
            web.clock.addAndGet(25 * Folk.MINUTE);
        }
        web.clock.addAndGet(20 * Folk.MINUTE);
        assertNull(ha.known(), "twelve hours are over");
        Guest idle = in("ha");
        web.clock.addAndGet(30 * Folk.MINUTE);
        assertNull(idle.known());
    }

    @Test
    void a_page_that_only_follows_by_itself_does_not_keep_its_reader_logged_in() throws Exception {
        Guest ha = in("ha");
        ha.headers.put("X-By-Itself", "1");
        web.clock.addAndGet(29 * Folk.MINUTE);
        assertEquals(200, ha.get("/api/v1/summary").statusCode());
        web.clock.addAndGet(Folk.MINUTE);
        assertEquals(401, ha.get("/api/v1/summary").statusCode());
    }

    @Test
    void logging_out_ends_the_session_for_good() throws Exception {
        Guest ha = in("ha");
        Guest thief = new Guest(web);
        thief.cookie = ha.cookie;
        assertEquals("ha", thief.known());
        assertEquals(204, ha.ask(HttpMethod.DELETE, "/api/v1/session", null).statusCode());
        assertNull(thief.known());
        restart();
        thief = new Guest(web);
        thief.cookie = ha.cookie;
        assertNull(thief.known());
    }

    /** Else it would seem over until the next restart, and then the cookie would open everything again. */
    @Test
    void a_session_whose_end_cannot_be_kept_has_not_ended() throws Exception {
        Guest ha = in("ha");
        web.folk.fails = new vn.phusong.journal.JournalTrouble("the disk is full", new java.io.IOException("full"));
        assertEquals(503, ha.ask(HttpMethod.DELETE, "/api/v1/session", null).statusCode());
        assertEquals("ha", ha.known());
        web.folk.fails = null;
        assertEquals(204, ha.ask(HttpMethod.DELETE, "/api/v1/session", null).statusCode());
        assertNull(ha.known());
    }

    @Test
    void who_is_logged_in_stays_so_over_a_restart() throws Exception {
        Guest ha = in("ha");
        web.clock.addAndGet(25 * Folk.MINUTE);
        assertEquals("ha", ha.known());
        restart();
        web.clock.addAndGet(25 * Folk.MINUTE);
        Guest again = new Guest(web);
        again.cookie = ha.cookie;
        assertEquals("ha", again.known(), "it is known that they were there before the restart");
    }

    @Test
    void a_new_password_ends_every_other_session_and_keeps_this_one() throws Exception {
        Guest ha = in("ha");
        Guest elsewhere = in("ha");
        String before = ha.cookie;
        assertEquals(401, ha.change("not the old one", "a brand new password").statusCode());
        assertEquals(400, ha.change(PASSWORD, "short").statusCode());
        assertEquals(400, ha.change(PASSWORD, PASSWORD).statusCode());
        assertEquals(400, ha.change(PASSWORD, "xx ha xx yy zz 99").statusCode(), "holds the name");
        assertEquals(200, ha.change(PASSWORD, "a brand new password").statusCode());
        assertNotEquals(before, ha.cookie);
        assertEquals("ha", ha.known());
        assertNull(elsewhere.known());
        assertEquals(401, new Guest(web).logIn("ha", PASSWORD).statusCode());
        assertEquals(200, new Guest(web).logIn("ha", "a brand new password").statusCode());
    }

    @Test
    void another_role_or_being_disabled_ends_the_sessions() throws Exception {
        Guest ha = in("ha");
        web.accounts.role("ha", Role.VIEWER, BOSS);
        assertNull(ha.known());
        ha = in("ha");
        assertEquals("viewer", ha.get("/api/v1/session").bodyAsJsonObject().getString("role"));
        web.accounts.enable("ha", false, BOSS);
        assertNull(ha.known());
        assertEquals(401, new Guest(web).logIn("ha", PASSWORD).statusCode());
    }

    @Test
    void a_one_time_password_opens_nothing_but_its_own_change() throws Exception {
        String once = web.accounts.add("moi", Role.OPERATOR, null, BOSS);
        Guest moi = new Guest(web);
        assertTrue(moi.logIn("moi", once).bodyAsJsonObject().getBoolean("mustChange"));
        assertEquals(403, moi.get("/api/v1/summary").statusCode());
        assertEquals(
                403,
                moi.ask(HttpMethod.POST, "/api/v1/incidents/x/acts", new JsonObject())
                        .statusCode());
        assertEquals(200, moi.change(once, "my very own words").statusCode());
        assertEquals(200, moi.get("/api/v1/summary").statusCode());
        assertEquals(401, new Guest(web).logIn("moi", once).statusCode());
    }

    @Test
    void a_password_that_is_too_old_must_be_changed() throws Exception {
        web.close();
        PeopleSettings usual = Folk.settings(true, 1000);
        PeopleSettings ageing = new PeopleSettings(
                new PeopleSettings.Password(256, 1, 12, 1, 86_400_000),
                usual.lock(),
                usual.span(),
                usual.doorway(),
                true);
        web = new Served(folder, OPEN, ageing);
        assertFalse(in("ha").get("/api/v1/session").bodyAsJsonObject().getBoolean("mustChange"));
        web.clock.addAndGet(86_400_000);
        Guest ha = in("ha");
        assertTrue(ha.get("/api/v1/session").bodyAsJsonObject().getBoolean("mustChange"));
        assertEquals(200, ha.change(PASSWORD, "a brand new password").statusCode());
        assertEquals(200, ha.get("/api/v1/summary").statusCode());
    }

    @Test
    void a_hash_of_older_parameters_is_made_anew_when_its_owner_logs_in() throws Exception {
        web.close();
        PeopleSettings usual = Folk.settings(true, 1000);
        PeopleSettings stronger = new PeopleSettings(
                new PeopleSettings.Password(512, 2, 12, 1, 0), usual.lock(), usual.span(), usual.doorway(), true);
        web = new Served(folder, OPEN, stronger);
        assertEquals(401, new Guest(web).logIn("ha", "wrong").statusCode());
        assertTrue(hash("ha").startsWith("$argon2id$v=19$m=256,t=1,"), "only who knows the password can");
        assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode());
        assertTrue(hash("ha").startsWith("$argon2id$v=19$m=512,t=2,"), hash("ha"));
        assertTrue(hash("xem").startsWith("$argon2id$v=19$m=256,t=1,"));
        assertEquals(200, new Guest(web).logIn("ha", PASSWORD).statusCode());
    }

    private String hash(String name) throws Exception {
        return People.of(folder).accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow()
                .hash();
    }

    @Test
    void the_stream_ends_with_the_session_that_opened_it() throws Exception {
        Guest ha = in("ha");
        var request = Served.await(web.vertx
                .createHttpClient()
                .request(HttpMethod.GET, web.server.actualPort(), "127.0.0.1", "/api/v1/live"));
        request.putHeader("Cookie", ha.cookie);
        var response = Served.await(request.send());
        assertEquals(200, response.statusCode());
        var ended = io.vertx.core.Promise.<String>promise();
        response.exceptionHandler(cut -> ended.tryComplete("cut"));
        response.endHandler(end -> ended.tryComplete("ended"));
        response.resume();
        web.accounts.enable("ha", false, BOSS);
        web.scene.set(SmallProvince.scene(SmallProvince.T0 + 1000, vn.phusong.coverage.Standing.UNCOVERED));
        assertTrue(Set.of("cut", "ended").contains(Served.await(ended.future())));
        assertEquals(0, web.server.liveClients());
    }

    @Test
    void eleven_sessions_of_one_account_are_ten() throws Exception {
        Guest first = in("ha");
        for (int i = 0; i < 10; i++) {
            web.clock.addAndGet(1);
            assertEquals("ha", in("ha").known());
        }
        assertNull(first.known());
        assertEquals(10, People.of(folder).logins().size());
    }

    @Test
    void a_body_that_is_no_json_object_of_ours_is_refused_without_repeating_it() throws Exception {
        for (JsonObject body : List.of(
                new JsonObject().put("name", "ha").put("passwort", "geheim"),
                new JsonObject().put("name", "ha"),
                new JsonObject().put("name", 7).put("password", "geheim"))) {
            HttpResponse<Buffer> answer = web.send(HttpMethod.POST, "/api/v1/session", Map.of(), body);
            assertEquals(400, answer.statusCode());
            assertFalse(answer.bodyAsString().contains("geheim"));
        }
        HttpResponse<Buffer> form = web.ask(HttpMethod.POST, "/api/v1/session", Map.of("Content-Type", "text/plain"));
        assertEquals(415, form.statusCode());
        JsonObject long4k = new JsonObject().put("name", "ha").put("password", "x".repeat(5000));
        assertEquals(
                413,
                web.send(HttpMethod.POST, "/api/v1/session", Map.of(), long4k).statusCode());
    }
}
