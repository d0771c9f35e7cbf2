package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Target;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** What the registry says of a village at a time. */
class RegisteredTest {
    private static final long CUT = 1_767_200_400_000L;

    private static Village row(Households households, boolean grid, Validity valid) {
        return new Village("v", "V", "bản", "01", new Place(22, 105), households, grid, valid);
    }

    @Test
    void the_rows_of_the_time_are_asked_for_power_households_and_target() {
        Households first = new Households(80, null, "assumed: mean of the commune");
        Registry registry = Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(new Area("01", null, "commune", "Xã Một", null, Validity.OPEN)),
                                List.of(
                                        row(first, false, new Validity(Long.MIN_VALUE, CUT)),
                                        row(
                                                new Households(90, null, "census"),
                                                true,
                                                new Validity(CUT, Long.MAX_VALUE))),
                                List.of()),
                        List.of(),
                        List.of(),
                        List.of(new Target("fibre", 7_000, new Validity(CUT, Long.MAX_VALUE), "test")),
                        List.of()));
        assertEquals(new Registered(false, 80, true, null), Registered.of(registry, "v", CUT - 1));
        assertEquals(new Registered(true, 90, false, 7_000), Registered.of(registry, "v", CUT));
        assertEquals(Registered.NOTHING, Registered.of(registry, "w", CUT));
    }
}
