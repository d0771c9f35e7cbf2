package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;

/** Of one village too, what its own probe says of the grid's power is evidence of the cause (domain.md §2.3, §7.8). */
class VillagePowerTest {
    private static final String[] BOTH = {"45204", "45202"};

    private final Province province =
            new Province().village("v1", 100).probe("p1", "v1", Province.MINUTE, "viettel", "vinaphone");

    private void minutes(int from, int to, PowerSource power, Mobile says) {
        for (int minute = from; minute < to; minute++) {
            province.say("p1", minute, new Mobile(says.radio(), null, power));
            province.tick(minute);
        }
    }

    private Incident last() {
        List<Incident> all = province.effects.stream()
                .flatMap(made -> made.incidents().stream())
                .toList();
        return all.get(all.size() - 1);
    }

    @Test
    void operators_that_go_together_while_the_probe_lost_its_mains_lost_their_power() {
        province.begin();
        minutes(0, 60, PowerSource.MAINS, Province.good(BOTH));
        minutes(60, 100, PowerSource.BATTERY, Province.bad(BOTH));
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(0.8, last().confidence());
        IncidentText text = IncidentText.of(last(), Names.of(province.engine.registry(), last()));
        assertTrue(text.vi().contains("Thiết bị đo tại chỗ báo mất điện lưới."), text.vi());
        assertTrue(text.en().contains("The probes there say they lost mains power."), text.en());
    }

    @Test
    void with_mains_it_is_the_mast_they_share() {
        province.begin();
        minutes(0, 60, PowerSource.MAINS, Province.good(BOTH));
        minutes(60, 100, PowerSource.MAINS, Province.bad(BOTH));
        assertEquals(Cause.MOBILE_SITE, last().cause());
    }

    private void linesGo(PowerSource power, EventKind... words) {
        for (int i = 0; i < words.length; i++) {
            province.line("o" + i, "v1", "h" + i, "olt-" + i + "/0/1");
        }
        province.begin();
        for (int minute = 0; minute < 120; minute += 5) {
            for (int i = 0; i < words.length; i++) {
                province.say("o" + i, minute, Province.light());
            }
            minutes(minute, minute + 5, PowerSource.MAINS, Province.good(BOTH));
        }
        for (int i = 0; i < words.length; i++) {
            province.told("o" + i, 119, 30_000, words[i]);
        }
        minutes(120, 130, power, Province.good(BOTH));
    }

    private static EventKind[] all(EventKind word) {
        return new EventKind[] {word, word, word, word, word};
    }

    @Test
    void lines_that_gasp_where_the_probe_lost_its_mains_are_surely_a_power_cut() {
        linesGo(PowerSource.BATTERY, all(EventKind.DYING_GASP));
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(0.95, last().confidence());
    }

    @Test
    void lines_that_go_dark_where_the_probe_lost_its_mains_leave_the_cause_open() {
        linesGo(PowerSource.BATTERY, all(EventKind.LOS));
        assertEquals(Cause.UNKNOWN, last().cause());
        assertTrue(last().confidence() < 0.5);
    }

    @Test
    void some_gasps_and_a_probe_without_mains_are_likely_a_power_cut() {
        linesGo(
                PowerSource.BATTERY,
                EventKind.DYING_GASP,
                EventKind.DYING_GASP,
                EventKind.LOS,
                EventKind.LOS,
                EventKind.LOS);
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(0.6, last().confidence());
    }

    @Test
    void lines_that_gasp_where_the_probe_has_its_mains_make_a_power_cut_doubtful_and_dark_ones_the_fibre_sure() {
        linesGo(PowerSource.MAINS, all(EventKind.DYING_GASP));
        assertEquals(Cause.POWER_VILLAGE, last().cause());
        assertEquals(0.5, last().confidence());
    }

    @Test
    void lines_that_go_dark_where_the_probe_has_its_mains_are_surely_the_fibre() {
        linesGo(PowerSource.MAINS, all(EventKind.LOS));
        assertEquals(Cause.FEEDER_FIBRE, last().cause());
        assertEquals(0.95, last().confidence());
    }
}
