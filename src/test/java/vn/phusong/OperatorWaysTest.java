package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phusong.alert.Channel;

/** By which ways operators hear of us, as the settings say. */
class OperatorWaysTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Settings settings(Map<String, String> environment) throws Exception {
        return Settings.load(Path.of("").toAbsolutePath(), Optional.empty(), environment);
    }

    private List<String> ways(Map<String, String> environment) throws Exception {
        List<Channel> ways = OperatorWays.open(vertx, settings(environment), InstantSource.system());
        List<String> names = ways.stream().map(Channel::name).toList();
        ways.forEach(Channel::close);
        return names;
    }

    private String refusal(Map<String, String> environment) {
        return String.valueOf(
                assertThrows(Failure.class, () -> ways(environment)).getMessage());
    }

    @Test
    void nobody_is_told_by_default() throws Exception {
        assertEquals(List.of(), ways(Map.of()));
    }

    @Test
    void a_webhook_and_each_address_are_ways_of_their_own() throws Exception {
        assertEquals(
                List.of("webhook:ops.example", "mail:a@b.vn", "mail:c@d.vn"),
                ways(Map.of(
                        "PHUSONG_OPERATORS_WEBHOOK_URL", "https://ops.example/hook",
                        "PHUSONG_OPERATORS_MAIL_TO", "a@b.vn, c@d.vn",
                        "PHUSONG_MAIL_HOST", "mail.example",
                        "PHUSONG_MAIL_FROM", "phusong@phusong.example")));
    }

    @Test
    void operators_may_be_the_only_ones_who_are_mailed() throws Exception {
        Map<String, String> only = Map.of(
                "PHUSONG_OPERATORS_MAIL_TO", "a@b.vn",
                "PHUSONG_MAIL_HOST", "mail.example",
                "PHUSONG_MAIL_FROM", "phusong@phusong.example");
        assertEquals(List.of("mail:a@b.vn"), ways(only));
        assertEquals(List.of("log"), Channels.names(settings(only)), "and no department's mail");
    }

    @Test
    void a_mailbox_without_a_server_is_refused_in_a_sentence() {
        assertEquals(
                "operators.mail.to: mail.host is empty, so no mail is sent",
                refusal(Map.of("PHUSONG_OPERATORS_MAIL_TO", "a@b.vn")));
    }

    @Test
    void what_is_no_address_and_what_is_no_secret_is_refused() {
        assertTrue(refusal(Map.of(
                        "PHUSONG_OPERATORS_MAIL_TO", "a@b.vn, nobody",
                        "PHUSONG_MAIL_HOST", "mail.example",
                        "PHUSONG_MAIL_FROM", "phusong@phusong.example"))
                .startsWith("operators.mail.to: \"nobody\" is no mail address"));
        String secret = refusal(Map.of(
                "PHUSONG_OPERATORS_WEBHOOK_URL", "https://ops.example/hook",
                "PHUSONG_OPERATORS_WEBHOOK_SECRET", "hush"));
        assertTrue(secret.startsWith("operators.webhook.url or operators.webhook.secret: "), secret);
        assertTrue(!secret.contains("hush"), "a secret is not told");
    }
}
