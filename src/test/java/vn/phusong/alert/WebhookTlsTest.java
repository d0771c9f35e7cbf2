package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.ingest.Authority;
import vn.phusong.journal.Frozen;

/** A webhook over TLS, with an authority this Java machine trusts: nothing is told to who cannot prove his name. */
@Timeout(60)
class WebhookTlsTest {
    private static final String STORE = "javax.net.ssl.trustStore";

    @TempDir
    private static Path folder;

    private static Authority trusted;
    private static Authority stranger;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger posts = new AtomicInteger();

    @BeforeAll
    static void authorities() throws Exception {
        trusted = new Authority(folder.resolve("trusted"));
        stranger = new Authority(folder.resolve("stranger"));
        System.setProperty(STORE, trusted.trusted().toString());
    }

    @AfterAll
    static void as_it_was() {
        System.clearProperty(STORE);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Answer told(Authority.Signed shown) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(shown.certificate().toString())
                        .addKeyPath(shown.key().toString()));
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(request -> {
                    posts.incrementAndGet();
                    request.response().setStatusCode(204).end().onComplete(done -> {}, gone -> {});
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        URI address = URI.create("https://localhost:" + server.actualPort() + "/hook");
        Notice notice = ChannelContract.notice("gn-1-m1", 1);
        try (Webhook webhook = new Webhook(
                vertx, new WebhookSettings(address, null, Signature.of(List.of()), 1, 5_000), InstantSource.system())) {
            return webhook.deliver(new Frozen(
                            webhook.name(), "gn-1-m1", notice.id(), notice.ids(), 1, NoticeJson.body(notice)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private void assertToldNothing(Authority.Signed shown) throws Exception {
        Answer answer = told(shown);
        assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
        assertEquals(0, posts.get(), "nothing was sent");
    }

    @Test
    void a_receiver_with_a_good_certificate_is_told() throws Exception {
        Answer answer = told(trusted.sign("good"));
        assertEquals(Answer.Kind.DELIVERED, answer.kind(), answer.detail());
        assertEquals(1, posts.get());
    }

    @Test
    void a_certificate_that_has_expired_is_told_nothing() throws Exception {
        assertToldNothing(trusted.signExpired("expired"));
    }

    @Test
    void a_certificate_of_another_host_is_told_nothing() throws Exception {
        assertToldNothing(trusted.signFor("elsewhere", "dns:elsewhere.example"));
    }

    @Test
    void a_certificate_nobody_we_trust_signed_is_told_nothing() throws Exception {
        assertToldNothing(stranger.sign("stranger"));
    }

    @Test
    void a_certificate_that_signed_itself_is_told_nothing() throws Exception {
        assertToldNothing(stranger.self());
    }
}
