package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.ingest.Mosquitto;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.RememberedJournal;

/**
 * From what is owed to a mailbox, through OpenSMTPD of the Debian package. Without the package, or without the right to start it (it changes its user), this
 * fails.
 */
@Timeout(120)
class SmtpdIT {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final RememberedJournal journal = new RememberedJournal();
    private final FollowerThread thread = FollowerThread.named("alert");
    private final Names names = new Names("Thôn Bản Co, Xã Bằng Thành", "Bản Co village, Bang Thanh", id -> id);
    private final MapPictureTest map = new MapPictureTest();
    private int port;
    private Process smtpd;

    @BeforeEach
    void a_server_that_keeps_mail_for_one_domain() throws Exception {
        port = FreePort.any();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path boxes = Files.createDirectory(folder.resolve("boxes"));
        Files.setPosixFilePermissions(boxes, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path configuration = Files.writeString(
                folder.resolve("smtpd.conf"),
                "listen on 127.0.0.1 port " + port + "\ntable users { \"@example.vn\" = \"nobody\" }\n"
                        + "action \"keep\" maildir \"" + boxes + "/%{dest.user}\" virtual <users>\n"
                        + "match from any for domain \"example.vn\" action \"keep\"\n");
        List<String> command = new ArrayList<>(Mosquitto.isRoot() ? List.of() : List.of("sudo", "-n"));
        command.addAll(List.of("/usr/sbin/smtpd", "-d", "-f", configuration.toString()));
        smtpd = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("smtpd.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isOpen()) {
            assertTrue(smtpd.isAlive() && System.nanoTime() < end, said());
        }
    }

    private boolean isOpen() throws InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException notYet) {
            return smtpd.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("smtpd.log"));
    }

    @AfterEach
    void the_end() throws Exception {
        thread.close();
        smtpd.destroy();
        assertTrue(smtpd.waitFor(20, TimeUnit.SECONDS), "smtpd ends");
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Mail mail(String recipient) {
        return new Mail(
                vertx,
                new MailSettings(
                        "127.0.0.1", port, MailSettings.Security.NONE, "", "", "phusong@phusong.example", 2, 20_000),
                recipient,
                Templates.NONE,
                map.atlas());
    }

    private void tell(Mail... recipients) {
        List<String> channels = Stream.of(recipients).map(Mail::name).toList();
        AlertFollower follower = new AlertFollower(
                new AlertFollower.Ground(
                        journal,
                        note -> {
                            journal.note(note);
                            return CompletableFuture.completedFuture(0L);
                        },
                        thread,
                        InstantSource.system()),
                new AlertSettings(channels, "https://phusong.example", 100, new Backoff(100, 500)),
                unused -> names,
                List.of(recipients));
        journal.owe(OutboxTest.EIGHT, OutboxTest.owed("gn-15-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT));
        follower.wake();
    }

    private MimeMessage arrived(String user) throws Exception {
        Path box = folder.resolve("boxes").resolve(user).resolve("new");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.isDirectory(box) || files(box).isEmpty()) {
            assertTrue(System.nanoTime() < end, said());
            Thread.onSpinWait();
        }
        try (InputStream in = Files.newInputStream(files(box).get(0))) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private static List<Path> files(Path box) throws Exception {
        try (Stream<Path> files = Files.list(box)) {
            return files.toList();
        }
    }

    @Test
    void a_notice_lies_in_the_mailbox_with_its_texts_and_its_map_as_they_were_fixed() throws Exception {
        tell(mail("so.tt@example.vn"));
        MimeMessage message = arrived("so.tt");
        assertEquals(
                "[cảnh báo] Thôn Bản Co, Xã Bằng Thành: mất sóng viettel từ 07:30 01/03/2026 (30 phút)",
                message.getSubject());
        assertTrue(message.getMessageID().matches("<gn-15-m1\\.1\\.[0-9a-f]{8}@phusong\\.example>"), message.getMessageID());
        MimeMultipart both = (MimeMultipart) message.getContent();
        assertTrue(((String) both.getBodyPart(0).getContent()).contains("viettel mobile service lost"));
        MimeMultipart related = (MimeMultipart) both.getBodyPart(1).getContent();
        String html = (String) related.getBodyPart(0).getContent();
        BodyPart picture = related.getBodyPart(1);
        assertTrue(picture.isMimeType("image/png"), picture.getContentType());
        String id = picture.getHeader("Content-ID")[0].replaceAll("[<>]", "").strip();
        assertTrue(html.contains("src=\"cid:" + id + "\""), html);
        Notice notice = new Notice(
                List.of(OutboxTest.owed("gn-15-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT)), names, "");
        assertArrayEquals(
                map.atlas().picture(notice), picture.getInputStream().readAllBytes());
        assertEquals(1, html.split("https://", -1).length - 1, "one link");
    }

    @Test
    void a_mailbox_that_is_none_is_set_aside_with_the_servers_words_and_holds_nobody_else() throws Exception {
        tell(mail("nobody@elsewhere.vn"), mail("so.tt@example.vn"));
        assertTrue(arrived("so.tt").getSubject().startsWith("[cảnh báo]"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (journal.receipts("gn-15-m1.1").size() < 2) {
            assertTrue(System.nanoTime() < end, () -> "no receipt");
            Thread.onSpinWait();
        }
        var refused = journal.receipts("gn-15-m1.1").stream()
                .filter(receipt -> receipt.channel().equals("mail:nobody@elsewhere.vn"))
                .findFirst()
                .orElseThrow();
        assertEquals("set_aside", refused.result());
        assertTrue(refused.detail().startsWith("550 "), refused.detail());
    }
}
