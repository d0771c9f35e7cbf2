package vn.phusong;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.ingest.BrokerSettings;
import vn.phusong.ingest.MqttDoorSettings;
import vn.phusong.ingest.WireLimits;

/** What the settings say of the doors for devices. */
final class Entry {
    private static final int NESTING_MAX = 16;
    private static final int TAKE_OVERS_PER_MINUTE = 12;

    private Entry() {}

    static WireLimits wire(Settings settings) {
        return new WireLimits(
                settings.millis("time.future"),
                settings.millis("time.past"),
                settings.whole("readings.array.max"),
                NESTING_MAX);
    }

    static MqttDoorSettings mqtt(Settings settings, int loops) {
        return new MqttDoorSettings(
                settings.text("mqtt.host"),
                settings.whole("mqtt.port"),
                tls(settings),
                new MqttDoorSettings.Limits(
                        (int) settings.bytes("mqtt.packet.max"),
                        settings.duration("mqtt.connect.timeout"),
                        settings.whole("mqtt.connections.per_second"),
                        settings.whole("mqtt.connections.max"),
                        settings.whole("mqtt.receive.max"),
                        settings.duration("mqtt.will.delay")),
                new MqttDoorSettings.Rate(
                        settings.number("mqtt.rate.device"),
                        settings.whole("mqtt.rate.burst"),
                        settings.number("mqtt.rate.per_ont"),
                        settings.duration("mqtt.rate.patience"),
                        TAKE_OVERS_PER_MINUTE),
                loops);
    }

    static List<BrokerSettings> brokers(Settings settings) {
        return settings.brokers().stream().map(name -> broker(settings, name)).toList();
    }

    private static BrokerSettings broker(Settings settings, String name) {
        String broker = "broker." + name + ".";
        return new BrokerSettings(
                name,
                URI.create(settings.text(broker + "url")),
                new BrokerSettings.Login(
                        settings.text(broker + "client"),
                        settings.text(broker + "user"),
                        settings.text(broker + "password"),
                        new BrokerSettings.Tls(
                                settings.path(broker + "tls.ca").orElse(null),
                                settings.path(broker + "tls.certificate").orElse(null),
                                settings.path(broker + "tls.key").orElse(null))),
                new BrokerSettings.Limits(
                        settings.duration(broker + "session"),
                        settings.whole(broker + "receive.max"),
                        (int) settings.bytes("mqtt.packet.max"),
                        settings.duration(broker + "backoff.max")));
    }

    private static MqttDoorSettings.@Nullable Tls tls(Settings settings) {
        Path certificate = settings.path("mqtt.tls.certificate").orElse(null);
        Path key = settings.path("mqtt.tls.key").orElse(null);
        return certificate == null || key == null
                ? null
                : new MqttDoorSettings.Tls(settings.whole("mqtt.tls.port"), certificate, key);
    }
}
