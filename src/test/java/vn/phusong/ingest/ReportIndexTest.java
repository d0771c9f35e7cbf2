package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;

/** Edge case 13: indices 0, 97, 126 and 127 of a modem's answer. */
class ReportIndexTest {
    private static final float NONE = Float.NaN;

    private static Said modem(String more) {
        return Said.radio("{\"plmn\":\"45204\"," + more + "}");
    }

    private static Radio slot(String more) {
        Said said = modem(more);
        assertEquals("", said.no());
        return said.mobile().radio().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        // Bins of TS 36.133: under −140, −140..−139, −84..−83, −45..−44, −44 and more.
        "0, 0, -140, -19.5",
        "1, 1, -140, -19.5",
        "57, 20, -84, -10",
        "96, 33, -45, -3.5",
        "97, 34, -44, -3"
    })
    void an_index_of_lte_is_the_lower_bound_of_its_bin(int rsrp, int rsrq, float dbm, float db) {
        Radio slot = slot("\"cesq\":\"99,99,255,255," + rsrq + "," + rsrp + "\"");
        assertEquals(Rat.LTE, slot.rat());
        assertEquals(new Levels(dbm, db, NONE, NONE, NONE, NONE), slot.levels());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, -156, -43, -23",
        "1, 1, 1, -156, -43, -23",
        "60, 65, 70, -97, -11, 11.5",
        "126, 126, 126, -31, 19.5, 39.5",
        "126, 127, 127, -31, 20, 40"
    })
    void an_index_of_nr_is_the_lower_bound_of_its_bin(int rsrp, int rsrq, int sinr, float dbm, float db, float sinrDb) {
        Radio slot = slot("\"cesq\":\"99,99,255,255,255,255," + rsrq + "," + rsrp + "," + sinr + "\"");
        assertEquals(Rat.NR, slot.rat());
        assertEquals(new Levels(dbm, db, sinrDb, NONE, NONE, NONE), slot.levels());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, -120, -24", "1, 1, -120, -24", "40, 20, -81, -14.5", "96, 49, -25, 0"})
    void an_index_of_umts_is_the_lower_bound_of_its_bin(int rscp, int ecno, float dbm, float db) {
        Radio slot = slot("\"cesq\":\"99,99," + rscp + "," + ecno + ",255,255\"");
        assertEquals(Rat.UMTS, slot.rat());
        assertEquals(new Levels(NONE, NONE, NONE, NONE, dbm, db), slot.levels());
    }

    @Test
    void infinity_of_nr_is_no_measurement() {
        Said said = modem("\"rat\":\"NR\",\"cesq\":\"99,99,255,255,255,255,60,127,255\"");
        assertTrue(Float.isNaN(said.mobile().radio().get(0).levels().rsrpDbm()));
        assertEquals(Map.of("cesq", 1), said.decoded().dropped());
    }

    @Test
    void what_the_modem_does_not_know_is_absent_and_no_fault() {
        Said said = modem("\"reg\":\"searching\",\"cesq\":\"99,99,255,255,255,255\"");
        Radio slot = said.mobile().radio().get(0);
        assertEquals(Rat.NONE, slot.rat());
        assertTrue(slot.levels().isAbsent());
        assertEquals(Map.of(), said.decoded().dropped());
    }

    @Test
    void an_index_out_of_its_table_is_absent_and_its_neighbour_stays() {
        Said said = modem("\"cesq\":\"99,99,255,255,20,98\"");
        assertEquals(
                new Levels(NONE, -10, NONE, NONE, NONE, NONE),
                said.mobile().radio().get(0).levels());
        assertEquals(Map.of("cesq", 1), said.decoded().dropped());
    }

    @Test
    void a_level_told_in_dbm_stays_before_the_index() {
        assertEquals(
                -97,
                slot("\"cesq\":\"99,99,255,255,20,57\",\"rsrp\":-97").levels().rsrpDbm());
        assertEquals(
                -97,
                slot("\"rsrp\":-97,\"cesq\":\"99,99,255,255,20,57\"").levels().rsrpDbm());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"99,99,255", "99,99,255,255,20,x", "99,99,255,255,20,5.5", "''"})
    void an_answer_without_its_form_is_refused_and_named(String cesq) {
        Said said = modem("\"rat\":\"LTE\",\"cesq\":\"" + cesq + "\"");
        assertEquals("0:OUT_OF_RANGE", said.no());
        String detail = said.detail();
        assertEquals("cesq must be 6 or 9 whole numbers between commas, was \"" + cesq + '"', detail);
    }
}
