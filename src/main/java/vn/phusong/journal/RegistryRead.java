package vn.phusong.journal;

import org.jspecify.annotations.Nullable;
import vn.phusong.village.RegistryPlan;

/**
 * A registry folder, read.
 *
 * @param boundaries {@code boundaries.geojson} as it is, checked; null when there is none or when nothing is taken
 */
public record RegistryRead(RegistryPlan plan, byte @Nullable [] boundaries) {}
