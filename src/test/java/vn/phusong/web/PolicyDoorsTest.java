package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy over a real connection. */
class PolicyDoorsTest {
    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void a_dry_run_asks_what_was_asked_and_nothing_else() throws Exception {
        JsonObject answer = web.json("/api/v1/policy/dry-run?area=01864&severity=major&at=2026-03-01T08:00:00%2B07:00");
        assertEquals(
                new JsonObject().put("area", "01864").put("severity", "major").put("at", "2026-03-01T08:00:00+07:00"),
                answer.getJsonObject("asked"));
        assertFalse(answer.getBoolean("isKnown"), "nobody logged in");
    }

    @Test
    void a_word_that_cannot_be_understood_is_a_problem_that_names_it() throws Exception {
        var response = web.get("/api/v1/policy/dry-run?severity=majr");
        assertEquals(400, response.statusCode());
        assertEquals("severity", response.bodyAsJsonObject().getString("field"));
    }

    @Test
    void the_policy_is_shown_without_addresses_to_who_has_not_logged_in() throws Exception {
        assertFalse(web.json("/api/v1/policy").getBoolean("isKnown"));
    }
}
