package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between us and InfluxDB may refuse in ways InfluxDB itself does not; a door that answers as it is told. */
class DeliveryTest {
    private static final byte[] A = Lines.key("a");
    private static final String PROOF = "history_cursor position=1i 0\n";

    @TempDir
    private Path folder;

    private HttpServer server;
    private InfluxDoor door;
    private SetAside aside;
    private Delivery delivery;
    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    private volatile ToIntFunction<String> answer = body -> 204;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v2/write", this::write);
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        door = new InfluxDoor(new InfluxSettings(url, "org", "token", "phusong", 5_000));
        aside = new SetAside(folder);
        delivery = new Delivery(door, aside);
        delivery.begin(1_000);
    }

    @AfterEach
    void close() {
        door.close();
        server.stop(0);
    }

    private void write(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = answer.applyAsInt(body);
        if (status == 204) {
            body.lines().filter(line -> line.startsWith("m ")).forEach(taken::add);
            exchange.sendResponseHeaders(204, -1);
        } else {
            byte[] words = ("{\"code\":\"x\",\"message\":\"no " + status + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, words.length);
            exchange.getResponseBody().write(words);
        }
        exchange.close();
    }

    private static Lines points(int count) {
        Lines lines = new Lines();
        for (int i = 0; i < count; i++) {
            lines.begin(Lines.head("m")).whole(A, i).end(i, 0);
        }
        return lines;
    }

    @Test
    void no_request_is_longer_than_5_000_points_and_all_come_in_order() throws Exception {
        answer = body -> body.lines().count() <= 5_000 ? 204 : 500;
        delivery.deliver(Keep.RAW, points(12_345), PROOF);
        assertEquals(12_345, taken.size());
        assertEquals("m a=12344i 12344000000", taken.get(12_344));
    }

    @Test
    void too_large_is_halved_until_it_fits_and_nothing_is_blamed() throws Exception {
        answer = body -> body.lines().count() <= 100 ? 204 : 413;
        delivery.deliver(Keep.RAW, points(3_000), PROOF);
        assertEquals(3_000, taken.size());
        assertEquals(0, delivery.refused());
    }

    @Test
    void a_door_that_refuses_everything_is_trouble_and_nothing_is_set_aside() throws Exception {
        for (int status : List.of(400, 422)) {
            answer = body -> status;
            HistoryTrouble trouble =
                    assertThrows(HistoryTrouble.class, () -> delivery.deliver(Keep.RAW, points(10), PROOF));
            assertTrue(trouble.getMessage().contains("no " + status), trouble.getMessage());
            delivery.begin(1_000);
            aside.keep();
        }
        assertEquals(0, aside.count());
        assertFalse(Files.exists(folder.resolve(SetAside.FILE)));
    }

    @Test
    void of_a_thousand_lines_the_one_it_cannot_read_is_found() throws Exception {
        answer = body -> body.lines().anyMatch(line -> line.startsWith("m a=777i")) ? 400 : 204;
        delivery.deliver(Keep.RAW, points(1_000), PROOF);
        aside.keep();
        assertEquals(999, taken.stream().distinct().count());
        assertEquals(1, aside.count());
        assertTrue(Files.readString(folder.resolve(SetAside.FILE)).contains("m a=777i 777000000"));
    }

    @Test
    void busy_and_broken_are_trouble_that_passes() {
        for (int status : List.of(401, 403, 404, 408, 429, 500, 502, 503, 504)) {
            answer = body -> status;
            HistoryTrouble trouble =
                    assertThrows(HistoryTrouble.class, () -> delivery.deliver(Keep.RAW, points(1), PROOF));
            assertTrue(trouble.getMessage().contains("no " + status), trouble.getMessage());
        }
        assertEquals(0, delivery.refused());
    }

    @Test
    void the_list_of_what_was_set_aside_is_bounded_and_keeps_the_newest() throws Exception {
        for (int i = 0; i < SetAside.MOST + 1; i++) {
            aside.add(i, "phusong/raw", "m a=" + i, "because");
            aside.keep();
        }
        List<String> kept = Files.readAllLines(folder.resolve(SetAside.FILE));
        assertEquals(SetAside.MOST, kept.size());
        assertTrue(kept.get(0).contains("\"m a=1\""), kept.get(0));
        assertEquals(SetAside.MOST + 1, aside.count());
        for (int i = 0; i < SetAside.MOST + 5; i++) {
            aside.add(i, "phusong/raw", "n a=" + i, "because");
        }
        aside.keep();
        assertEquals(
                SetAside.MOST, Files.readAllLines(folder.resolve(SetAside.FILE)).size());
    }
}
