package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Flag;
import vn.phusong.journal.Quarantined;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

/** Devices of the roster and what they sent that was refused. Household keys are never shown. */
final class DeviceDoors {
    private final Views views;
    private final Desk desk;
    // The desk's worker only.
    private @Nullable Registry read;
    private List<Device> devices = List.of();

    DeviceDoors(Views views, Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    List<Door> doors() {
        return List.of(
                new Door(
                        "/api/v1/devices",
                        Set.of("kind", "village", "flag", "q", "limit", "after", "asOf"),
                        this::devices),
                new Door("/api/v1/quarantine", Set.of("device", "limit", "after"), this::quarantine));
    }

    private Future<Answer> devices(Asked asked) {
        DeviceKind kind = kind(asked.text("kind"));
        String village = asked.text("village");
        String flag = FlagJson.asked(asked.text("flag"));
        List<String> words = VillageDoors.words(asked);
        String after = asked.text("after");
        int limit = asked.limit();
        boolean isByOperator = asked.isByOperator();
        // Tens of thousands are looked through: not on the loop that serves everybody.
        return views.asked(asked)
                .compose(view -> desk.ask(journal -> {
                    Map<String, List<Flag>> all = FlagJson.byDevice(view);
                    Function<Device, @Nullable Map<String, List<Flag>>> flags =
                            device -> isByOperator || device.kind() != DeviceKind.ONT ? all : null;
                    List<Device> found = devices(view.scene().registry()).stream()
                            .filter(device -> device.valid().holdsAt(view.asOf()))
                            .filter(device -> kind == null || device.kind() == kind)
                            .filter(device -> village == null || village.equals(device.village()))
                            .filter(device -> FlagJson.isAsked(flags.apply(device), device.id(), flag))
                            .filter(device -> words.isEmpty() || Search.matches(device.id(), words))
                            .filter(device -> after == null || device.id().compareTo(after) > 0)
                            .limit(limit + 1L)
                            .toList();
                    return Answer.json(new Page<>(found, limit, Device::id)
                            .json("devices", view.asOf(), device -> json(device, flags.apply(device))));
                }));
    }

    /** In the order of id, then time; sorted once a roster, there are tens of thousands. */
    private List<Device> devices(Registry registry) {
        if (!registry.equals(read)) {
            devices = registry.devices();
            read = registry;
        }
        return devices;
    }

    private static @Nullable DeviceKind kind(@Nullable String value) {
        if (value == null) {
            return null;
        }
        for (DeviceKind kind : DeviceKind.values()) {
            if (kind.name().equals(value.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw Problem.badField("kind", "must be one of probe, ont, collector", value);
    }

    static JsonObject json(Device device, @Nullable Map<String, List<Flag>> flags) {
        return new JsonObject()
                .put("id", device.id())
                .put("kind", device.kind().name().toLowerCase(Locale.ROOT))
                .put("village", device.village())
                .put("point", device.point())
                .put("operators", new JsonArray(device.operators()))
                .put("interval", device.intervalMs() / 1000)
                .put("power", device.power().name().toLowerCase(Locale.ROOT))
                .put("pon", device.line().pon())
                .put(
                        "ponClass",
                        device.kind() == DeviceKind.ONT
                                ? device.line().ponClass().word()
                                : null)
                .put("collector", device.line().collector())
                .put("offsetDb", (double) device.offsetDb())
                .put("validFrom", Times.from(device.valid()))
                .put("validTo", Times.to(device.valid()))
                .put("flags", FlagJson.ofDevice(flags, device.id()));
    }

    private Future<Answer> quarantine(Asked asked) {
        String device = asked.text("device");
        long before = before(asked.text("after"));
        int limit = asked.limit();
        long asOf = views.live().asOf();
        boolean isByOperator = asked.isByOperator();
        if (isByOperator) {
            asked.saw(device == null ? "quarantine" : "quarantine of " + device);
        }
        return desk.ask(journal -> journal.quarantine(device, before, limit + 1))
                .map(rows -> Answer.json(new Page<>(rows, limit, row -> Long.toString(row.id()))
                        .json("quarantine", asOf, row -> json(row, isByOperator))));
    }

    /** Newest first: after a row come the lower numbers. */
    private static long before(@Nullable String after) {
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notOurs) {
            throw Problem.badField("after", "must be the \"next\" of an earlier page", after);
        }
    }

    /** What a device said may be what a household did: its bytes are for operators. */
    private static JsonObject json(Quarantined row, boolean isForOperator) {
        return new JsonObject()
                .put("id", row.id())
                .put("at", Times.text(row.at()))
                .put("device", row.device())
                .put("topic", row.topic())
                .put("reason", row.refusal().reason().word())
                .put("detail", isForOperator ? row.refusal().detail() : null)
                .put("bytes", isForOperator ? row.bytes() : null)
                .put("text", isForOperator ? new String(row.bytes(), StandardCharsets.UTF_8) : null);
    }
}
