package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.journal.Frozen;

/**
 * An unmodified receiver of Alertmanager's posts, {@code alertmanager-irc-relay} of the Debian package, takes ours and says on IRC what is in them. Without
 * the package this fails.
 */
@Timeout(120)
class AlertmanagerPostIT {
    private static final String TEMPLATE =
            "{{ .Status }} {{ .Labels.alertname }} {{ .Labels.incident }} {{ .Annotations.severity }}"
                    + " {{ .StartsAt.UTC }} {{ .EndsAt.UTC }} {{ .Fingerprint }} {{ .GeneratorURL }} {{ .Annotations.summary }}";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private IrcRoom irc;
    private Process relay;
    private Webhook channel;

    @BeforeEach
    void a_relay_that_expects_alertmanager() throws Exception {
        irc = new IrcRoom();
        int port = FreePort.any();
        Files.writeString(
                folder.resolve("relay.yml"),
                "http_host: 127.0.0.1\nhttp_port: " + port + "\nirc_host: 127.0.0.1\nirc_port: " + irc.port()
                        + "\nirc_use_ssl: no\nirc_nickname: phusongbot\nirc_realname: bot\nirc_channels:\n"
                        + "  - name: \"#alerts\"\nmsg_once_per_alert_group: no\nmsg_template: \"" + TEMPLATE + "\"\n");
        relay = new ProcessBuilder(
                        "/usr/bin/alertmanager-irc-relay",
                        "--config",
                        folder.resolve("relay.yml").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("relay.log").toFile())
                .start();
        assertEquals("#alerts", irc.joined.poll(30, TimeUnit.SECONDS), said());
        channel = new Webhook(
                vertx,
                new WebhookSettings(
                        URI.create("http://127.0.0.1:" + port + "/alerts"), null, Signature.of(List.of()), 1, 5_000),
                InstantSource.system(),
                Webhook.Shape.ALERTMANAGER,
                Templates.NONE);
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("relay.log"));
    }

    @AfterEach
    void the_end() throws Exception {
        channel.close();
        relay.destroyForcibly();
        assertTrue(relay.waitFor(20, TimeUnit.SECONDS), "gone");
        irc.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String told(int... revisions) throws Exception {
        Notice notice = ChannelContract.notice("gn-1-m1", revisions);
        Answer answer = channel.deliver(
                        new Frozen(channel.name(), "gn-1-m1", notice.id(), notice.ids(), 1, channel.compose(notice)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertEquals(Answer.Kind.DELIVERED, answer.kind(), answer.detail());
        String line = irc.said.poll(30, TimeUnit.SECONDS);
        assertNotNull(line, this.said());
        return line;
    }

    @Test
    void it_understands_an_opening_and_a_close() throws Exception {
        String opened = told(1);
        String mark = opened.replaceAll(".* UTC ([0-9a-f]{16}) .*", "$1");
        assertEquals(
                "firing PhusongIncident gn-1-m1 warning 2026-03-01 00:30:00 +0000 UTC 0001-01-01 00:00:00 +0000 UTC "
                        + mark
                        + " https://phusong.example/#incident=gn-1-m1 [cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ"
                        + " 07:30 01/03/2026 (31 phút)",
                opened);
        String closed = told(1, 2);
        assertTrue(
                closed.startsWith("resolved PhusongIncident gn-1-m1 warning 2026-03-01 00:30:00 +0000 UTC"
                        + " 2026-03-01 01:02:00 +0000 UTC " + mark + " "),
                closed);
        assertTrue(
                closed.contains("[đã khắc phục] Thôn Bản Co, Xã A: sóng viettel có lại lúc 08:02 01/03/2026"), closed);
    }
}
