package vn.phusong.ingest;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

/** The door's questions, asked of the registry. Lines are counted once per registry, not once per login. Any thread. */
final class MqttRegistry implements MqttDevices {
    private final DeviceAccess access;
    private final Supplier<Registry> registry;
    private final AtomicReference<@Nullable Lines> counted = new AtomicReference<>();

    private record Lines(Registry registry, Map<String, Long> byCollector) {}

    MqttRegistry(DeviceAccess access, Supplier<Registry> registry) {
        this.access = access;
        this.registry = registry;
    }

    @Override
    public @Nullable Refusal mayConnect(String device, long at) {
        return access.mayConnect(device, at);
    }

    @Override
    public boolean isCollector(String device, long at) {
        return access.isCollector(device, at);
    }

    @Override
    public int lines(String collector, long at) {
        return isCollector(collector, at)
                ? newest().byCollector().getOrDefault(collector, 0L).intValue()
                : 0;
    }

    private Lines newest() {
        Registry now = registry.get();
        Lines known = counted.get();
        if (known == null || known.registry() != now) {
            known = new Lines(now, count(now));
            counted.set(known);
        }
        return known;
    }

    private static Map<String, Long> count(Registry registry) {
        return registry.devices().stream()
                .filter(device -> device.kind() == DeviceKind.ONT)
                .map(Device::line)
                .filter(line -> line.collector() != null)
                .collect(Collectors.groupingBy(line -> String.valueOf(line.collector()), Collectors.counting()));
    }
}
