package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Explain;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Mobile;

/** A choked backhaul: level and registration are good, active tests fail. */
class ChokedTest {
    private static final String VIETTEL = "45204";
    private static final String VINAPHONE = "45202";
    private static final int BEGINS = 60;

    private final Province province = new Province();
    private int minute;

    private void village(String... operators) {
        province.village("v1", 10);
        province.probe("p1", "v1", Province.MINUTE, operators);
        province.begin();
    }

    /** Good levels; every fifth minute each of {@code plmns} is tested in turn, those of {@code choked} in vain. */
    private void levelsAreGood(int minutes, Set<String> choked, String... plmns) {
        for (int until = minute + minutes; minute < until; minute++) {
            Mobile good = Province.good(plmns);
            String tested = plmns[(minute / 5) % plmns.length];
            ActiveTest test = minute % 5 == 0 ? test(tested, choked.contains(tested)) : null;
            say(new Mobile(good.radio(), test, null));
        }
    }

    private void say(Mobile mobile) {
        assertEquals(Outcome.COMMITTED, province.say("p1", minute, mobile));
        province.tick(minute);
    }

    private static ActiveTest test(String plmn, boolean isFailed) {
        return isFailed
                ? new ActiveTest(plmn, 400_000, 90_000, 0.9, 0.12)
                : new ActiveTest(plmn, 20_000_000, 6_000_000, 0.04, 0);
    }

    private Incident opened() {
        List<Incident> all = new ArrayList<>();
        province.effects.forEach(made -> all.addAll(made.incidents()));
        return all.stream()
                .filter(incident -> incident.state() == IncidentState.OPENED)
                .findFirst()
                .orElseThrow();
    }

    private Incident openedAfterChoke(Set<String> choked, String... plmns) {
        levelsAreGood(BEGINS, Set.of(), plmns);
        levelsAreGood(60, choked, plmns);
        return opened();
    }

    @Test
    void failing_tests_over_good_levels_are_told_as_the_backhaul_and_not_as_a_base_station() {
        village("viettel", "vinaphone");
        Incident incident = openedAfterChoke(Set.of(VIETTEL), VIETTEL, VINAPHONE);
        assertEquals(List.of("viettel"), incident.scope().operators());
        assertEquals(Cause.BACKHAUL, incident.cause());
        assertEquals(0.6, incident.confidence());
    }

    @Test
    void of_one_measured_operator_it_is_possible_and_no_more() {
        village("viettel");
        Incident incident = openedAfterChoke(Set.of(VIETTEL), VIETTEL);
        assertEquals(Cause.BACKHAUL, incident.cause());
        assertTrue(incident.confidence() < 0.5);
        IncidentText text = IncidentText.of(incident, Names.of(province.engine.registry(), incident));
        assertTrue(text.en().contains("Possible cause: the backhaul."), text.en());
    }

    @Test
    void where_all_operators_choke_it_may_be_the_probe_itself() {
        village("viettel", "vinaphone");
        Incident incident = openedAfterChoke(Set.of(VIETTEL, VINAPHONE), VIETTEL, VINAPHONE);
        assertEquals(Cause.BACKHAUL, incident.cause());
        assertTrue(incident.confidence() < 0.5);
    }

    @Test
    void an_operator_without_level_stays_a_base_station_though_its_tests_failed_before() {
        village("viettel", "vinaphone");
        levelsAreGood(BEGINS - 2, Set.of(), VIETTEL, VINAPHONE);
        levelsAreGood(3, Set.of(VIETTEL), VIETTEL, VINAPHONE);
        for (int until = minute + 60; minute < until; minute++) {
            say(new Mobile(
                    List.of(
                            Province.bad(VIETTEL).radio().get(0),
                            Province.good(VINAPHONE).radio().get(0)),
                    null,
                    null));
        }
        assertEquals(Cause.MOBILE_SITE, opened().cause());
    }

    @Test
    void both_sentences_say_that_there_is_a_signal_and_that_tests_fail() {
        village("viettel", "vinaphone");
        Incident incident = openedAfterChoke(Set.of(VIETTEL), VIETTEL, VINAPHONE);
        IncidentText text = IncidentText.of(incident, Names.of(province.engine.registry(), incident));
        assertTrue(text.vi().contains("mất dịch vụ dữ liệu Viettel từ"), text.vi());
        assertTrue(
                text.vi()
                        .contains(
                                "Nguyên nhân dự kiến: đường truyền dẫn."
                                        + " Theo số đo gần nhất, mức thu và đăng ký mạng vẫn tốt nhưng phép thử truyền dữ liệu không đạt."),
                text.vi());
        assertTrue(text.en().contains("Viettel mobile data lost since"), text.en());
        assertTrue(
                text.en()
                        .contains(
                                "Probable cause: the backhaul. By the newest measurements level and registration are good,"
                                        + " but active tests fail."),
                text.en());
    }

    @Test
    void the_village_says_that_the_signal_carries_no_data() {
        village("viettel", "vinaphone");
        levelsAreGood(BEGINS, Set.of(), VIETTEL, VINAPHONE);
        levelsAreGood(40, Set.of(VIETTEL), VIETTEL, VINAPHONE);
        VillageCoverage village =
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"));
        assertEquals(Standing.UNCOVERED, village.ofOperator("viettel"));
        Why why = Explain.village(village, name -> name, province.engine.now());
        assertTrue(why.vi().contains("viettel có sóng nhưng không truyền được dữ liệu tại trung tâm"), why.vi());
        assertTrue(why.en().contains("viettel has a signal but carries no data at the centre"), why.en());
        assertTrue(
                why.evidence().stream()
                        .anyMatch(one ->
                                one.what().equals("bad_by_test") && one.value().equals("40/40")),
                () -> why.evidence().toString());
    }

    @Test
    void nothing_falls_due_by_a_test_that_failed_long_ago() {
        village("viettel");
        levelsAreGood(BEGINS, Set.of(), VIETTEL);
        // The last test fails six minutes before the notice would fall due; its samples stay bad until then.
        for (int until = minute + 40; minute < until; minute++) {
            boolean isTested = minute % 8 == 4 && minute <= BEGINS + 24;
            say(new Mobile(Province.good(VIETTEL).radio(), isTested ? test(VIETTEL, true) : null, null));
        }
        assertEquals(List.of(), province.owed());
    }

    @Test
    void nothing_falls_due_once_a_test_has_passed() {
        village("viettel");
        levelsAreGood(BEGINS, Set.of(), VIETTEL);
        for (int until = minute + 40; minute < until; minute++) {
            boolean isTested = minute % 10 == 0 && minute < BEGINS + 25;
            ActiveTest test = isTested ? test(VIETTEL, true) : minute == BEGINS + 28 ? test(VIETTEL, false) : null;
            say(new Mobile(Province.good(VIETTEL).radio(), test, null));
        }
        assertEquals(List.of(), province.owed());
    }

    @Test
    void a_state_taken_in_the_middle_tells_the_same_cause() {
        village("viettel");
        levelsAreGood(BEGINS, Set.of(), VIETTEL);
        levelsAreGood(29, Set.of(VIETTEL), VIETTEL);
        assertEquals(List.of(), province.owed());
        List<SnapshotRow> rows = province.engine.allRows();
        Engine restored = Engine.restore(rows);
        assertEquals(rows.size(), restored.allRows().size());
        long now = province.engine.now();
        List<Cause> causes = new ArrayList<>();
        for (int later = 1; later <= 10; later++) {
            restored.step(new Event.Tick(now + later * Province.MINUTE))
                    .incidents()
                    .forEach(i -> causes.add(i.cause()));
        }
        assertEquals(List.of(Cause.BACKHAUL), causes);
    }
}
