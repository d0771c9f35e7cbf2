package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;

/** Both sides of a broker in a story: probes that speak to it, and the server that says how it hears it. */
final class Broker {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int TRIES = 120;
    // Longer than the pause that ends a glance of the metrics.
    private static final int PAUSE_MS = 250;

    private Broker() {}

    /** So many readings of one probe, each acknowledged by the broker. */
    static void speak(int port, String probe, int times) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, probe, new MemoryPersistence());
        client.connect().waitForCompletion(10_000);
        for (int i = 0; i < times; i++) {
            String payload = "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-85}]}"
                    .formatted(System.currentTimeMillis() - times + i, SmallRegistry.PLMN);
            client.publish("phusong/v1/" + probe + "/telemetry", payload.getBytes(StandardCharsets.UTF_8), 1, false)
                    .waitForCompletion(10_000);
        }
        client.disconnect().waitForCompletion(10_000);
        client.close();
    }

    static void awaitCommitted(ServerProcess server, int readings) throws Exception {
        for (int i = 0; i < TRIES && server.metric("phusong_readings_committed_total") < readings; i++) {
            assertFalse(server.endsWithin(PAUSE_MS), server::said);
        }
        assertEquals(readings, server.metric("phusong_readings_committed_total"), server::said);
    }

    /** @return what {@code /health/ready} says once it has this status and says {@code words} */
    @CanIgnoreReturnValue
    static String awaitHealth(ServerProcess server, int status, String words) throws Exception {
        HttpResponse<String> answer = health(server);
        for (int i = 0; i < TRIES && !isSo(answer, status, words); i++) {
            assertFalse(server.endsWithin(PAUSE_MS), server::said);
            answer = health(server);
        }
        String said = answer.statusCode() + " " + answer.body();
        assertEquals(status == 503, said.contains("nothing is heard from broker"), said);
        if (!isSo(answer, status, words)) {
            throw new AssertionError("not " + status + " " + words + ": " + said + "\n" + server.said());
        }
        return answer.body();
    }

    private static boolean isSo(HttpResponse<String> answer, int status, String words) {
        return answer.statusCode() == status && answer.body().contains(words);
    }

    private static HttpResponse<String> health(ServerProcess server) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.page("/health/ready")).build(), HttpResponse.BodyHandlers.ofString());
    }
}
