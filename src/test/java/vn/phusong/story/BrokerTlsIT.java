package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.ingest.Authority;
import vn.phusong.ingest.Mosquitto;

/** The TLS listeners as they are shipped, on a real Mosquitto with certificates of an authority of its own: devices on one side, the server on the other. */
class BrokerTlsIT {
    @TempDir
    private Path folder;

    private Authority authority;
    private Shipped shipped;
    private int port;

    @BeforeEach
    void certificates() throws Exception {
        port = FreePort.any();
        authority = new Authority(folder.resolve("authority"));
        shipped = new Shipped(folder.resolve("broker"), Map.of("probe-0", "s0", "phusong", "ours"));
        Authority.Signed broker = authority.sign("broker");
        shipped.certificate(broker.certificate(), "server.crt");
        shipped.certificate(broker.key(), "server.key");
        shipped.certificate(authority.certificate(), "devices-ca.crt");
    }

    @Test
    void a_device_with_a_password_speaks_through_the_tls_listener_and_nobody_who_does_not_trust_it() throws Exception {
        shipped.listener("tls.conf", 8883, port);
        Map<String, String> settings = broker(authority);
        settings.put("broker.main.user", "phusong");
        settings.put("broker.main.password", "ours");
        try (Mosquitto mosquitto = shipped.start();
                ServerProcess server = serve(settings)) {
            Broker.awaitHealth(server, 200, "");
            List<String> login = List.of("-u", "probe-0", "-P", "s0");
            assertEquals(0, publish(authority.certificate(), login), mosquitto::said);
            Broker.awaitCommitted(server, 1);
            Authority other = new Authority(folder.resolve("other"));
            assertNotEquals(0, publish(other.certificate(), login), "the device sees that it is another broker");
            assertNotEquals(0, publish(authority.certificate(), List.of("-u", "probe-0", "-P", "s1")));
            assertEquals(1, server.metric("phusong_readings_committed_total"));
        }
    }

    @Test
    void with_certificates_for_all_the_device_and_our_server_need_no_password_and_nobody_enters_without()
            throws Exception {
        shipped.listener("certificates.conf", 8884, port);
        Map<String, String> settings = broker(authority);
        show(settings, authority.sign("phusong"));
        Authority.Signed device = authority.sign("probe-0");
        List<String> login = List.of(
                "--cert", device.certificate().toString(), "--key", device.key().toString());
        try (Mosquitto mosquitto = shipped.start()) {
            try (ServerProcess server = serve(settings)) {
                Broker.awaitHealth(server, 200, "");
                assertEquals(0, publish(authority.certificate(), login), mosquitto::said);
                Broker.awaitCommitted(server, 1);
                assertNotEquals(0, publish(authority.certificate(), List.of()), "not without a certificate");
                server.stop();
            }
            try (ServerProcess naked = serve(broker(authority))) {
                Broker.awaitHealth(naked, 503, "nothing is heard from broker main");
            }
            Authority foreign = new Authority(folder.resolve("foreign"));
            Map<String, String> forged = broker(authority);
            show(forged, foreign.sign("phusong"));
            try (ServerProcess impostor = serve(forged)) {
                Broker.awaitHealth(impostor, 503, "nothing is heard from broker main");
                assertTrue(impostor.get("/metrics").contains("{broker=\"main\",what=\"connects\"} 0.0\n"));
            }
            assertTrue(mosquitto.said().contains("OpenSSL Error"), mosquitto::said);
        }
    }

    @Test
    void a_broker_that_somebody_else_vouches_for_is_not_ours() throws Exception {
        shipped.listener("tls.conf", 8883, port);
        Map<String, String> settings = broker(new Authority(folder.resolve("other")));
        settings.put("broker.main.user", "phusong");
        settings.put("broker.main.password", "ours");
        try (Mosquitto mosquitto = shipped.start();
                ServerProcess server = serve(settings)) {
            Broker.awaitHealth(server, 503, "PKIX");
            assertFalse(mosquitto.said().contains("phusong"), "our password was not shown to it");
        }
    }

    private Map<String, String> broker(Authority trusted) {
        return new HashMap<>(Map.of(
                "broker.main.url",
                "mqtts://localhost:" + port,
                "broker.main.tls.ca",
                trusted.certificate().toString(),
                "broker.main.backoff.max",
                "1s"));
    }

    private static void show(Map<String, String> settings, Authority.Signed ours) {
        settings.put("broker.main.tls.certificate", ours.certificate().toString());
        settings.put("broker.main.tls.key", ours.key().toString());
    }

    private ServerProcess serve(Map<String, String> settings) throws Exception {
        ServerProcess server = ServerProcess.start(folder.resolve("data"), settings);
        server.importFolder(SmallRegistry.write(folder.resolve("registry"), 1, 0, "5s"));
        return server;
    }

    /** @return the exit of mosquitto_pub: 0 when the broker acknowledged */
    private int publish(Path trusted, List<String> login) throws Exception {
        JsonObject radio = new JsonObject()
                .put("plmn", SmallRegistry.PLMN)
                .put("rat", "LTE")
                .put("reg", "home")
                .put("rsrp", -90);
        String reading = new JsonObject()
                .put("t", Instant.now().toEpochMilli())
                .put("radio", List.of(radio))
                .encode();
        Stream<String> words = Stream.of(
                "mosquitto_pub",
                "-h",
                "localhost",
                "-p",
                Integer.toString(port),
                "-V",
                "mqttv5",
                "-q",
                "1",
                "--cafile",
                trusted.toString(),
                "-t",
                "phusong/v1/probe-0/telemetry",
                "-m",
                reading);
        return Native.run(folder, Map.of(), Stream.concat(words, login.stream()).toArray(String[]::new))
                .exit();
    }
}
