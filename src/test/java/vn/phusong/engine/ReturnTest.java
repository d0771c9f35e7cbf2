package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Standing;

/** What is said when we come back from an absence that the long window outlasts. */
class ReturnTest {
    private final Province province = new Province().village("v1", 10);

    private void goesOn(int from, String vector) {
        if (from > 0) {
            province.tick(from - 1);
        }
        assertTrue(province.vector("p1", "45204", from, vector) > from);
    }

    @Test
    void a_place_that_never_had_service_is_not_weak_after_our_absence_and_alerts_nobody() {
        province.probe("p1", "v1", Province.MINUTE, "viettel").begin();
        goesOn(0, "0*60");
        goesOn(90, "0*120");
        assertEquals(List.of(), province.owed());
        for (Effects made : province.effects) {
            assertFalse(made.standings().stream().anyMatch(change -> change.to() == Standing.DEGRADED));
        }
    }

    @Test
    void a_place_that_had_service_before_our_absence_may_be_weak_after_it() {
        province.probe("p1", "v1", Province.MINUTE, "viettel").begin();
        goesOn(0, "1*60");
        goesOn(90, "1*2 0*1");
        assertEquals(
                Standing.DEGRADED,
                java.util.Objects.requireNonNull(
                                province.engine.picture(1).villages().get("v1"))
                        .standing());
    }

    @Test
    void an_outage_that_goes_on_over_our_absence_is_told_once() {
        province.probe("p1", "v1", Province.MINUTE, "viettel").begin();
        goesOn(0, "1*60 0*60");
        goesOn(150, "0*120");
        assertEquals(1, province.owed().size(), () -> province.owed().toString());
    }
}
