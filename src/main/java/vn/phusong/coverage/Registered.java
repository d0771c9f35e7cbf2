package vn.phusong.coverage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Registry;
import vn.phusong.village.Target;
import vn.phusong.village.Village;

/**
 * What the registry says of one village that nobody measures.
 *
 * @param gridPower whether the national grid reaches it, null when nobody told
 * @param households −1 when nobody told
 * @param assumed whether that number is an assumption by its own source
 * @param fibreTargetHundredths what share of households must be on fibre, hundredths of a per cent, null without a target
 */
public record Registered(
        @Nullable Boolean gridPower, int households, boolean assumed, @Nullable Integer fibreTargetHundredths) {
    public static final Registered NOTHING = new Registered(null, -1, false, null);

    public static Registered of(Registry registry, String village, long at) {
        Village row = registry.village(village, at);
        Target target = registry.target(HouseholdCount.INDICATOR, at);
        if (row == null) {
            return NOTHING;
        }
        String source = row.households().source();
        return new Registered(
                row.gridPower(),
                row.households().count(),
                source != null && source.toLowerCase(Locale.ROOT).contains("assumed"),
                target == null ? null : (Integer) target.hundredthsOfPercent());
    }
}
