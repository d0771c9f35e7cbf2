package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.journal.Frozen;

/** A mail server that says no, or nothing, at each step of a delivery (RFC 5321 §4.2.1): 4yz waits, 5yz is for good, silence waits. */
@Timeout(60)
class BadMailServerTest {
    private static final String HANGS_UP = "";

    /** Speaks SMTP up to one step, and there says what it is told to. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private volatile String step = "";
        private volatile String says = "";
        final List<String> taken = new CopyOnWriteArrayList<>();

        Server() throws IOException {
            Thread thread = new Thread(this::open);
            thread.setDaemon(true);
            thread.start();
        }

        void at(String oneStep, String answer) {
            step = oneStep;
            says = answer;
        }

        private void open() {
            while (!door.isClosed()) {
                try {
                    Socket caller = door.accept();
                    Thread thread = new Thread(() -> answer(caller));
                    thread.setDaemon(true);
                    thread.start();
                } catch (IOException over) {
                    return;
                }
            }
        }

        private void answer(Socket socket) {
            try (Socket caller = socket) {
                serve(caller);
            } catch (IOException gone) {
                // The caller hung up.
            }
        }

        private void serve(Socket caller) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = caller.getOutputStream();
            if (!say(out, "greeting", "220 here")) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.split("[ :]", -1)[0];
                boolean isData = verb.equals("DATA");
                // Asked before it is answered: who has the answer may change the step.
                boolean isMailToCome = isData && !step.equals("DATA");
                if (!say(out, verb, isData ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 here")) {
                    return;
                }
                if (verb.equals("QUIT")) {
                    return;
                }
                if (isMailToCome) {
                    taken.add(mail(in));
                    if (!say(out, "end", "250 taken")) {
                        return;
                    }
                }
            }
        }

        private static String mail(BufferedReader in) throws IOException {
            StringBuilder mail = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                mail.append(line).append('\n');
            }
            return mail.toString();
        }

        /** False when it hangs up instead. */
        private boolean say(OutputStream out, String at, String else_) throws IOException {
            boolean isHere = at.equals(step);
            if (isHere && says.equals(HANGS_UP)) {
                return false;
            }
            out.write(((isHere ? says : else_) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final Server server;
    private final Mail mail;

    BadMailServerTest() throws IOException {
        server = new Server();
        mail = new Mail(
                vertx,
                new MailSettings(
                        "127.0.0.1",
                        server.door.getLocalPort(),
                        MailSettings.Security.NONE,
                        "",
                        "",
                        "phusong@phusong.example",
                        1,
                        3_000),
                "truc.ban@example.vn");
    }

    @AfterEach
    void close() throws Exception {
        mail.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Answer deliver(Frozen message) throws Exception {
        return mail.deliver(message).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Frozen message() {
        Notice notice = ChannelContract.notice("gn-1-m1", 1);
        return new Frozen(mail.name(), "gn-1-m1", notice.id(), notice.ids(), 1, mail.compose(notice));
    }

    @ParameterizedTest
    @CsvSource({
        "greeting,421 4.3.2 closing,AGAIN",
        "MAIL,451 4.3.0 later,AGAIN",
        "MAIL,452 4.3.1 disk full,AGAIN",
        "RCPT,450 4.2.0 greylisted,AGAIN",
        "RCPT,452 4.2.2 mailbox full,AGAIN",
        "RCPT,550 5.1.1 no such mailbox,SET_ASIDE",
        "RCPT,552 5.2.2 mailbox full for good,SET_ASIDE",
        "DATA,451 4.3.0 later,AGAIN",
        "end,451 4.7.1 content later,AGAIN",
        "end,554 5.7.1 spam,SET_ASIDE"
    })
    void a_no_for_now_waits_and_a_no_for_good_is_set_aside_at_every_step(String step, String says, Answer.Kind kind)
            throws Exception {
        server.at(step, says);
        Answer answer = deliver(message());
        assertEquals(kind, answer.kind(), answer.detail());
        assertTrue(answer.detail().contains(says.substring(4)), answer.detail());
        server.at("", "");
        assertEquals(Answer.Kind.DELIVERED, deliver(message()).kind());
    }

    @ParameterizedTest
    @CsvSource({"greeting", "EHLO", "MAIL", "RCPT", "DATA", "end"})
    void a_server_that_hangs_up_is_silence_at_every_step(String step) throws Exception {
        server.at(step, HANGS_UP);
        Answer answer = deliver(message());
        assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
    }

    /** It was taken, and nobody could know: the next try is the same mail under the same Message-ID. */
    @Test
    void a_mail_whose_answer_was_lost_comes_again_word_for_word() throws Exception {
        Frozen message = message();
        server.at("end", HANGS_UP);
        assertEquals(Answer.Kind.SILENCE, deliver(message).kind());
        server.at("", "");
        assertEquals(Answer.Kind.DELIVERED, deliver(message).kind());
        assertEquals(2, server.taken.size());
        assertArrayEquals(
                server.taken.get(0).getBytes(StandardCharsets.US_ASCII),
                server.taken.get(1).getBytes(StandardCharsets.US_ASCII));
        assertTrue(server.taken.get(0).contains("Message-ID: <gn-1-m1.1."), server.taken.get(0));
    }
}
