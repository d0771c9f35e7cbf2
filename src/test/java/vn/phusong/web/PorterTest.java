package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Deed;

/** What each role may, from where, and how fast. */
class PorterTest {
    private static final String PASSWORD = "đường lên bản Co 7";
    private static final Caller BOSS = new Caller("console:test", "", true);
    private static final WebSettings LOCAL = new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, false);

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = serve(folder, Folk.settings(false, 1000));
    }

    private static Served serve(Path folder, PeopleSettings settings) throws Exception {
        Served web = new Served(folder, LOCAL, settings);
        for (Role role : Role.values()) {
            if (web.accounts.all().size() < 3) {
                assertNull(web.accounts.add(role.word(), role, PASSWORD, BOSS));
            }
        }
        return web;
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Guest in(Role role) throws Exception {
        Guest guest = new Guest(web);
        assertEquals(200, guest.logIn(role.word(), PASSWORD).statusCode());
        return guest;
    }

    private static JsonObject account(String name) {
        return new JsonObject().put("name", name).put("role", "viewer");
    }

    @Test
    void only_administrators_see_and_change_accounts() throws Exception {
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
            Guest guest = in(role);
            assertEquals(403, guest.get("/api/v1/accounts").statusCode());
            assertEquals(
                    403,
                    guest.ask(HttpMethod.POST, "/api/v1/accounts", account("new"))
                            .statusCode());
            assertEquals(
                    403,
                    guest.ask(
                                    HttpMethod.PATCH,
                                    "/api/v1/accounts/viewer",
                                    new JsonObject().put("role", "administrator"))
                            .statusCode());
        }
        assertEquals(3, web.accounts.all().size());
    }

    /** Whichever door it is, and whether it asks for a role itself or not. */
    @Test
    void a_viewer_changes_nothing_and_nobody_changes_anything_without_logging_in() throws Exception {
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE)) {
            for (String path : List.of("/api/v1/incidents/x", "/api/v1/summary", "/api/v1/nowhere")) {
                assertEquals(403, in(Role.VIEWER).ask(method, path, null).statusCode(), method + " " + path);
                assertEquals(401, new Guest(web).ask(method, path, null).statusCode(), method + " " + path);
            }
        }
    }

    @Test
    void no_other_way_of_writing_a_path_leads_past_the_porter() throws Exception {
        for (String path : List.of(
                "/api/v1/accounts",
                "/api/v1/accounts/",
                "/api/v1/%61ccounts",
                "/api/v1/summary/../accounts",
                "/api/v1/./accounts",
                "/api//v1/accounts",
                "//api/v1/accounts",
                "/api/v1/accounts;a=b",
                "/API/v1/accounts",
                "/api/v1/accounts%2f",
                "/x/%2e%2e/api/v1/accounts")) {
            int status = new Guest(web).get(path).statusCode();
            assertTrue(status == 401 || status == 404, path + " " + status);
            status =
                    in(Role.OPERATOR).ask(HttpMethod.POST, path, account("new")).statusCode();
            assertTrue(status == 403 || status == 404 || status == 405, path + " " + status);
        }
        assertEquals(3, web.accounts.all().size());
        assertEquals(
                202, web.ask(HttpMethod.POST, "/api/v1/readings/", Map.of()).statusCode(), "as devices may write it");
    }

    @Test
    void what_is_seen_by_who_logged_in_is_for_no_shared_cache() throws Exception {
        assertEquals("no-cache", web.get("/api/v1/summary").getHeader("Cache-Control"));
        assertEquals("private, no-cache", in(Role.VIEWER).get("/api/v1/summary").getHeader("Cache-Control"));
        assertEquals("no-store", in(Role.ADMINISTRATOR).get("/api/v1/accounts").getHeader("Cache-Control"));
    }

    @Test
    void a_method_that_no_door_has_is_405_to_who_might_have_used_it() throws Exception {
        assertEquals(
                405,
                in(Role.OPERATOR)
                        .ask(HttpMethod.DELETE, "/api/v1/summary", null)
                        .statusCode());
    }

    @Test
    void the_door_for_readings_is_the_devices_own() throws Exception {
        assertEquals(202, web.ask(HttpMethod.POST, "/api/v1/readings", Map.of()).statusCode());
        assertEquals(
                202,
                web.ask(HttpMethod.POST, "/api/v1/readings", Map.of("Origin", "https://evil.example"))
                        .statusCode());
    }

    @Test
    void an_administrator_adds_changes_and_disables_and_each_is_an_act() throws Exception {
        Guest boss = in(Role.ADMINISTRATOR);
        HttpResponse<Buffer> added = boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new.one"));
        assertEquals(201, added.statusCode());
        String once = added.bodyAsJsonObject().getString("oneTimePassword");
        assertEquals(200, new Guest(web).logIn("new.one", once).statusCode());
        JsonObject changed = patched(boss, "new.one", new JsonObject().put("role", "operator"));
        assertEquals("operator", changed.getString("role"));
        assertFalse(
                patched(boss, "new.one", new JsonObject().put("enabled", false)).getBoolean("enabled"));
        assertTrue(
                patched(boss, "new.one", new JsonObject().put("enabled", true)).getBoolean("enabled"));
        assertNotNull(patched(boss, "new.one", new JsonObject().put("oneTimePassword", true))
                .getString("oneTimePassword"));
        assertEquals(
                List.of(
                        Deed.ACCOUNT_ADDED,
                        Deed.ROLE_CHANGED,
                        Deed.ACCOUNT_DISABLED,
                        Deed.ACCOUNT_ENABLED,
                        Deed.PASSWORD_CHANGED),
                web.folk.acts.stream()
                        .filter(act -> act.by().equals("administrator")
                                && act.subject().equals("new.one"))
                        .map(act -> act.deed())
                        .toList());
        JsonObject list = boss.get("/api/v1/accounts").bodyAsJsonObject();
        assertEquals(4, list.getJsonArray("accounts").size());
        assertFalse(list.encode().contains("argon2"));
    }

    private static JsonObject patched(Guest boss, String name, JsonObject change) throws Exception {
        HttpResponse<Buffer> answer = boss.ask(HttpMethod.PATCH, "/api/v1/accounts/" + name, change);
        assertEquals(200, answer.statusCode(), answer.bodyAsString());
        return answer.bodyAsJsonObject();
    }

    @Test
    void a_bad_account_is_refused_with_a_sentence() throws Exception {
        Guest boss = in(Role.ADMINISTRATOR);
        for (String name : List.of("A", "phusong", "x", "a b", "../etc", "a\nb", "tên")) {
            assertEquals(
                    400,
                    boss.ask(HttpMethod.POST, "/api/v1/accounts", account(name)).statusCode(),
                    name);
        }
        assertEquals(
                409,
                boss.ask(HttpMethod.POST, "/api/v1/accounts", account("viewer")).statusCode());
        assertEquals(
                404,
                boss.ask(HttpMethod.PATCH, "/api/v1/accounts/nobody", new JsonObject().put("enabled", true))
                        .statusCode());
        assertEquals(
                400,
                boss.ask(HttpMethod.PATCH, "/api/v1/accounts/viewer", new JsonObject())
                        .statusCode());
        assertEquals(
                400,
                boss.ask(HttpMethod.PATCH, "/api/v1/accounts/viewer", new JsonObject().put("role", "king"))
                        .statusCode());
    }

    @Test
    void the_last_administrator_stays() throws Exception {
        Guest boss = in(Role.ADMINISTRATOR);
        for (JsonObject change :
                List.of(new JsonObject().put("enabled", false), new JsonObject().put("role", "operator"))) {
            assertEquals(
                    409,
                    boss.ask(HttpMethod.PATCH, "/api/v1/accounts/administrator", change)
                            .statusCode());
        }
        assertEquals("administrator", boss.known());
    }

    @Test
    void another_page_cannot_ride_on_the_cookie() throws Exception {
        Guest boss = in(Role.ADMINISTRATOR);
        String right = boss.headers.remove("X-CSRF-Token");
        assertEquals(
                403,
                boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new")).statusCode());
        boss.headers.put("X-CSRF-Token", right.substring(1) + "A");
        assertEquals(
                403,
                boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new")).statusCode());
        assertEquals(403, boss.ask(HttpMethod.DELETE, "/api/v1/session", null).statusCode());
        boss.headers.put("X-CSRF-Token", right);
        for (Map<String, String> elsewhere : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "http://127.0.0.1:1"),
                Map.of("Origin", "null"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"))) {
            boss.headers.putAll(elsewhere);
            assertEquals(
                    403,
                    boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new"))
                            .statusCode(),
                    elsewhere.toString());
            boss.headers.keySet().removeAll(elsewhere.keySet());
        }
        boss.headers.put("Origin", "http://127.0.0.1:" + web.server.actualPort());
        assertEquals(
                201,
                boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new")).statusCode());
    }

    @Test
    void no_page_elsewhere_can_log_its_reader_in_here() throws Exception {
        Guest victim = new Guest(web);
        victim.headers.put("Origin", "https://evil.example");
        assertEquals(403, victim.logIn("viewer", PASSWORD).statusCode());
    }

    @Test
    void who_asks_too_fast_is_told_to_wait() throws Exception {
        web.close();
        web = serve(folder, Folk.settings(false, 5));
        for (int i = 0; i < 5; i++) {
            assertEquals(200, web.get("/api/v1/summary").statusCode());
        }
        HttpResponse<Buffer> refused = web.get("/api/v1/summary");
        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.getHeader("Retry-After"));
        assertEquals(202, web.ask(HttpMethod.POST, "/api/v1/readings", Map.of()).statusCode(), "readings go on");
        assertEquals(200, web.get("/health/live").statusCode());
        web.clock.addAndGet(200);
        assertEquals(200, web.get("/api/v1/summary").statusCode());
        assertEquals(429, web.get("/api/v1/summary").statusCode());
    }

    @Test
    void administrators_rule_only_at_their_own_address_when_there_is_one() throws Exception {
        web.close();
        PeopleSettings usual = Folk.settings(false, 1000);
        PeopleSettings apart = new PeopleSettings(
                usual.password(),
                usual.lock(),
                usual.span(),
                new PeopleSettings.Doorway(
                        new PeopleSettings.Place("127.0.0.1", 0), PeopleSettings.Secure.AUTO, Set.of(), 1000, 1000),
                false);
        web = serve(folder, apart);
        assertEquals(401, new Guest(web).logIn("administrator", PASSWORD).statusCode());
        assertEquals(200, new Guest(web).logIn("operator", PASSWORD).statusCode());
        Guest boss = new Guest(web, web.server.administrationPort());
        assertEquals(200, boss.logIn("administrator", PASSWORD).statusCode());
        assertEquals(
                201,
                boss.ask(HttpMethod.POST, "/api/v1/accounts", account("new")).statusCode());
        Guest same = new Guest(web);
        same.cookie = boss.cookie;
        same.headers.putAll(boss.headers);
        assertEquals(
                403,
                same.ask(HttpMethod.POST, "/api/v1/accounts", account("other")).statusCode());
        for (String path : List.of("/api/v1/accounts", "/api/v1/audit", "/api/v1/audit/", "/api/v1/%61udit")) {
            assertEquals(200, boss.get(path).statusCode(), path);
            assertEquals(403, same.get(path).statusCode(), path + " is read at the address for administration only");
        }
        assertEquals(200, boss.get("/").statusCode(), "the page is there too");
    }

    /** Whoever tries their names at the public page is told nothing and takes nothing from them. */
    @Test
    void nobody_locks_an_administrator_out_from_where_administrators_cannot_log_in() throws Exception {
        web.close();
        PeopleSettings usual = Folk.settings(false, 1000);
        web = serve(
                folder,
                new PeopleSettings(
                        usual.password(),
                        usual.lock(),
                        usual.span(),
                        new PeopleSettings.Doorway(
                                new PeopleSettings.Place("127.0.0.1", 0),
                                PeopleSettings.Secure.AUTO,
                                Set.of(),
                                1000,
                                1000),
                        false));
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    401, new Guest(web).logIn("administrator", "wrong " + i).statusCode());
        }
        Guest boss = new Guest(web, web.server.administrationPort());
        assertEquals(200, boss.logIn("administrator", PASSWORD).statusCode(), "not locked");
        assertEquals(
                List.of(Deed.LOGIN),
                web.folk.acts.stream()
                        .filter(act -> act.subject().equals("administrator"))
                        .map(act -> act.deed())
                        .filter(deed -> deed != Deed.ACCOUNT_ADDED)
                        .toList(),
                "nothing an outsider does there fills the log that is kept for good");
        assertEquals(5, web.folk.reports.size(), "in the bounded log");
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    401, new Guest(web).logIn("administrator", "wrong " + i).statusCode());
        }
        assertEquals(429, new Guest(web).logIn("operator", PASSWORD).statusCode(), "the address is counted");
    }

    @Test
    void who_must_change_the_password_sees_no_more_than_who_is_not_logged_in() throws Exception {
        String once = web.accounts.add("moi", Role.OPERATOR, null, BOSS);
        Guest moi = new Guest(web);
        assertEquals(200, moi.logIn("moi", once).statusCode());
        JsonObject seen = moi.get("/api/v1/policy").bodyAsJsonObject();
        assertEquals(web.json("/api/v1/policy"), seen, "no address is shown yet");
        assertEquals(200, moi.change(once, "my very own words").statusCode());
        assertFalse(web.json("/api/v1/policy").equals(moi.get("/api/v1/policy").bodyAsJsonObject()));
    }

    @Test
    void only_a_proxy_we_know_is_believed_who_asks_and_that_it_came_by_tls() throws Exception {
        Guest guest = new Guest(web);
        guest.headers.putAll(Map.of("X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"));
        assertFalse(guest.logIn("viewer", PASSWORD).getHeader("Set-Cookie").contains("Secure"));
        assertEquals("127.0.0.1", peer());
        web.close();
        PeopleSettings usual = Folk.settings(false, 1000);
        web = serve(
                folder,
                new PeopleSettings(
                        usual.password(),
                        usual.lock(),
                        usual.span(),
                        new PeopleSettings.Doorway(null, PeopleSettings.Secure.AUTO, Set.of("127.0.0.1"), 1000, 1000),
                        false));
        Guest proxied = new Guest(web);
        proxied.headers.putAll(Map.of("X-Forwarded-For", "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto", "https"));
        String cookie = proxied.logIn("viewer", PASSWORD).getHeader("Set-Cookie");
        assertTrue(cookie.startsWith("__Host-") && cookie.contains("Secure"), cookie);
        assertEquals("viewer", proxied.known());
        assertEquals("203.0.113.9", peer(), "what the proxy saw, not what it was told");
        proxied.headers.put("X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
        assertEquals(401, proxied.logIn("viewer", "wrong").statusCode());
        assertEquals("2001:db8:1:2::/64", peer());
    }

    /** A proxy that adds a line of its own leaves what the asker claimed in the line before. */
    @Test
    void of_several_lines_about_who_asks_the_last_is_believed() throws Exception {
        web.close();
        PeopleSettings usual = Folk.settings(false, 1000);
        web = serve(
                folder,
                new PeopleSettings(
                        usual.password(),
                        usual.lock(),
                        usual.span(),
                        new PeopleSettings.Doorway(null, PeopleSettings.Secure.AUTO, Set.of("127.0.0.1"), 1000, 1000),
                        false));
        String cookie = cookieOf(List.of("198.51.100.7", "198.51.100.8, 203.0.113.9"), List.of("https", "http"));
        assertEquals("203.0.113.9", peer());
        assertFalse(cookie.contains("Secure"), cookie);
        cookie = cookieOf(List.of("203.0.113.9"), List.of("http", "http, https"));
        assertTrue(cookie.contains("Secure"), cookie);
    }

    private String cookieOf(List<String> addresses, List<String> protocols) throws Exception {
        var request = web.client.request(HttpMethod.POST, "/api/v1/session");
        request.headers().set("X-Forwarded-For", addresses).set("X-Forwarded-Proto", protocols);
        return Served.await(request.sendJsonObject(
                        new JsonObject().put("name", "viewer").put("password", PASSWORD)))
                .getHeader("Set-Cookie");
    }

    private String peer() {
        return web.folk.acts.get(web.folk.acts.size() - 1).text("peer");
    }

    @Test
    void the_first_administrator_is_made_once_and_only_where_nobody_is() throws Exception {
        assertNull(web.accounts.first("other", once -> {
            throw new AssertionError("told " + once);
        }));
        try (Served empty = new Served(folder.resolve("empty"), LOCAL, Folk.settings(false, 1000))) {
            StringBuilder told = new StringBuilder();
            String once = empty.accounts.first("quantri", told::append);
            assertEquals(told.toString(), once);
            assertTrue(once.matches("([a-z2-9]{5}-){3}[a-z2-9]{5}"), once);
            Guest boss = new Guest(empty);
            assertTrue(boss.logIn("quantri", once).bodyAsJsonObject().getBoolean("mustChange"));
            assertEquals(403, boss.get("/api/v1/accounts").statusCode());
            assertEquals(200, boss.change(once, "a very long secret").statusCode());
            assertEquals(200, boss.get("/api/v1/accounts").statusCode());
        }
    }
}
