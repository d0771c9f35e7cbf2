package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Grafana that was named may read the outlines; nobody else anything. */
class NeighboursTest {
    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final String NAMED = "https://grafana.example:3000";

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(
                folder, new WebSettings("127.0.0.1", 0, 2, 8, new WebSettings.Known(Set.of(), Set.of(NAMED)), true));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private HttpResponse<Buffer> ask(HttpMethod method, String path, String origin, Map<String, String> more)
            throws Exception {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Origin", origin);
        return web.ask(method, path, headers);
    }

    @Test
    void the_named_page_reads_the_outlines() throws Exception {
        HttpResponse<Buffer> answer = ask(HttpMethod.GET, Neighbours.OPEN, NAMED, Map.of());
        assertEquals(200, answer.statusCode());
        assertEquals(NAMED, answer.getHeader(ALLOWED));
        assertTrue(answer.headers().getAll("Vary").contains("Origin"), answer.headers()::toString);
        assertTrue(answer.headers().getAll("Vary").contains("Accept-Encoding"), answer.headers()::toString);
        assertEquals("FeatureCollection", answer.bodyAsJsonObject().getString("type"));
    }

    @Test
    void what_the_named_page_knows_already_is_not_sent_again() throws Exception {
        String tag = ask(HttpMethod.GET, Neighbours.OPEN, NAMED, Map.of()).getHeader("ETag");
        HttpResponse<Buffer> again = ask(HttpMethod.GET, Neighbours.OPEN, NAMED, Map.of("If-None-Match", tag));
        assertEquals(304, again.statusCode());
        assertEquals(NAMED, again.getHeader(ALLOWED));
    }

    @Test
    void the_question_before_the_question_is_answered() throws Exception {
        HttpResponse<Buffer> answer = ask(
                HttpMethod.OPTIONS,
                Neighbours.OPEN,
                NAMED,
                Map.of("Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match"));
        assertEquals(204, answer.statusCode());
        assertEquals(NAMED, answer.getHeader(ALLOWED));
        assertEquals("GET, HEAD", answer.getHeader("Access-Control-Allow-Methods"));
        assertEquals("If-None-Match", answer.getHeader("Access-Control-Allow-Headers"));
        assertNull(answer.getHeader("Access-Control-Allow-Credentials"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://grafana.example:3000",
                "https://grafana.example",
                "https://grafana.example:3000.evil.example",
                "null",
                "*"
            })
    void a_page_that_was_not_named_gets_no_header(String origin) throws Exception {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.OPTIONS}) {
            HttpResponse<Buffer> answer = ask(method, Neighbours.OPEN, origin, Map.of());
            assertNull(answer.getHeader(ALLOWED), origin);
            assertNull(answer.getHeader("Access-Control-Allow-Methods"), origin);
            assertTrue(answer.headers().getAll("Vary").contains("Origin"), answer.headers()::toString);
        }
    }

    @Test
    void nothing_but_the_outlines_is_open() throws Exception {
        for (String path :
                new String[] {"/", "/api/v1/summary", "/api/v1/map.geojson", "/api/v1/villages", "/metrics"}) {
            assertNull(ask(HttpMethod.GET, path, NAMED, Map.of()).getHeader(ALLOWED), path);
        }
    }
}
