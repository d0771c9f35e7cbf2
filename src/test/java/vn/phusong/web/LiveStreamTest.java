package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;

class LiveStreamTest {
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

    /** Follows until the text of the stream holds {@code wanted}. */
    private String follow(String wanted, Runnable whenOpen) throws Exception {
        HttpClient client = web.vertx.createHttpClient();
        Promise<String> seen = Promise.promise();
        StringBuilder text = new StringBuilder();
        HttpClientResponse response = open(client);
        response.handler(chunk -> {
            text.append(chunk);
            if (text.indexOf(wanted) >= 0) {
                seen.tryComplete(text.toString());
            }
        });
        response.resume();
        whenOpen.run();
        String all = Served.await(seen.future());
        Served.await(client.close());
        return all;
    }

    private HttpClientResponse open(HttpClient client) throws Exception {
        return Served.await(client.request(HttpMethod.GET, web.server.actualPort(), "127.0.0.1", "/api/v1/live")
                .compose(request -> request.send().onSuccess(HttpClientResponse::pause)));
    }

    @Test
    void a_change_of_standing_is_told_with_the_new_summary() throws Exception {
        String text = follow("event: summary", () -> web.scene.set(SmallProvince.scene(T0 + 1000, Standing.UNCOVERED)));
        assertTrue(text.contains("event: village\ndata: {\"id\":\"v-co\""), text);
        assertTrue(text.contains("\"uncovered\":2"), text);
        assertEquals(-1, text.indexOf("\"id\":\"v-dark\""), "what did not change is not told");
    }

    @Test
    void an_incident_is_told_when_it_opens_and_when_it_closes() throws Exception {
        Incident open = SmallProvince.incident(1, "v-dark", IncidentState.OPENED, T0 - 7_200_000);
        String opening =
                follow("event: incident", () -> web.scene.set(SmallProvince.scene(T0 + 1000, Standing.COVERED, open)));
        assertTrue(opening.contains("\"open\":true"), opening);
        web.keep(
                List.of(),
                List.of(open, SmallProvince.incident(1, "v-dark", IncidentState.CLOSED, T0 - 7_200_000)),
                List.of());
        String closing =
                follow("event: incident", () -> web.scene.set(SmallProvince.scene(T0 + 2000, Standing.COVERED)));
        assertTrue(closing.contains("\"open\":false"), closing);
    }

    @Test
    void one_page_too_many_is_refused_and_counted() throws Exception {
        HttpClient client = web.vertx.createHttpClient();
        assertEquals(200, open(client).statusCode());
        assertEquals(200, open(client).statusCode());
        HttpClientResponse third = open(client);
        assertEquals(503, third.statusCode());
        assertEquals("10", third.getHeader("Retry-After"));
        assertEquals(2, web.server.liveClients());
        assertEquals(1, web.server.liveRefused());
        Served.await(client.close());
    }

    @Test
    void a_page_that_does_not_read_is_dropped_and_counted() throws Exception {
        LiveStream stream = new LiveStream(new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, false));
        Router router = Router.router(web.vertx);
        router.get("/api/v1/live").handler(stream::open);
        HttpServer server =
                Served.await(web.vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        HttpClient client = web.vertx.createHttpClient();
        HttpClientResponse asleep =
                Served.await(client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/api/v1/live")
                        .compose(request -> request.send().onSuccess(HttpClientResponse::pause)));
        assertEquals(200, asleep.statusCode());
        Buffer frame = Buffer.buffer(new byte[1 << 20]);
        Promise<Void> dropped = Promise.promise();
        long timer = web.vertx.setPeriodic(1, tick -> {
            stream.send(frame);
            if (stream.dropped() > 0) {
                dropped.tryComplete();
            }
        });
        Served.await(dropped.future());
        assertTrue(web.vertx.cancelTimer(timer));
        assertEquals(1, stream.dropped());
        assertEquals(0, stream.connected());
        Served.await(client.close());
        Served.await(server.close());
    }
}
