package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Registration;

/** The state machine of one slot against the vectors of domain.md §7.4 (minute samples: 1 good, 0 bad, - missing). */
class SlotTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;

    private final WindowPlan plan = WindowPlan.of(SampleRules.DEFAULT, MINUTE);
    private Slot slot = new Slot(plan);
    private final List<String> seen = new ArrayList<>();

    @Test
    void vector_A_a_two_hour_outage() {
        assertEquals(List.of("11 COVERED", "134 UNCOVERED", "244 RECOVERING", "284 COVERED"), run("1*120 0*120 1*180"));
        assertEquals(T0 + 120 * MINUTE, slot.outageStart());
        assertEquals(T0 + 240 * MINUTE, slot.outageEnd());
    }

    @Test
    void vector_B_a_restart_of_the_station() {
        assertEquals(List.of("11 COVERED", "141 DEGRADED", "172 COVERED"), run("1*120 0*8 1*180"));
    }

    @Test
    void vector_C_a_twenty_minute_outage() {
        assertEquals(
                List.of("11 COVERED", "134 UNCOVERED", "144 RECOVERING", "174 DEGRADED", "184 COVERED"),
                run("1*120 0*20 1*180"));
    }

    @Test
    void vector_D_a_thirty_five_minute_outage() {
        assertEquals(List.of("11 COVERED", "134 UNCOVERED", "159 RECOVERING", "199 COVERED"), run("1*120 0*35 1*180"));
    }

    @Test
    void vector_E_two_hours_of_silence_are_unknown_not_uncovered() {
        assertEquals(List.of("11 COVERED", "149 UNKNOWN", "251 COVERED"), run("1*120 -*120 1*60"));
    }

    @Test
    void vector_F_never_covered() {
        assertEquals(List.of("11 UNCOVERED"), run("0*300"));
        assertFalse(slot.everServed());
    }

    @Test
    void vector_G_seven_good_three_bad() {
        assertEquals(List.of("11 COVERED", "162 DEGRADED"), run("1*120 " + "1*7 0*3 ".repeat(40)));
    }

    @Test
    void vector_H_two_good_three_bad() {
        assertEquals(List.of("11 COVERED", "147 DEGRADED", "187 UNCOVERED"), run("1*120 " + "1*2 0*3 ".repeat(40)));
        assertEquals(T0 + 172 * MINUTE, slot.outageStart());
    }

    @Test
    void vector_J_every_second_sample_missing() {
        assertEquals(List.of("22 COVERED"), run("1 - ".repeat(150)));
    }

    @Test
    void vector_K_too_few_samples_stay_unknown() {
        assertEquals(List.of(), run("1 -*6 ".repeat(40)));
    }

    @Test
    void minus_110_exactly_becomes_good_and_minus_113_exactly_stays_good() {
        assertEquals(1, goodAfter(-110f));
        assertEquals(0, goodAfter(-110.1f));
        assertEquals(2, goodAfter(-110f, -113f));
        assertEquals(1, goodAfter(-110f, -113.1f));
        assertEquals(0, goodAfter(-111f, -112f));
    }

    @Test
    void after_no_service_the_level_must_be_good_again() {
        add(0, SampleRules.lte(-100f), 0);
        add(1, SampleRules.unregistered(Registration.SEARCHING), 1);
        add(2, SampleRules.lte(-112f), 2);
        assertEquals(1, slot.goodInWindow());
        assertEquals(3, slot.samplesInWindow());
    }

    @Test
    void emergency_and_roaming_are_no_service_for_the_home_operator_and_denied_says_nothing() {
        add(0, SampleRules.unregistered(Registration.EMERGENCY), 0);
        add(1, SampleRules.unregistered(Registration.ROAMING), 1);
        add(2, SampleRules.unregistered(Registration.DENIED), 2);
        assertEquals(2, slot.samplesInWindow());
        assertEquals(0, slot.goodInWindow());
    }

    @Test
    void a_sample_exactly_one_window_old_has_left_it() {
        add(0, SampleRules.lte(-100f), 0);
        add(60, SampleRules.lte(-100f), 60);
        assertEquals(1, slot.samplesInWindow());
    }

    @Test
    void samples_in_reverse_order_are_counted_where_they_belong() {
        add(5, SampleRules.lte(-100f), 5);
        add(3, SampleRules.lte(-100f), 5);
        add(4, SampleRules.unregistered(Registration.NONE), 5);
        assertEquals(3, slot.samplesInWindow());
        assertEquals(2, slot.goodInWindow());
        assertEquals(T0 + 5 * MINUTE, slot.lastSampleAt());
    }

    @Test
    void late_samples_are_kept_and_move_no_window() {
        add(100, SampleRules.lte(-100f), 100);
        add(50, SampleRules.lte(-100f), 100);
        assertEquals(1, slot.samplesInWindow());
        assertEquals(1, slot.knows(T0 + 50 * MINUTE, 0, 7));
        assertEquals(0, slot.knows(T0 + 50 * MINUTE, 0, 8));
        assertEquals(-1, slot.knows(T0 + 51 * MINUTE, 0, 7));
    }

    @Test
    void a_row_written_and_read_is_the_same_row() throws IOException {
        assertEquals(3, run("1*120 0*20 1*3").size() + 1);
        byte[] bytes = bytes(slot);
        Slot read = Slot.read(new DataInputStream(new ByteArrayInputStream(bytes)), plan);
        assertTrue(java.util.Arrays.equals(bytes, bytes(read)));
        assertEquals(slot.samplesInWindow(), read.samplesInWindow());
        assertTrue(bytes.length <= 1024, "a slot's row must fit 1 KB, was " + bytes.length);
    }

    private static byte[] bytes(Slot slot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        slot.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private int goodAfter(float... levels) {
        slot = new Slot(plan);
        for (int i = 0; i < levels.length; i++) {
            add(i, SampleRules.lte(levels[i]), i);
        }
        return slot.goodInWindow();
    }

    private void add(int minute, Radio radio, int receivedMinute) {
        String unused = slot.add(
                SampleRules.DEFAULT,
                new Slot.Sample(T0 + minute * MINUTE, radio, 0, 7, 0, receivedMinute - minute <= 5));
    }

    /** Feeds a vector, each sample before the tick of its minute, and returns what changed when. */
    private List<String> run(String vector) {
        int minute = 0;
        for (String run : vector.trim().split("\\s+", -1)) {
            String[] parts = run.split("\\*", -1);
            for (int i = parts.length > 1 ? Integer.parseInt(parts[1]) : 1; i > 0; i--, minute++) {
                Standing before = slot.standing();
                if (!parts[0].equals("-")) {
                    add(minute, SampleRules.lte(parts[0].equals("1") ? -90 : -120), minute);
                }
                boolean silent = slot.tick(T0 + minute * MINUTE);
                assertEquals(silent, slot.standing() == Standing.UNKNOWN && before != Standing.UNKNOWN);
                if (slot.standing() != before) {
                    seen.add(minute + " " + slot.standing());
                }
            }
        }
        return seen;
    }
}
