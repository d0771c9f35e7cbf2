package vn.phusong.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * A CloudEvent 1.0 as a message of MQTT 5 in binary mode: the attributes are user properties, the data is the payload, {@code datacontenttype} the content
 * type. As bytes it is lines, which is how a message is fixed:
 *
 * <pre>
 *   topic: phusong-out/v1/notices/gn-1-m1
 *   id: gn-1-m1.1
 *   source: https://phusong.example          … specversion, subject, time, type
 *
 *   {"id":"gn-1-m1.1", …}                    one line
 * </pre>
 *
 * @param attributes with {@code id source specversion subject time type}, sorted
 * @param data JSON in one line
 */
record CloudEvent(String topic, TreeMap<String, String> attributes, String data) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    /** @param link our own address, empty when it is not set: who speaks */
    static CloudEvent of(String topic, String link, String type, String id, String subject, long at, String data) {
        return new CloudEvent(
                topic,
                new TreeMap<>(Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        link.isEmpty() ? "phusong" : link,
                        "type",
                        type,
                        "subject",
                        subject,
                        "time",
                        TIME.format(Instant.ofEpochMilli(at)))),
                data);
    }

    String id() {
        return attributes.getOrDefault("id", "");
    }

    MqttMessage message() {
        MqttMessage message = new MqttMessage(data.getBytes(StandardCharsets.UTF_8));
        MqttProperties properties = new MqttProperties();
        properties.setContentType("application/json");
        properties.setPayloadFormat(true);
        List<UserProperty> said = new ArrayList<>();
        attributes.forEach((name, value) -> said.add(new UserProperty(name, value)));
        properties.setUserProperties(said);
        message.setProperties(properties);
        return message;
    }

    String text() {
        StringBuilder text = new StringBuilder("topic: " + topic + "\n");
        attributes.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.append('\n').append(data).append('\n').toString();
    }

    /** Those that {@link #text} wrote one after the other. */
    static List<CloudEvent> read(String texts) {
        List<CloudEvent> events = new ArrayList<>();
        TreeMap<String, String> read = new TreeMap<>();
        boolean isData = false;
        for (String line : texts.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (isData) {
                String topic = String.valueOf(read.remove("topic"));
                events.add(new CloudEvent(topic, read, line));
                read = new TreeMap<>();
                isData = false;
            } else if (colon > 0) {
                read.put(line.substring(0, colon), line.substring(colon + 2));
            } else {
                isData = !read.isEmpty();
            }
        }
        return events;
    }
}
