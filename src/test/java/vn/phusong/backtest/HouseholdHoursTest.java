package vn.phusong.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Standing;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** How many households had service for how long, on both sides. */
class HouseholdHoursTest {
    private static final long HOUR = 3_600_000;

    private static Village village(String id, Households households) {
        return new Village(id, id, "bản", "01", new Place(22, 105), households, null, Validity.OPEN);
    }

    @Test
    void a_village_whose_households_nobody_told_is_in_no_sum_and_named_as_such() {
        Registry registry = Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(new Area("01", null, "commune", "Xã Một", null, Validity.OPEN)),
                                List.of(village("a", new Households(10, null, null)), village("b", Households.UNKNOWN)),
                                List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        HouseholdHours hours = new HouseholdHours(0, 10 * HOUR);
        List<Side.Turn> kept =
                List.of(new Side.Turn("a", 0, Standing.COVERED), new Side.Turn("b", 0, Standing.COVERED));
        List<Side.Turn> other =
                List.of(new Side.Turn("a", 0, Standing.COVERED), new Side.Turn("a", 4 * HOUR, Standing.UNCOVERED));
        hours.take(kept, other, registry);
        hours.end(10 * HOUR, registry);
        assertEquals(100, hours.servedKept());
        assertEquals(40, hours.servedOther());
        assertEquals(60, hours.lost());
        assertEquals(0, hours.gained());
        assertEquals(1, hours.uncounted());
    }
}
