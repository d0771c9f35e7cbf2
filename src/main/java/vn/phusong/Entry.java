package vn.phusong;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

    private static MqttDoorSettings.@Nullable Tls tls(Settings settings) {
        Path certificate = settings.path("mqtt.tls.certificate").orElse(null);
        Path key = settings.path("mqtt.tls.key").orElse(null);
        return certificate == null || key == null
                ? null
                : new MqttDoorSettings.Tls(settings.whole("mqtt.tls.port"), certificate, key);
    }
}
