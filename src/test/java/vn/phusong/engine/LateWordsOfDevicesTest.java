package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Registration;

/** What a probe says of its SIM and its power counts by its own time: a backlog takes back nothing that was said after it. */
class LateWordsOfDevicesTest {
    private static final String PLMN = "45204";

    private final Province province = new Province()
            .village("v1", 100)
            .probe("p1", "v1", Province.MINUTE, "viettel")
            .begin();

    private void says(int minute, int received, EventKind kind) {
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, received, Province.event(kind)));
    }

    private void says(int minute, int received, Mobile mobile) {
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, received, mobile));
    }

    private void live(int from, int to, Mobile mobile) {
        for (int minute = from; minute < to; minute++) {
            says(minute, minute, mobile);
            province.tick(minute);
        }
    }

    private VillageCoverage village() {
        return Objects.requireNonNull(province.engine.picture(1).villages().get("v1"));
    }

    private Listed listed() {
        return Objects.requireNonNull(province.engine.villages.roster.device("p1"));
    }

    private ProbeMemory memory() {
        return Objects.requireNonNull(listed().memory);
    }

    private List<FlagKind> flagged() {
        return province.engine.picture(1).flagged().stream()
                .flatMap(device -> device.flags().stream())
                .map(Flag::kind)
                .filter(kind -> kind != FlagKind.STUCK)
                .toList();
    }

    private static Mobile powered(PowerSource power) {
        return new Mobile(Province.good(PLMN).radio(), null, power);
    }

    private static Mobile dead() {
        return new Mobile(Province.mobile(-70, PLMN).radio(), new ActiveTest(PLMN, 0, 0, Double.NaN, 1), null);
    }

    @Test
    void a_suspension_of_last_monday_in_a_backlog_silences_no_sim_that_is_online() {
        live(0, 30, Province.good(PLMN));
        says(2000, 2000, EventKind.ONLINE);
        live(2001, 2031, Province.good(PLMN));
        assertEquals(Standing.COVERED, village().standing());
        says(100, 2031, EventKind.SIM_SUSPENDED);
        live(2032, 2080, Province.good(PLMN));
        assertEquals(Standing.COVERED, village().standing());
        assertEquals(List.of(), flagged());
    }

    @Test
    void an_outage_that_is_open_closes_though_a_backlog_tells_of_an_old_suspension() {
        live(0, 30, Province.good(PLMN));
        live(30, 80, Province.bad(PLMN));
        assertEquals(1, province.engine.openIncidents().size());
        says(81, 81, EventKind.ONLINE);
        says(20, 81, EventKind.SIM_SUSPENDED);
        live(82, 140, Province.good(PLMN));
        assertEquals(List.of(), province.engine.openIncidents());
    }

    @Test
    void case_17_a_late_online_of_before_its_suspension_frees_no_sim() {
        live(0, 60, Province.good(PLMN));
        says(60, 60, EventKind.SIM_SUSPENDED);
        says(40, 61, EventKind.ONLINE);
        says(41, 61, EventKind.REBOOT);
        live(62, 160, dead());
        assertEquals(Standing.UNKNOWN, village().standing());
        assertEquals(List.of(), province.owed());
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flagged());
        says(160, 160, EventKind.ONLINE);
        assertEquals(List.of(), flagged());
    }

    @Test
    void a_passed_test_is_a_word_on_its_only_sim_too() {
        live(0, 30, Province.good(PLMN));
        Mobile passed =
                new Mobile(Province.good(PLMN).radio(), new ActiveTest(PLMN, 20_000_000, 5_000_000, 0.04, 0), null);
        says(30, 30, passed);
        says(10, 31, EventKind.SIM_SUSPENDED);
        assertEquals(List.of(), flagged());
    }

    @Test
    void a_whole_backlog_in_its_order_leaves_the_last_word() {
        live(0, 30, Province.good(PLMN));
        says(40, 300, EventKind.SIM_SUSPENDED);
        assertEquals(List.of(FlagKind.SIM_SUSPENDED), flagged());
        says(200, 300, EventKind.ONLINE);
        assertEquals(List.of(), flagged());
    }

    @Test
    void a_late_reading_from_a_battery_tells_nothing_of_the_power_of_now() {
        live(0, 30, powered(PowerSource.MAINS));
        province.say("p1", -60, 30, powered(PowerSource.BATTERY));
        assertEquals(Mains.ON, memory().mains(Province.T0));
        live(31, 35, Province.good(PLMN));
        assertEquals(Mains.ON, memory().mains(Province.T0));
        live(40, 41, powered(PowerSource.BATTERY));
        assertEquals(Mains.LOST, memory().mains(Province.T0));
        says(35, 60, powered(PowerSource.MAINS));
        says(36, 60, EventKind.MAINS_BACK);
        assertEquals(Mains.LOST, memory().mains(Province.T0));
    }

    @Test
    void mains_lost_in_a_backlog_may_be_back_by_now_and_nobody_knows() {
        live(0, 30, powered(PowerSource.MAINS));
        says(40, 60, EventKind.MAINS_LOST);
        assertEquals(Mains.UNKNOWN, memory().mains(Province.T0));
        says(130, 130, EventKind.MAINS_LOST);
        assertEquals(Mains.LOST, memory().mains(Province.T0));
        says(131, 150, powered(PowerSource.BATTERY));
        assertEquals(Mains.LOST, memory().mains(Province.T0), "it said so when it was so");
        says(132, 151, EventKind.MAINS_BACK);
        assertEquals(Mains.ON, memory().mains(Province.T0));
    }

    @Test
    void a_late_reboot_of_before_its_last_cells_carries_no_probe_away() {
        int minute = 0;
        for (; minute < 25 * 60; minute++) {
            says(minute, minute, served("home"));
            province.tick(minute);
        }
        says(minute - 20, minute, EventKind.REBOOT);
        minute++;
        for (int end = minute + 60; minute < end; minute++) {
            says(minute, minute, served("strange"));
            province.tick(minute);
        }
        assertEquals(List.of(), flagged());
        assertTrue(listed().watch.isOfItsVillage(Province.T0 + minute * Province.MINUTE));
    }

    private static Mobile served(String cell) {
        Radio radio = Province.good(PLMN).radio().get(0);
        Radio there = new Radio(PLMN, null, radio.rat(), Registration.HOME, radio.levels(), radio.nr(), -1, -1, cell);
        return new Mobile(List.of(there), null, null);
    }

    @Test
    void when_a_probe_last_spoke_of_them_is_in_its_row() {
        live(0, 30, powered(PowerSource.MAINS));
        says(30, 30, EventKind.ONLINE);
        Engine again = Engine.restore(province.engine.allRows());
        ProbeMemory kept = Objects.requireNonNull(Objects.requireNonNull(again.villages.roster.device("p1")).memory);
        long then = Province.T0 + 10 * Province.MINUTE;
        assertFalse(kept.hearsOfSim(then));
        kept.powerLost(true, then, true);
        assertEquals(Mains.ON, kept.mains(Province.T0));
    }
}
