package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.phusong.incident.Incident;
import vn.phusong.journal.Frozen;

/**
 * Publishes notices to a broker, under {@code phusong-out/v1/notices/<incident>}, as CloudEvents in binary mode over MQTT 5. Taken is what the broker
 * acknowledged; nothing is retained, because a notice is news and not a state. Any thread.
 */
public final class MqttOut implements Channel {
    static final String NOTICES = MqttOutSettings.ROOT + "notices/";
    private static final Answer NOTHING = new Answer(Answer.Kind.DELIVERED, "", 0);
    /** Brokers announce how many unacknowledged ones they bear; Mosquitto's default is 20. */
    private static final int AT_ONCE = 8;

    private final MqttLine line;
    private final String name;

    public MqttOut(Vertx vertx, MqttOutSettings settings) {
        this.name = name(settings.url());
        this.line = new MqttLine(vertx, settings, settings.client(), null, MqttEars.NONE);
    }

    /** For receipts and gauges. */
    public static String name(URI url) {
        return "mqtt:" + url.getHost();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] compose(Notice notice) {
        return notice.each().stream()
                .map(one -> event(one).text())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static CloudEvent event(Notice notice) {
        Incident incident = notice.newest().incident();
        return CloudEvent.of(
                NOTICES + incident.id(),
                notice.link(),
                "vn.phusong.incident." + notice.newest().step().word() + ".v1",
                notice.id(),
                incident.id(),
                incident.at(),
                new String(NoticeJson.body(notice), StandardCharsets.UTF_8));
    }

    /** One after the other. One that can never be taken keeps none of the others from leaving; one that may be taken later ends the attempt. */
    @Override
    public Future<Answer> deliver(Frozen message) {
        List<CloudEvent> events = CloudEvent.read(new String(message.body(), StandardCharsets.UTF_8));
        Map<String, String> refused = new TreeMap<>();
        Future<Answer> answer = Future.succeededFuture(NOTHING);
        for (CloudEvent event : events) {
            answer = answer.compose(before -> before.kind() == Answer.Kind.DELIVERED
                    ? line.publish(event.topic(), event.message()).map(one -> noted(one, event, refused))
                    : Future.succeededFuture(before));
        }
        return answer.map(last -> whole(last, events.size(), refused));
    }

    private static Answer noted(Answer answer, CloudEvent event, Map<String, String> refused) {
        if (answer.kind() != Answer.Kind.SET_ASIDE) {
            return answer;
        }
        refused.put(event.id(), answer.detail());
        return NOTHING;
    }

    private static Answer whole(Answer last, int events, Map<String, String> refused) {
        if (last.kind() != Answer.Kind.DELIVERED || refused.isEmpty()) {
            return last;
        }
        return refused.size() == events
                ? new Answer(Answer.Kind.SET_ASIDE, refused.values().iterator().next(), 0)
                : new Answer(Answer.Kind.DELIVERED, "all but " + refused.size() + " of " + events, 0, false, refused);
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public void close() {
        line.close();
    }
}
