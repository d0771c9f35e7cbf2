package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

class NativeDecoderTest {
    private static final float NONE = Float.NaN;

    @Test
    void a_probes_reading_is_read_whole() {
        Said said = Said.by(Said.PROBE, Said.file("probe.json"), null);
        assertEquals("", said.no());
        assertEquals(1042, said.decoded().readings().get(0).seq());
        assertEquals(Said.NOW - 10_000, said.at());
        Levels levels = new Levels(-97, -11.5f, 8.5f, NONE, NONE, NONE);
        Radio slot = new Radio("45204", null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, "1187331");
        assertEquals(List.of(slot), said.mobile().radio());
        assertEquals(
                new ActiveTest("45204", 21_800_000, 6_100_000, 0.041, 0),
                said.mobile().test());
        assertEquals(PowerSource.MAINS, said.mobile().power());
        assertEquals(Map.of(), said.decoded().dropped());
    }

    @Test
    void a_fibre_reading_and_an_event_are_read() {
        assertEquals(
                new Fibre(-21.4f, 2.3f, OnuState.O5, false),
                Said.probe("{\"fibre\":{\"rx\":-21.4,\"tx\":2.3,\"state\":\"O5\"}}")
                        .fibre());
        assertEquals(
                new DeviceEvent(EventKind.DYING_GASP, "dying_gasp"),
                Said.probe("{\"event\":\"dying_gasp\"}")
                        .decoded()
                        .readings()
                        .get(0)
                        .content());
    }

    @Test
    void an_unknown_event_is_kept_under_its_word_and_cannot_break_a_log_line() {
        assertEquals(
                new DeviceEvent(EventKind.OTHER, "door\uFFFDopen"),
                Said.probe("{\"event\":\"door\\nopen\"}")
                        .decoded()
                        .readings()
                        .get(0)
                        .content());
        DeviceEvent cut = (DeviceEvent) Said.probe("{\"event\":\"" + "x".repeat(200) + "\"}")
                .decoded()
                .readings()
                .get(0)
                .content();
        assertEquals(64, cut.name().length());
    }

    @Test
    void sentinels_are_absence_and_counted_by_name() {
        for (String sentinel : List.of("2147483647", "-2147483648", "255", "99", "0", "-274", "1e400")) {
            Said said = Said.radio("{\"plmn\":\"45204\",\"rat\":\"LTE\",\"rsrp\":" + sentinel + ",\"rsrq\":-9}");
            assertEquals(
                    new Levels(NONE, -9, NONE, NONE, NONE, NONE),
                    said.mobile().radio().get(0).levels(),
                    sentinel);
            assertEquals(Map.of("rsrp", 1), said.decoded().dropped(), sentinel);
        }
        assertTrue(Double.isNaN(Said.probe("{\"test\":{\"plmn\":\"45204\",\"dl\":2147483647}}")
                .mobile()
                .test()
                .downBitPerS()));
    }

    @Test
    void a_download_of_zero_is_a_result_and_a_missing_one_is_none() {
        Said zero = Said.probe("{\"test\":{\"plmn\":\"45204\",\"dl\":0}}");
        assertEquals(0.0, zero.mobile().test().downBitPerS());
        assertTrue(Double.isNaN(zero.mobile().test().upBitPerS()));
        assertEquals(Map.of(), zero.decoded().dropped());
    }

    @Test
    void levels_are_kept_at_the_ends_of_their_range_and_not_beyond() {
        String lte = "{\"plmn\":\"45204\",\"rat\":\"LTE\",\"rsrp\":%s,\"rsrq\":%s,\"sinr\":%s,\"rssi\":%s}";
        assertEquals(
                new Levels(-144, -36, -23, -120, NONE, NONE),
                Said.radio(lte.formatted(-144, -36, -23, -120))
                        .mobile()
                        .radio()
                        .get(0)
                        .levels());
        assertEquals(
                new Levels(-40, 2.5f, 40, -20, NONE, NONE),
                Said.radio(lte.formatted(-40, 2.5, 40, -20))
                        .mobile()
                        .radio()
                        .get(0)
                        .levels());
        Said beyond = Said.radio(lte.formatted(-144.1, 2.6, 40.5, -19));
        assertTrue(beyond.mobile().radio().get(0).levels().isAbsent());
        assertEquals(
                Map.of("rsrp", 1, "rsrq", 1, "sinr", 1, "rssi", 1),
                beyond.decoded().dropped());
    }

    @Test
    void the_range_of_nr_holds_wherever_rat_stands() {
        Said nr = Said.radio("{\"rsrp\":-150,\"rsrq\":15,\"plmn\":\"45204\",\"rat\":\"NR\"}");
        assertEquals(-150, nr.mobile().radio().get(0).levels().rsrpDbm());
        assertEquals(15, nr.mobile().radio().get(0).levels().rsrqDb());
        Said nsa =
                Said.radio("{\"plmn\":\"45204\",\"rat\":\"NR-NSA\",\"rsrp\":-150,\"nr\":{\"rsrp\":-150,\"sinr\":99}}");
        assertTrue(nsa.mobile().radio().get(0).levels().isAbsent());
        assertEquals(-150, nsa.mobile().radio().get(0).nr().rsrpDbm());
        assertEquals(Map.of("rsrp", 1, "nr.sinr", 1), nsa.decoded().dropped());
    }

    @Test
    void umts_levels_and_cqi_and_band_have_their_ranges() {
        Radio slot = Said.radio("{\"plmn\":\"45204\",\"rat\":\"UMTS\",\"rscp\":-120,\"ecno\":0,\"cqi\":7.5,\"band\":3}")
                .mobile()
                .radio()
                .get(0);
        assertEquals(new Levels(NONE, NONE, NONE, NONE, -120, 0), slot.levels());
        assertEquals(-1, slot.cqi());
        assertEquals(3, slot.band());
    }

    @Test
    void a_dark_fibre_is_no_light_and_no_number() {
        for (String rx : List.of("0", "-40", "-40.0", "-50", "-65.536")) {
            Said said = Said.probe("{\"fibre\":{\"rx\":" + rx + "}}");
            assertTrue(said.fibre().noLight(), rx);
            assertTrue(Float.isNaN(said.fibre().rxDbm()), rx);
            assertEquals(1, said.dropped("rx"), rx);
        }
        assertEquals(-27.0f, Said.probe("{\"fibre\":{\"rx\":-27.0}}").fibre().rxDbm());
    }

    @Test
    void a_wrong_type_costs_its_element_and_names_field_and_value() {
        Said said = Said.probe("[{\"event\":\"online\"},{\"radio\":[{\"plmn\":\"45204\",\"rsrp\":\"-97\",\"x\":{}}],"
                + "\"event\":[1,[2]]},{\"event\":\"reboot\"}]");
        assertEquals("1:WRONG_TYPE", said.no());
        assertEquals("rsrp must be a number, was \"-97\"", said.detail());
        assertEquals(2, said.taken());
        assertEquals("0:WRONG_TYPE", Said.radio("{\"plmn\":45204}").no());
        assertEquals("0:WRONG_TYPE 1:WRONG_TYPE", Said.probe("[7,[{}]]").no());
        assertEquals("0:WRONG_TYPE", Said.probe("\"hello\"").no());
    }

    @Test
    void a_slot_needs_a_home_network_of_five_or_six_digits() {
        assertEquals(
                RefusalReason.MISSING_FIELD,
                Said.radio("{\"rat\":\"LTE\",\"rsrp\":-97}").reason());
        for (String plmn : List.of("4521", "452-04", "45204 ", "", "4520412", "٤٥٢٠٤")) {
            assertEquals(
                    RefusalReason.OUT_OF_RANGE,
                    Said.radio("{\"plmn\":\"" + plmn + "\",\"rat\":\"LTE\"}").reason(),
                    plmn);
        }
        Said roaming = Said.radio("{\"plmn\":\"45204\",\"serving\":\"45201\",\"rat\":\"LTE\",\"reg\":\"roaming\"}");
        assertEquals("45201", roaming.mobile().radio().get(0).serving());
        assertNull(Said.radio("{\"plmn\":\"45204\",\"serving\":\"4521\",\"rat\":\"LTE\"}")
                .mobile()
                .radio()
                .get(0)
                .serving());
    }

    @Test
    void unknown_words_of_rat_reg_and_power_are_refused() {
        assertEquals(
                RefusalReason.UNKNOWN_VALUE,
                Said.radio("{\"plmn\":\"45204\",\"rat\":\"WIMAX\"}").reason());
        assertEquals(
                RefusalReason.UNKNOWN_VALUE,
                Said.radio("{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"maybe\"}")
                        .reason());
        assertEquals(
                RefusalReason.UNKNOWN_VALUE, Said.probe("{\"power\":\"wind\"}").reason());
    }

    @Test
    void two_elements_of_one_slot_or_nine_slots_are_refused() {
        String slot = "{\"plmn\":\"45204\",\"rat\":\"LTE\"}";
        assertEquals("0:OUT_OF_RANGE", Said.radio(slot + "," + slot).no());
        StringBuilder nine = new StringBuilder(slot);
        for (int i = 10; i < 18; i++) {
            nine.append(",{\"plmn\":\"452").append(i).append("\",\"rat\":\"LTE\"}");
        }
        assertEquals("0:TOO_LARGE", Said.radio(nine.toString()).no());
    }

    @Test
    void an_element_says_one_kind_of_thing() {
        assertEquals(
                "0:WRONG_TYPE",
                Said.probe("{\"event\":\"los\",\"fibre\":{\"rx\":-20}}").no());
        assertEquals("0:EMPTY", Said.probe("{\"seq\":4}").no());
        assertEquals("0:EMPTY", Said.probe("{}").no());
        assertEquals("0:EMPTY", Said.probe("{\"radio\":[]}").no());
        assertEquals("", Said.probe("{\"power\":\"battery\"}").no());
        assertEquals("", Said.probe("{\"test\":{\"plmn\":\"45204\",\"dl\":1}}").no());
    }

    @Test
    void unknown_fields_and_a_village_in_the_payload_are_ignored() {
        Said said = Said.probe("{\"village\":\"v9\",\"x\":[{\"y\":[1]}],\"event\":\"online\",\"z\":null}");
        assertEquals("", said.no());
        assertEquals("p1", said.decoded().readings().get(0).device());
    }

    @Test
    void only_a_collector_may_name_another_device() {
        assertEquals(
                "0:OTHER_DEVICE",
                Said.probe("{\"dev\":\"p2\",\"event\":\"online\"}").no());
        assertEquals("", Said.probe("{\"dev\":\"p1\",\"event\":\"online\"}").no());
        Said said = Said.collector("[{\"dev\":\"ont7\",\"fibre\":{\"rx\":-20}},{\"event\":\"online\"}]");
        assertEquals("ont7", said.decoded().readings().get(0).device());
        assertEquals("olt1", said.decoded().readings().get(0).reporter());
        assertEquals("olt1", said.decoded().readings().get(1).device());
        assertEquals(
                "0:OUT_OF_RANGE",
                Said.collector("{\"dev\":\"a\\nb\",\"event\":\"online\"}").no());
    }

    @Test
    void an_empty_array_is_a_collectors_heartbeat_and_nobody_elses() {
        DeviceEvent heartbeat = (DeviceEvent)
                Said.collector(" [ ] ").decoded().readings().get(0).content();
        assertEquals(EventKind.HEARTBEAT, heartbeat.what());
        assertEquals("0:EMPTY", Said.probe("[]").no());
    }

    @Test
    void the_state_topic_takes_two_words_plain_or_quoted() {
        for (String word : List.of("online", "\"online\"", " online\n")) {
            assertEquals(
                    new DeviceEvent(EventKind.ONLINE, "online"),
                    Said.state(word).decoded().readings().get(0).content(),
                    word);
        }
        assertEquals(1, Said.state("offline").taken());
        assertEquals("0:UNKNOWN_VALUE", Said.state("asleep").no());
    }

    @Test
    void five_hundred_elements_are_taken_and_one_more_is_refused_whole() {
        String one = "{\"event\":\"online\"}";
        assertEquals(500, Said.probe("[" + one + ("," + one).repeat(499) + "]").taken());
        Said over = Said.probe("[" + one + ("," + one).repeat(500) + "]");
        assertEquals("0:TOO_LARGE", over.no());
        assertEquals(0, over.taken());
    }

    @Test
    void what_is_no_json_is_one_refusal_and_nothing_of_it_is_taken() {
        String good = "[{\"event\":\"online\"},";
        for (String bad : List.of(
                good + "{\"event\":",
                good + "{\"radio\":[{\"rsrp\":NaN}]}]",
                good + "{\"radio\":[{\"rsrp\":-Infinity}]}]",
                good + "{}",
                "{\"event\":\"online\"}{\"event\":\"online\"}",
                "{\"event\":\"online\"} x",
                "hello",
                "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"event\":\"on\u0000line\"}")) {
            Said said = Said.probe(bad);
            assertEquals("0:UNPARSABLE", said.no(), bad);
            assertEquals(0, said.taken(), bad);
        }
        assertEquals("0:EMPTY", Said.probe("  ").no());
    }

    @Test
    void ten_megabytes_are_refused_without_being_read() {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) ' ');
        assertEquals("0:TOO_LARGE", Said.by(Said.PROBE, large, null).no());
    }

    @Test
    void utf8_is_checked_strictly() {
        int[][] bad = {{0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE1, 0x80}, {0xFF}, {0x80}};
        for (int[] sequence : bad) {
            byte[] payload = Said.bytes("{\"event\":\"online\",\"x\":\"????\"}");
            for (int i = 0; i < sequence.length; i++) {
                payload[payload.length - 2 - sequence.length + i] = (byte) sequence[i];
            }
            assertEquals("0:NOT_UTF8", Said.by(Said.PROBE, payload, null).no(), Arrays.toString(sequence));
        }
        assertEquals(
                "",
                Said.probe("\uFEFF{\"event\":\"online\",\"x\":\"thôn Bản Đồn 𠀀\"}")
                        .no());
    }

    @Test
    void seq_is_a_count_or_absent() {
        assertEquals(
                3,
                Said.probe("{\"seq\":3.0,\"event\":\"los\"}")
                        .decoded()
                        .readings()
                        .get(0)
                        .seq());
        for (String seq : List.of("-1", "1.5", "1e300", "99999999999999999999")) {
            Said said = Said.probe("{\"seq\":" + seq + ",\"event\":\"los\"}");
            assertEquals(-1, said.decoded().readings().get(0).seq(), seq);
            assertEquals(1, said.dropped("seq"), seq);
        }
    }

    @Test
    void a_slot_without_rat_is_what_its_levels_can_only_be() {
        assertEquals(
                Rat.LTE,
                Said.radio("{\"plmn\":\"45204\",\"rsrp\":-90}")
                        .mobile()
                        .radio()
                        .get(0)
                        .rat());
        assertEquals(
                Rat.NONE,
                Said.radio("{\"plmn\":\"45204\",\"reg\":\"searching\"}")
                        .mobile()
                        .radio()
                        .get(0)
                        .rat());
        assertEquals("0:MISSING_FIELD", Said.radio("{\"plmn\":\"45204\"}").no());
        assertNotEquals("", Said.radio("{\"plmn\":\"45204\",\"reg\":\"home\"}").no());
    }
}
