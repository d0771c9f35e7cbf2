package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.village.PointKind;

class FragileCountTest {
    private static VillageCoverage village(PointKind kind, String standings) {
        List<SlotCoverage> slots = new ArrayList<>();
        for (String standing : standings.split(" ", -1)) {
            slots.add(new SlotCoverage(
                    "v-p", kind, "op" + slots.size(), Standing.valueOf(standing), 0, 0, 0, 0, Float.NaN, true));
        }
        return new VillageCoverage("v", Standing.UNKNOWN, 0, Standing.UNKNOWN, slots, null, null, FibreCoverage.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "COVERED UNCOVERED RECOVERING, 1, 0",
        "DEGRADED UNCOVERED, 1, 0",
        "COVERED DEGRADED UNCOVERED, 0, 0",
        "COVERED COVERED UNKNOWN, 0, 0",
        "COVERED UNKNOWN, 0, 1",
        "UNCOVERED UNKNOWN, 0, 1",
        "UNCOVERED UNCOVERED, 0, 0",
        "COVERED, 0, 1",
        "UNCOVERED, 0, 0",
    })
    void a_village_is_fragile_when_one_operator_serves_it_and_surely_no_other(String standings, int yes, int unknown) {
        assertEquals(new FragileCount(yes, unknown), FragileCount.of(List.of(village(PointKind.CENTRE, standings))));
    }

    @Test
    void a_village_nobody_measures_at_its_centre_may_be_fragile() {
        VillageCoverage cluster = village(PointKind.CLUSTER, "COVERED UNCOVERED");
        assertEquals(new FragileCount(0, 1), FragileCount.of(List.of(cluster)));
    }
}
