package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.SecurityEvent;

class HttpDoorTest {
    /** Takes everything in and settles when the test says so. */
    private static final class Patient implements Intake {
        final BlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>();
        final BlockingQueue<SecurityEvent> reported = new LinkedBlockingQueue<>();
        volatile boolean isOpen = true;
        volatile boolean isFull;

        @Override
        public boolean offer(Arrival arrival) {
            return !isFull && waiting.add(arrival);
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void report(SecurityEvent event) {
            assertTrue(reported.add(event));
        }

        void settle(Outcome... outcomes) throws InterruptedException {
            Arrival arrival = waiting.poll(10, TimeUnit.SECONDS);
            assertEquals(outcomes.length, arrival.readings().size());
            arrival.settled()
                    .accept(new Settled(1, List.of(outcomes), arrival.refused().size()));
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Patient intake = new Patient();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Credentials.Issued secret = Credentials.issue("p1");
    private final Credentials.Issued ended = Credentials.issue("p0");
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        DeviceAccess access = new DeviceAccess(Roster::registry);
        HttpDoor door = new HttpDoor(
                new ReadingDecoder(Said.LIMITS),
                new Credentials(List.of(secret.kept(), ended.kept())),
                access,
                new Admission(access),
                intake,
                new HttpDoor.Place(InstantSource.fixed(Instant.ofEpochMilli(Said.NOW)), 10_000));
        Router router = Router.router(vertx);
        router.post("/api/v1/readings").handler(door);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<HttpResponse<String>> postAs(
            String device, String plain, String body, String... headers) {
        String login = Base64.getEncoder().encodeToString((device + ":" + plain).getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/readings"))
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> post(String body, String... headers) {
        return postAs("p1", secret.plain(), body, headers);
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> asked) throws Exception {
        return asked.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_reading_is_acknowledged_only_when_it_is_durable() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = post("[{\"event\":\"los\"},{\"event\":\"reboot\"}]");
        Arrival waiting = intake.waiting.poll(10, TimeUnit.SECONDS);
        assertFalse(asked.isDone());
        waiting.settled().accept(new Settled(1, List.of(Outcome.COMMITTED, Outcome.DUPLICATE), 0));
        assertEquals(202, answer(asked).statusCode());
        assertEquals(
                new JsonObject("{\"committed\":1,\"duplicate\":1,\"refused\":0}"),
                new JsonObject(answer(asked).body()));
        assertEquals("/api/v1/readings", waiting.sender().topic());
    }

    @Test
    void each_bad_record_is_named_and_the_good_ones_are_taken() throws Exception {
        CompletableFuture<HttpResponse<String>> asked =
                post("[7,{\"event\":\"los\"},{\"fibre\":{\"rx\":-20}},{\"event\":\"reboot\"}]");
        intake.settle(Outcome.COMMITTED, Outcome.CONFLICT);
        HttpResponse<String> answer = answer(asked);
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        JsonObject problem = new JsonObject(answer.body());
        assertEquals(1, problem.getInteger("committed"));
        assertEquals(3, problem.getInteger("refused"));
        List<String> named = problem.getJsonArray("records").stream()
                .map(JsonObject.class::cast)
                .map(record -> record.getInteger("index") + " " + record.getString("reason"))
                .toList();
        assertEquals(List.of("0 wrong_type", "2 device_not_allowed", "3 conflict"), named);
    }

    @Test
    void what_is_no_json_is_kept_in_quarantine_before_it_is_refused() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = post("{\"event\":");
        intake.settle();
        assertEquals(400, answer(asked).statusCode());
        assertTrue(answer(asked).body().contains("unparsable"));
    }

    @Test
    void a_wrong_secret_is_unauthorised_and_written_to_the_security_log() throws Exception {
        HttpResponse<String> answer = answer(postAs("p1", "wrong", "{}"));
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
        SecurityEvent event = intake.reported.poll(10, TimeUnit.SECONDS);
        assertEquals("login_failed", event.what());
        assertEquals("p1", event.device());
        assertEquals("127.0.0.1", event.from());
        for (String header : new String[] {null, "Bearer x", "Basic", "Basic %%%", "Basic cDE="}) {
            assertNull(BasicLogin.of(header), header);
        }
    }

    @Test
    void a_device_that_has_ended_is_forbidden() throws Exception {
        assertEquals(403, answer(postAs("p0", ended.plain(), "{}")).statusCode());
    }

    @Test
    void a_body_over_the_limit_is_refused_with_and_without_a_length() throws Exception {
        assertEquals(413, answer(post(" ".repeat(10_001))).statusCode());
        CompletableFuture<HttpResponse<String>> fits = post("{\"event\":\"los\"}" + " ".repeat(10_000 - 15));
        intake.settle(Outcome.COMMITTED);
        assertEquals(202, answer(fits).statusCode());
        String login = Base64.getEncoder().encodeToString(("p1:" + secret.plain()).getBytes(StandardCharsets.UTF_8));
        HttpRequest chunked = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/readings"))
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[20_000])))
                .build();
        assertEquals(
                413, client.send(chunked, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void only_json_of_two_kinds_is_read() throws Exception {
        assertEquals(415, answer(post("{}", "Content-Type", "text/csv")).statusCode());
        assertEquals(415, answer(post("{}", "Content-Encoding", "gzip")).statusCode());
        CompletableFuture<HttpResponse<String>> asked = post(
                "[{\"n\":\"p1/45204/lte/rsrp\",\"v\":-97}]", "Content-Type", "application/senml+json; charset=utf-8");
        intake.settle(Outcome.COMMITTED);
        assertEquals(202, answer(asked).statusCode());
    }

    @Test
    void while_nothing_can_be_kept_a_device_is_asked_to_come_again() throws Exception {
        intake.isFull = true;
        HttpResponse<String> full = answer(post("{\"event\":\"los\"}"));
        assertEquals(503, full.statusCode());
        assertTrue(full.headers().firstValue("Retry-After").isPresent());
        intake.isOpen = false;
        assertEquals(503, answer(post("{\"event\":\"los\"}")).statusCode());
    }

    @Test
    void a_client_that_goes_away_early_harms_nobody() throws Exception {
        CompletableFuture<HttpResponse<String>> gone = post("{\"event\":\"los\"}");
        Arrival waiting = intake.waiting.poll(10, TimeUnit.SECONDS);
        assertTrue(gone.cancel(true));
        waiting.settled().accept(new Settled(1, List.of(Outcome.COMMITTED), 0));
        CompletableFuture<HttpResponse<String>> next = post("{\"event\":\"los\"}");
        intake.settle(Outcome.DUPLICATE);
        assertEquals(202, answer(next).statusCode());
    }
}
