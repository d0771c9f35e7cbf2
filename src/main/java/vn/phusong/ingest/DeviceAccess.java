package vn.phusong.ingest;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

/**
 * Who may connect, and of whom a session may speak, by the registry of that time. Never asks for a secret: {@link Credentials} did. Any thread.
 */
final class DeviceAccess {
    private final Supplier<Registry> registry;

    /** @param registry the newest one; asked once per question */
    DeviceAccess(Supplier<Registry> registry) {
        this.registry = registry;
    }

    /** Why {@code device} may not hold a session at {@code at} (epoch milliseconds), or null when it may. */
    @Nullable
    Refusal mayConnect(String device, long at) {
        Registry now = registry.get();
        return now.device(device, at) == null ? absent(now, device, at) : null;
    }

    boolean isCollector(String device, long at) {
        Device known = registry.get().device(device, at);
        return known != null && known.kind() == DeviceKind.COLLECTOR;
    }

    /**
     * Why the session of {@code sessionDevice} may not say {@code reading}, or null when it may. The registry of the reading's own time decides, so that
     * a backlog survives the end of a device.
     */
    @Nullable
    Refusal maySay(String sessionDevice, Reading reading) {
        Registry now = registry.get();
        Device device = now.device(reading.device(), reading.at());
        if (device == null) {
            return absent(now, reading.device(), reading.at());
        }
        if (!device.id().equals(sessionDevice) && !isLineOf(device, sessionDevice)) {
            return new Refusal(RefusalReason.OTHER_DEVICE, sessionDevice + " may not speak for device " + device.id());
        }
        return fits(device, reading);
    }

    private static boolean isLineOf(Device device, String collector) {
        return device.kind() == DeviceKind.ONT && collector.equals(device.line().collector());
    }

    private static @Nullable Refusal fits(Device device, Reading reading) {
        boolean isFitting = reading.content() instanceof DeviceEvent
                || switch (device.kind()) {
                    case PROBE -> reading.content() instanceof Mobile;
                    case ONT -> reading.content() instanceof Fibre;
                    case COLLECTOR -> false;
                };
        return isFitting
                ? null
                : new Refusal(
                        RefusalReason.DEVICE_NOT_ALLOWED,
                        "device " + device.id() + " is a "
                                + device.kind().name().toLowerCase(Locale.ROOT)
                                + " and may not send a "
                                + reading.content()
                                        .match(mobile -> "radio reading", fibre -> "fibre reading", event -> "event"));
    }

    private static Refusal absent(Registry registry, String id, long at) {
        return registry.historyOfDevice(id).isEmpty()
                ? new Refusal(RefusalReason.UNKNOWN_DEVICE, "no device " + id + " in the registry")
                : new Refusal(
                        RefusalReason.DEVICE_NOT_ALLOWED,
                        "device " + id + " is not valid at " + Instant.ofEpochMilli(at));
    }
}
