package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** What late data may add to the incidents of a village: nothing that was told, and no more than fits. */
class LateIncidentsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private final VillageIncidents village = new VillageIncidents("v1");
    private final Telling telling = new Telling();

    private void stands(Standing standing, int minute, int outage) {
        Signal signal = new Signal(
                Signal.What.STANDING,
                "v1",
                "viettel",
                standing,
                T0 + minute * MINUTE,
                T0 + outage * MINUTE,
                true,
                new Signal.Lines(0, 0, 0));
        village.signal(RULES, signal, telling);
    }

    private void tick(int minute, boolean isOfStation) {
        long now = T0 + minute * MINUTE;
        Due due = new Due(RULES, now, new Joining(List.of(), now), operator -> isOfStation ? "enb-1-b1" : null);
        village.tick(due, true, 10, telling);
    }

    private void late(int minute, int from, int to) {
        PastOutage outage = new PastOutage(T0 + from * MINUTE, T0 + to * MINUTE, false);
        List<PastOutage> all = List.of(outage);
        LateOutages judged = new LateOutages("v1", "viettel", outage.start(), all, all);
        village.late(RULES, List.of(judged), T0 + minute * MINUTE, 10, telling);
    }

    @Test
    void an_outage_that_was_told_with_its_base_station_is_not_told_again_by_late_data() {
        stands(Standing.UNCOVERED, 14, 0);
        for (int minute = 15; minute < 60; minute++) {
            tick(minute, true);
        }
        stands(Standing.RECOVERING, 65, 0);
        stands(Standing.COVERED, 95, 60);
        tick(96, true);
        tick(97, false);
        late(120, 1, 61);
        assertEquals(List.of(), telling.changes());
    }

    @Test
    void an_outage_nobody_was_told_of_is_an_incident_of_the_past() {
        stands(Standing.COVERED, 0, 0);
        tick(1, false);
        late(120, 10, 61);
        assertEquals(2, telling.changes().size());
        assertTrue(telling.changes().get(0).marks().retroactive());
        assertEquals(List.of(), telling.owed());
    }

    @Test
    void what_was_told_is_remembered_no_longer_than_late_data_reaches() throws IOException {
        int before = 0;
        for (int day = 0; day < 200; day++) {
            int minute = day * 24 * 60;
            stands(Standing.UNCOVERED, minute, minute);
            tick(minute + 40, false);
            stands(Standing.COVERED, minute + 60, minute + 50);
            tick(minute + 61, false);
            before = day == 40 ? size() : before;
        }
        // But for the digits of the newest incident's id.
        assertTrue(size() <= before + 2, size() + " bytes after 200 days, " + before + " after 40");
    }

    private int size() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        village.write(new DataOutputStream(bytes));
        return bytes.size();
    }
}
