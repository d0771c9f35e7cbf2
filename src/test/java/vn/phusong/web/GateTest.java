package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
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
    void a_foreign_name_that_leads_to_this_machine_is_turned_away() throws Exception {
        HttpResponse<Buffer> answer = web.ask(HttpMethod.GET, "/api/v1/summary", Map.of("Host", "evil.example:8080"));
        assertEquals(421, answer.statusCode());
        assertEquals("application/problem+json", answer.getHeader("Content-Type"));
        assertEquals(
                200,
                web.ask(HttpMethod.GET, "/api/v1/summary", Map.of("Host", "localhost:1"))
                        .statusCode());
        assertEquals(
                200,
                web.ask(HttpMethod.GET, "/api/v1/summary", Map.of("Host", "[::1]:8080"))
                        .statusCode());
    }

    /** Open to the network, as in a container: what a page elsewhere can make a browser say is still turned away. */
    @Test
    void on_every_address_it_answers_to_numbers_and_to_the_names_it_was_given() throws Exception {
        Set<String> names = Set.of("phusong", "phusong.example");
        WebSettings open = new WebSettings("0.0.0.0", 0, 1, 1, new WebSettings.Known(names, Set.of()), false);
        try (Served wide = new Served(folder.resolve("wide"), open)) {
            for (String host : new String[] {
                "localhost:8080",
                "127.0.0.1",
                "10.0.0.7:8080",
                "[fe80::1]:8080",
                "phusong:8080",
                "Phusong.Example",
                "0.0.0.0:1"
            }) {
                assertEquals(200, status(wide, host), host);
            }
            for (String host : new String[] {
                "evil.example",
                "evil.example:8080",
                "phusong.example.evil.example",
                "notphusong",
                "1.2.3.4.evil.example",
                "127.0.0.1.nip.io",
                "beef",
                "10.0.0.7.",
                ""
            }) {
                assertEquals(421, status(wide, host), host);
            }
        }
    }

    private static int status(Served web, String host) throws Exception {
        return web.ask(HttpMethod.GET, "/api/v1/summary", Map.of("Host", host)).statusCode();
    }

    @Test
    void every_answer_tells_browsers_to_trust_only_us() throws Exception {
        for (String path : new String[] {"/", "/api/v1/summary", "/api/v1/nowhere"}) {
            HttpResponse<Buffer> answer = web.get(path);
            String policy = answer.getHeader("Content-Security-Policy");
            assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
            assertTrue(!policy.contains("unsafe") && !policy.contains("http"), policy);
            assertEquals("nosniff", answer.getHeader("X-Content-Type-Options"));
        }
    }

    @Test
    void what_is_long_is_packed_for_who_can_unpack_it() throws Exception {
        HttpResponse<Buffer> packed = web.ask(HttpMethod.GET, "/main.js", Map.of("Accept-Encoding", "gzip"));
        assertEquals("gzip", packed.getHeader("Content-Encoding"));
        byte[] text = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes())).readAllBytes();
        assertEquals(web.get("/main.js").bodyAsString(), new String(text, StandardCharsets.UTF_8));
    }

    @Test
    void no_path_leads_out_of_the_page() throws Exception {
        for (String path : new String[] {
            "/../phusong.properties", "/%2e%2e/phusong.properties", "/web/index.html", "/webjars/ol/10.7.0/package.json"
        }) {
            assertEquals(404, web.get(path).statusCode(), path);
        }
    }

    @Test
    void a_taken_port_is_one_clear_sentence() throws Exception {
        WebSettings taken =
                new WebSettings("127.0.0.1", web.server.actualPort(), 1, 1, WebSettings.Known.NOBODY, false);
        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> Served.await(WebServer.start(web.vertx, taken, web.sources(), web.accounts)));
        assertTrue(
                refused.getCause().getMessage().startsWith("the web port 127.0.0.1:" + taken.port() + " is in use"),
                refused.getCause().getMessage());
    }
}
