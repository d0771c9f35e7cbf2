package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.RefusalReason;

class AdmissionTest {
    private final DeviceAccess access = new DeviceAccess(Roster::registry);
    private final Admission admission = new Admission(access);

    private String no(Sender sender, String payload) {
        return new Said(admission.admitted(
                        sender, Said.by(sender, Said.bytes(payload), null).decoded()))
                .no();
    }

    @Test
    void only_a_device_of_the_registry_that_is_valid_now_may_connect() {
        assertNull(access.mayConnect("p1", Said.NOW));
        assertEquals(
                RefusalReason.UNKNOWN_DEVICE, access.mayConnect("p9", Said.NOW).reason());
        assertEquals(
                RefusalReason.DEVICE_NOT_ALLOWED,
                access.mayConnect("p0", Said.NOW).reason());
        assertNull(access.mayConnect("p0", Said.NOW - 7_200_000));
        assertTrue(access.isCollector("olt1", Said.NOW));
        assertFalse(access.isCollector("p1", Said.NOW));
    }

    @Test
    void a_collector_speaks_for_its_own_lines_and_for_no_other() {
        assertEquals("", no(Said.COLLECTOR, "[{\"dev\":\"ont7\",\"fibre\":{\"rx\":-20}}]"));
        assertEquals("0:OTHER_DEVICE", no(Said.COLLECTOR, "[{\"dev\":\"ont8\",\"fibre\":{\"rx\":-20}}]"));
        assertEquals("0:OTHER_DEVICE", no(Said.COLLECTOR, "[{\"dev\":\"p1\",\"event\":\"los\"}]"));
        assertEquals("0:UNKNOWN_DEVICE", no(Said.COLLECTOR, "[{\"dev\":\"ont9\",\"fibre\":{\"rx\":-20}}]"));
        assertEquals("", no(Said.COLLECTOR, "[]"));
    }

    @Test
    void a_device_says_only_what_its_kind_can_measure() {
        assertEquals("0:DEVICE_NOT_ALLOWED", no(Said.PROBE, "{\"fibre\":{\"rx\":-20}}"));
        assertEquals("0:DEVICE_NOT_ALLOWED", no(Said.COLLECTOR, "{\"dev\":\"ont7\",\"power\":\"mains\"}"));
        assertEquals("0:DEVICE_NOT_ALLOWED", no(Said.COLLECTOR, "{\"power\":\"mains\"}"));
        assertEquals("", no(Said.PROBE, "{\"event\":\"reboot\"}"));
    }

    @Test
    void a_backlog_from_before_a_device_ended_is_taken() {
        Sender ended = new Sender("p0", false, Said.NOW, "x");
        assertEquals("", no(ended, "{\"t\":" + (Said.NOW - 7_200_000) + ",\"event\":\"los\"}"));
        assertEquals("0:DEVICE_NOT_ALLOWED", no(ended, "{\"event\":\"los\"}"));
    }

    @Test
    void refusals_of_both_steps_stand_at_their_places() {
        assertEquals(
                "0:WRONG_TYPE 2:UNKNOWN_DEVICE 3:WRONG_TYPE 4:OTHER_DEVICE",
                no(
                        Said.COLLECTOR,
                        "[7,{\"event\":\"los\"},{\"dev\":\"ont9\",\"event\":\"los\"},7,{\"dev\":\"p1\",\"event\":\"los\"}]"));
    }

    @Test
    void a_refusal_becomes_a_quarantine_row_with_at_most_4_kb_and_is_counted() {
        byte[] payload = Said.bytes("[7,{\"event\":\"los\",\"seq\":-1}]" + " ".repeat(5000));
        Arrival arrival =
                admission.arrival(Said.PROBE, Said.by(Said.PROBE, payload, null).decoded(), payload, settled -> {});
        assertEquals(1, arrival.readings().size());
        Quarantined row = arrival.refused().get(0);
        assertEquals("p1", row.device());
        assertEquals(Said.NOW, row.at());
        assertEquals(Quarantined.BYTES_KEPT, row.bytes().length);
        assertEquals(1, admission.refusals().get(RefusalReason.WRONG_TYPE));
        assertEquals(0, admission.refusals().get(RefusalReason.CONFLICT));
        assertEquals(1, admission.dropped().get("seq"));
        assertNotNull(arrival.settled());
    }
}
