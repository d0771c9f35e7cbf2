package vn.phusong;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;

/** The Java machine and its process for Prometheus, by the names Prometheus expects where Micrometer's own break its conventions. */
final class MachineMetrics implements AutoCloseable {
    private static final double NANOS_PER_S = 1e9;

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

    private MachineMetrics() {}

    static MachineMetrics of(MeterRegistry registry) {
        // They would come out as process_cpu_time_ns_total and system_cpu_count, which promtool refuses.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        MachineMetrics machine = new MachineMetrics();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        machine.collections.bindTo(registry);
        machine.pressure.bindTo(registry);
        processor(registry);
        return machine;
    }

    private static void processor(MeterRegistry registry) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter spent = FunctionCounter.builder(
                            "process.cpu", system, it -> Math.max(0, it.getProcessCpuTime()) / NANOS_PER_S)
                    .description("Time of processors this process has used")
                    .baseUnit("seconds")
                    .register(registry);
            assert spent != null;
        }
    }

    @Override
    public void close() {
        collections.close();
        pressure.close();
    }
}
