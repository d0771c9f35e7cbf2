package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** A village that was told before its parent was known. */
class JoiningTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;

    private final IncidentFold fold = new IncidentFold();
    private final List<String> owed = new ArrayList<>();
    private final List<Incident> changes = new ArrayList<>();

    private void village(String village, int minute, int lines) {
        Signal down = new Signal(
                Signal.What.FIBRE_DOWN,
                village,
                null,
                Standing.UNCOVERED,
                T0 + (minute + 2) * MINUTE,
                T0 + minute * MINUTE,
                true,
                new Signal.Lines(lines, lines, 0));
        fold.signal(SampleRules.DEFAULT, down, new Telling());
    }

    private void pon(PonSignal.What what, int minute, int ofVillage) {
        PonSignal.Member member = new PonSignal.Member("v1", ofVillage, ofVillage, ofVillage, Mains.UNKNOWN);
        PonSignal signal = new PonSignal(
                what,
                new PonSignal.Pon("olt-1/0/3", 8),
                T0 + minute * MINUTE,
                T0 + minute * MINUTE,
                new PonSignal.Lines(20, 20, 0, 2000),
                List.of(member));
        tell(telling -> fold.signal(SampleRules.DEFAULT, signal, telling));
    }

    private void tick(int minute) {
        tell(telling -> fold.tick(SampleRules.DEFAULT, T0 + minute * MINUTE, true, village -> 50, telling));
    }

    private void tell(java.util.function.Consumer<Telling> step) {
        Telling telling = new Telling();
        step.accept(telling);
        telling.owed()
                .forEach(it -> owed.add(it.step().word() + " " + it.incident().id()));
        changes.addAll(telling.changes());
    }

    private Incident newest(String id) {
        return changes.stream()
                .filter(it -> it.id().equals(id))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    @Test
    void it_joins_and_is_muted_until_its_parent_closed_long_enough_ago() {
        village("v1", 0, 5);
        tick(3);
        pon(PonSignal.What.DOWN, 2, 5);
        tick(5);
        assertEquals("olt-1-p1", newest("v1-f1").scope().parent());
        tick(5 * 60);
        assertEquals(List.of("opened v1-f1", "opened olt-1-p1", "raised olt-1-p1"), owed);
        pon(PonSignal.What.BACK, 6 * 60, 0);
        tick(6 * 60 + 5);
        assertEquals("olt-1-p1", newest("v1-f1").scope().parent());
        tick(6 * 60 + 10);
        assertNull(newest("v1-f1").scope().parent());
        assertEquals("raised v1-f1", owed.get(owed.size() - 1));
    }

    @Test
    void a_village_that_lost_most_lines_elsewhere_is_not_explained() {
        pon(PonSignal.What.DOWN, 0, 3);
        village("v1", 0, 7);
        tick(3);
        assertEquals(List.of("opened olt-1-p1", "opened v1-f1"), owed);
        assertNull(newest("v1-f1").scope().parent());
    }

    @Test
    void a_village_that_went_at_another_time_is_not_explained() {
        pon(PonSignal.What.DOWN, 0, 7);
        tick(3);
        village("v1", 40, 7);
        tick(43);
        assertEquals(List.of("opened olt-1-p1", "opened v1-f1"), owed);
    }
}
