package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.StandingChange;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.Place;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** What leaves the roster stands for nothing any more, and every standing it had says so: of the SIM, of its point, of its village. */
class LeftStandingTest {
    private final Province province = new Province()
            .village("v1", 10)
            .probe("p1", "v1", Province.MINUTE, "viettel", "vinaphone")
            .begin();

    private static Device probe(List<String> operators) {
        return new Device(
                "p1",
                DeviceKind.PROBE,
                "v1",
                "v1-c",
                operators,
                Province.MINUTE,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN);
    }

    private List<String> changes(List<Village> villages, List<Device> devices) {
        for (int minute = 0; minute < 60; minute++) {
            province.say("p1", minute, Province.good("45204"));
            province.tick(minute);
        }
        RegistryChange change = new RegistryChange(
                new RegistryChange.Tree(List.of(), villages, List.of()), List.of(), devices, List.of(), List.of());
        Effects made = province.step(new Event.RegistryChanged(Province.T0 + 60 * Province.MINUTE, change));
        List<String> said = new ArrayList<>();
        for (StandingChange one : made.standings()) {
            if (one.indicator().equals("mobile")) {
                assertEquals(60, Province.minute(one.at()));
                assertEquals("roster", one.reason());
                said.add(one.village() + " " + one.point() + " " + one.operator() + ": " + one.from() + " " + one.to());
            }
        }
        assertEquals(2 * said.size(), made.standings().size(), "and the same of mobile.4g+");
        return said;
    }

    @Test
    void a_village_that_leaves_is_unknown_with_its_point_and_its_sims() {
        Village gone = new Village(
                "v1",
                "Bản v1",
                "bản",
                "01864",
                new Place(22.1, 105.8),
                new Households(10, null, null),
                null,
                new Validity(Validity.ALWAYS, Province.T0 + 60 * Province.MINUTE));
        assertEquals(
                List.of(
                        "v1 v1-c viettel: COVERED UNKNOWN",
                        "v1 v1-c null: COVERED UNKNOWN",
                        "v1 null null: COVERED UNKNOWN"),
                changes(List.of(gone), List.of()));
    }

    @Test
    void a_sim_that_leaves_takes_its_point_and_its_village_with_it() {
        assertEquals(
                List.of(
                        "v1 v1-c viettel: COVERED UNKNOWN",
                        "v1 v1-c null: COVERED UNKNOWN",
                        "v1 null null: COVERED UNKNOWN"),
                changes(List.of(), List.of(probe(List.of("vinaphone")))));
    }

    @Test
    void a_sim_of_which_nothing_is_known_changes_nothing_when_it_leaves() {
        assertEquals(List.of(), changes(List.of(), List.of(probe(List.of("viettel")))));
    }
}
