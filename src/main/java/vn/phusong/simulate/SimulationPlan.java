package vn.phusong.simulate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate and where to send it.
 *
 * @param seed the same seed, registry and start give the same province, weather and faults
 * @param mix which faults happen
 * @param truth file the faults are written to, null for none
 */
public record SimulationPlan(Address address, long seed, Mix mix, @Nullable Path truth, Limits limits) {
    /** With the faults of the demonstration. */
    public SimulationPlan(Address address, long seed, @Nullable Path truth, Limits limits) {
        this(address, seed, Mix.USUAL, truth, limits);
    }
}
