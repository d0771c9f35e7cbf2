package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** TR-181 bulk data; edge cases 12, 25, 31 to 33 of domain.md §7.9 as far as they are the decoder's. */
class BulkDecoderTest {
    private static final String RX = "\"Device.Optical.Interface.1.OpticalSignalLevel\":";
    private static final String TX = "\"Device.Optical.Interface.1.TransmitOpticalLevel\":";
    private static final String ANI = "\"Device.XPON.ONU.1.ANI.1.";
    private static final String STATE = ANI + "TC.ONUActivation.ONUState\":";
    private static final String LOS = ANI + "TC.Alarms.LOS\":";
    private static final String CELL = "\"Device.Cellular.Interface.1.";
    private static final String IMSI = CELL + "USIM.IMSI\":\"452041234567890\"";

    /** One report of the parameters, each {@code "name":value}. */
    private static Said said(String... parameters) {
        return Said.probe("{\"Report\":[{" + String.join(",", parameters) + "}]}");
    }

    private static Radio radio(String... parameters) {
        Said said = said(parameters);
        assertEquals("", said.no());
        return said.mobile().radio().get(0);
    }

    @Test
    void the_example_of_the_protocol_is_read_as_the_protocol_says() throws IOException {
        String protocol = Files.readString(Path.of("docs/protocol.md"));
        int start = protocol.indexOf("{\"Report\":");
        Said said = Said.collector(protocol.substring(start, protocol.indexOf("```", start)));
        assertEquals("", said.no());
        assertEquals(Map.of("rx", 1), said.decoded().dropped(), "the light there is not");
        assertEquals(3, said.taken());
        Reading light = said.decoded().readings().get(0);
        assertEquals("bk-ont-7", light.device());
        assertEquals("olt1", light.reporter());
        assertEquals(Said.NOW - 10_000, light.claimedAt());
        assertEquals(new Fibre(-21.402f, 2.31f, OnuState.O5, false), light.content());
        Reading dark = said.decoded().readings().get(1);
        assertEquals(new Fibre(Float.NaN, Float.NaN, OnuState.O1, true), dark.content());
        assertEquals(
                new DeviceEvent(EventKind.LOS, "los"),
                said.decoded().readings().get(2).content());
    }

    @Test
    void a_modem_tells_of_its_slot_and_of_its_sim_only_the_network() {
        Radio slot = radio(
                IMSI,
                CELL + "Status\":\"Up\"",
                CELL + "CurrentAccessTechnology\":\"LTE\"",
                CELL + "RSSI\":-70",
                CELL + "RSRP\":-97",
                CELL + "RSRQ\":-11",
                CELL + "NetworkInUse\":\"VIETTEL\"",
                CELL + "IMEI\":\"352099001761481\"");
        assertEquals("45204", slot.plmn());
        assertEquals(Rat.LTE, slot.rat());
        assertEquals(Registration.HOME, slot.registration());
        assertEquals(-97, slot.levels().rsrpDbm());
        assertEquals(-11, slot.levels().rsrqDb());
        assertEquals(-70, slot.levels().rssiDbm());
        assertFalse(slot.toString().contains("4520412"), slot.toString());
    }

    @Test
    void every_access_technology_of_the_data_model_is_one_of_ours_or_refused_by_name() {
        Map<String, Rat> ours = Map.of(
                "GPRS", Rat.GSM, "EDGE", Rat.GSM, "UMTS", Rat.UMTS, "UMTSHSPA", Rat.UMTS, "LTE", Rat.LTE, "NR", Rat.NR);
        ours.forEach((word, rat) -> assertEquals(
                rat,
                radio(IMSI, CELL + "CurrentAccessTechnology\":\"" + word + '"').rat()));
        Said said = said(IMSI, CELL + "CurrentAccessTechnology\":\"CDMA2000OneX\"", RX + "-20000");
        assertEquals("0:UNKNOWN_VALUE", said.no());
        assertTrue(said.detail().contains("Device.Cellular.Interface.1.CurrentAccessTechnology"), said.detail());
        assertEquals(-20, said.fibre().rxDbm(), "the light beside it is taken");
    }

    @Test
    void the_home_network_is_the_sims_own_wherever_the_data_model_has_it() {
        String level = CELL + "RSRP\":-97";
        assertEquals("45204", radio(level, CELL + "NetworkInUse\":\"45204\"").plmn());
        assertEquals(
                "45201",
                radio(level, "\"Device.TrustedElements.SIM.1.IMSI\":\"452011234567890\"")
                        .plmn());
        assertEquals(
                "45202",
                radio(
                                level,
                                CELL + "SIMReferenceList\":\"Device.TrustedElements.SIM.2.\"",
                                "\"Device.TrustedElements.SIM.1.IMSI\":\"452011234567890\"",
                                "\"Device.TrustedElements.SIM.2.IMSI\":\"45202123456789\"",
                                "\"Device.TrustedElements.SIM.2.Profile.1.IMSI\":\"452051234567890\"")
                        .plmn());
        Said unknown = said(level, CELL + "NetworkInUse\":\"VIETTEL\"");
        assertEquals("0:MISSING_FIELD", unknown.no());
        assertTrue(unknown.detail().contains("\"VIETTEL\""), unknown.detail());
        Radio roaming =
                radio(level, IMSI, CELL + "NetworkInUse\":\"45201\"", "\"Device.Cellular.RoamingStatus\":\"Roaming\"");
        assertEquals("45204", roaming.plmn());
        assertEquals("45201", roaming.serving());
        assertEquals(Registration.ROAMING, roaming.registration());
        assertEquals(
                "0:MISSING_FIELD",
                said(level, CELL + "NetworkInUse\":\"45201\"", "\"Device.Cellular.RoamingStatus\":\"Roaming\"")
                        .no(),
                "whose guest it is nobody told");
    }

    @Test
    void only_an_interface_that_looked_and_found_nothing_says_that_there_is_no_network() {
        assertEquals(
                Registration.SEARCHING,
                radio(IMSI, CELL + "NetworkInUse\":\"\"", CELL + "Status\":\"Down\"")
                        .registration());
        assertEquals(
                Registration.UNKNOWN, radio(IMSI, CELL + "Status\":\"Down\"").registration());
        for (String status : List.of("None", "Blocked", "Error")) {
            assertEquals(
                    Registration.UNKNOWN,
                    radio(IMSI, CELL + "NetworkInUse\":\"\"", CELL + "USIM.Status\":\"" + status + '"')
                            .registration());
        }
        Said off = said(IMSI, CELL + "Enable\":false", CELL + "NetworkInUse\":\"\"", RX + "-20000");
        assertEquals("", off.no());
        assertEquals(1, off.taken());
        assertEquals(1, off.dropped("tr181:disabled"));
    }

    @Test
    void two_interfaces_are_two_slots_and_one_network_twice_is_refused() {
        String second = "\"Device.Cellular.Interface.2.USIM.IMSI\":\"452011234567890\"";
        String level = "\"Device.Cellular.Interface.2.RSRP\":-90";
        Said said = said(IMSI, CELL + "RSRP\":-97", second, level);
        assertEquals("", said.no());
        assertEquals(2, said.mobile().radio().size());
        Said twice = said(IMSI, CELL + "RSRP\":-97", second.replace("45201", "45204"), level);
        assertEquals("0:OUT_OF_RANGE", twice.no());
        assertEquals(1, twice.mobile().radio().size());
    }

    @Test
    void case_12_a_number_that_stands_for_no_value_is_absent_and_counted() {
        Said said = said(IMSI, CELL + "RSSI\":-70", CELL + "RSRP\":2147483647", CELL + "RSRQ\":2147483647");
        assertEquals("", said.no());
        assertEquals(Map.of("rsrp", 1, "rsrq", 1), said.decoded().dropped());
        assertEquals(-70, said.mobile().radio().get(0).levels().rssiDbm());
        assertEquals(
                1,
                said(IMSI, CELL + "CurrentAccessTechnology\":\"LTE\"", CELL + "RSRP\":0")
                        .dropped("rsrp"));
        Said none = said(IMSI, CELL + "CurrentAccessTechnology\":\"LTE\"", CELL + "RSSI\":-117");
        assertTrue(Float.isNaN(none.mobile().radio().get(0).levels().rssiDbm()));
        assertEquals(1, none.dropped("rssi:undetectable"));
        assertEquals(
                1,
                said(IMSI, CELL + "CurrentAccessTechnology\":\"EDGE\"", CELL + "RSSI\":-111")
                        .dropped("rssi:undetectable"));
        assertEquals(
                said(RX + "-20000").decoded(),
                said(RX + "-20000", ANI + "Transceiver.1.Temperature\":-274").decoded());
        assertEquals(1, said(STATE + "\"O5\"", RX + "2147483647").dropped("rx"));
    }

    @Test
    void case_31_the_level_of_the_light_is_read_to_its_last_digit() {
        assertEquals(-27.0f, said(RX + "-27000").fibre().rxDbm());
        assertEquals(-27.002f, said(RX + "-27002").fibre().rxDbm());
        assertEquals(-18.826f, said(RX + "-18826").fibre().rxDbm());
        assertEquals(-27.1f, said(ANI + "Transceiver.1.RxPower\":-271").fibre().rxDbm());
        assertEquals(2.3f, said(ANI + "Transceiver.1.TxPower\":23").fibre().txDbm());
        Fibre both = said(ANI + "Transceiver.1.RxPower\":-214", RX + "-21402").fibre();
        assertEquals(-21.402f, both.rxDbm(), "the finer of two");
        assertEquals(
                -21.4f,
                said(RX + "-65536", ANI + "Transceiver.1.RxPower\":-214")
                        .fibre()
                        .rxDbm(),
                "a driver that failed beside a transceiver that measured");
    }

    @Test
    void case_32_a_policy_a_dbuw_and_another_scale_are_set_aside_by_name_and_never_converted() {
        for (String[] trap : new String[][] {
            {"-127500", "rx:policy"},
            {"255000", "rx:policy"},
            {"8600", "rx:dbuw"},
            {"22000", "rx:dbuw"},
            {"22002", "rx"},
            {"255", "rx:scale"},
            {"-21.4", "rx:scale"},
            {"-214", "rx:scale"},
            {"-21", "rx:scale"}
        }) {
            Said said = said(STATE + "\"O5\"", RX + trap[0]);
            assertEquals(Map.of(trap[1], 1), said.decoded().dropped(), trap[0]);
            assertTrue(Float.isNaN(said.fibre().rxDbm()), trap[0]);
            assertFalse(said.fibre().noLight(), trap[0]);
            assertTrue(said.fibre().isUp(), "the state stands");
        }
        for (String[] trap : new String[][] {
            {"32300", "tx:dbuw"}, {"-127500", "tx:policy"}, {"0", "tx"}, {"23", "tx:scale"}, {"2.3", "tx:scale"}
        }) {
            assertEquals(
                    Map.of(trap[1], 1),
                    said(RX + "-20000", TX + trap[0]).decoded().dropped(),
                    trap[0]);
        }
        for (String tenths : List.of("-21", "-21.4", "-39")) {
            assertEquals(
                    1,
                    said(STATE + "\"O5\"", ANI + "Transceiver.1.RxPower\":" + tenths)
                            .dropped("rx:scale"));
        }
        assertEquals(-4, said(ANI + "Transceiver.1.RxPower\":-40").fibre().rxDbm());
    }

    @Test
    void case_32_the_same_traps_are_known_in_every_form() {
        Said json = Said.probe("{\"fibre\":{\"rx\":8.6,\"tx\":32.3,\"state\":\"O5\"}}");
        assertEquals(Map.of("rx:dbuw", 1, "tx:dbuw", 1), json.decoded().dropped());
        assertEquals(
                1, Said.probe("{\"fibre\":{\"rx\":-127.5,\"state\":\"O5\"}}").dropped("rx:policy"));
        assertEquals(
                1,
                Said.senml("[{\"n\":\"p1/opt/rx\",\"v\":255},{\"n\":\"p1/onu/state\",\"vs\":\"O5\"}]")
                        .dropped("rx:policy"));
        Said told = Said.senml("[{\"n\":\"p1/opt/rx\",\"u\":\"dBuW\",\"v\":8.6}]");
        assertEquals(-21.4f, told.fibre().rxDbm(), "the unit says so");
        assertEquals(1, told.dropped("unit:dbuw"));
    }

    @Test
    void a_dark_fibre_is_no_light_in_every_way_a_terminal_says_it() {
        for (String dark : List.of("-65536", "0", "-40000", "-50000", "\"--\"")) {
            Said said = said(RX + dark);
            assertTrue(said.fibre().noLight(), dark);
            assertFalse(said.fibre().isUp(), dark);
        }
        assertTrue(said(ANI + "Transceiver.1.RxPower\":-400").fibre().noLight());
    }

    @Test
    void a_line_is_up_by_its_state_and_never_by_its_light_alone_where_a_state_is_told() {
        assertEquals(
                OnuState.O2, said(STATE + "\"O2-3\"", RX + "-20000").fibre().state());
        assertFalse(said(STATE + "\"O2-3\"", RX + "-20000").fibre().isUp());
        assertFalse(Said.probe("{\"fibre\":{\"rx\":-20,\"state\":\"O2-3\"}}")
                .fibre()
                .isUp());
        for (String status : List.of("Down", "Dormant", "NotPresent", "Error")) {
            assertFalse(
                    said(ANI + "Status\":\"" + status + '"', RX + "-20000")
                            .fibre()
                            .isUp(),
                    status);
        }
        assertEquals(
                OnuState.O5,
                said(ANI + "Status\":\"Up\"", RX + "-20000").fibre().state());
        assertFalse(said("\"Device.Optical.Interface.1.Status\":\"LowerLayerDown\"", RX + "-20000")
                .fibre()
                .isUp());
        assertTrue(said(RX + "-20000").fibre().isUp());
    }

    @Test
    void case_25_a_loss_of_signal_is_an_event_and_its_end_never_outweighs_the_state() {
        Said lost = said(LOS + "true", STATE + "\"O1\"");
        assertEquals(2, lost.taken());
        assertEquals(EventKind.LOS, event(lost, 1).what());
        Said waiting = said(LOS + "false", STATE + "\"O3\"", RX + "-20000");
        assertEquals(1, waiting.taken(), "light without service");
        assertEquals(EventKind.LOS_CLEAR, event(said(LOS + "false"), 0).what());
        Said senml = Said.senml(
                "[{\"n\":\"p1/alarm/los\",\"vb\":false},{\"n\":\"p1/onu/state\",\"vs\":\"O3\"},{\"n\":\"p1/opt/rx\",\"v\":-20}]");
        assertEquals(1, senml.taken(), "in SenML too");
        Said gasp = Said.collector("[{\"dev\":\"o\",\"t\":\"2026-03-01T08:00:05+07:00\",\"event\":\"los\"},"
                + "{\"dev\":\"o\",\"t\":\"2026-03-01T08:00:01+07:00\",\"event\":\"dying_gasp\"}]");
        assertEquals(Said.NOW - 5_000, gasp.at());
        assertEquals(Said.NOW - 9_000, gasp.decoded().readings().get(1).claimedAt(), "each keeps its own time");
    }

    private static DeviceEvent event(Said said, int index) {
        return (DeviceEvent) said.decoded().readings().get(index).content();
    }

    @Test
    void other_alarms_are_one_event_for_people() {
        Said said = said(
                STATE + "\"O5\"", ANI + "TC.Alarms.SD\":true", ANI + "TC.Alarms.LOF\":1", ANI + "TC.Alarms.SF\":0");
        assertEquals(new DeviceEvent(EventKind.OTHER, "alarms SD LOF"), event(said, 1));
    }

    @Test
    void case_33_counters_that_begin_anew_or_wrap_say_nothing() {
        assertEquals(
                said(RX + "-20000").decoded(),
                said(
                                RX + "-20000",
                                ANI + "TC.PM.PHY.UncorrectableFECCodewords\":18446744073709551615",
                                ANI + "TC.PM.PHY.TotalFECCodewords\":0",
                                ANI + "Stats.BytesSent\":4294967295")
                        .decoded());
    }

    @Test
    void a_spare_interface_does_not_speak_for_the_line() {
        String spare = "\"Device.XPON.ONU.1.ANI.2.";
        Said said = said(
                STATE + "\"O1\"",
                ANI + "Transceiver.1.RxPower\":-400",
                spare + "TC.ONUActivation.ONUState\":\"O5\"",
                spare + "Transceiver.1.RxPower\":-214");
        assertEquals(OnuState.O5, said.fibre().state());
        assertEquals(-21.4f, said.fibre().rxDbm());
        assertEquals(1, said.dropped("tr181:other_line"));
    }

    @Test
    void a_value_that_cannot_be_read_costs_its_interface_and_nothing_beside() {
        Said said = said(RX + "\"low\"", TX + "2300", IMSI, CELL + "RSRP\":-97");
        assertEquals("0:WRONG_TYPE", said.no());
        assertEquals("Device.Optical.Interface.1.OpticalSignalLevel must be a number, was \"low\"", said.detail());
        assertEquals(-97, said.mobile().radio().get(0).levels().rsrpDbm());
        assertEquals(1, said.taken());
        assertEquals("0:WRONG_TYPE", said(LOS + "\"perhaps\"").no());
        assertEquals("0:WRONG_TYPE", said(IMSI, CELL + "RSRP\":true").no());
        assertEquals(-20, said(RX + "\"-20000\"").fibre().rxDbm(), "an agent that sends every value as text");
    }

    @Test
    void a_report_costs_only_itself() {
        Said said = Said.probe("{\"Report\":[{" + RX + "-20000},7,{},{\"CollectionTime\":\"yesterday\"," + RX
                + "-21000},{\"dev\":\"other\"," + RX + "-21000},{\"Device.DeviceInfo.UpTime\":5}]}");
        assertEquals(
                "0:TIME_UNREADABLE 1:WRONG_TYPE 2:TIME_UNREADABLE 3:TIME_UNREADABLE 4:OTHER_DEVICE 5:EMPTY", said.no());
        Said timed = Said.probe("{\"Report\":[{\"CollectionTime\":" + (Said.NOW - 60_000) + "," + RX + "-20000},7,{"
                + RX + "-21000}]}");
        assertEquals("1:WRONG_TYPE", timed.no());
        assertEquals(2, timed.taken());
        assertEquals("0:EMPTY", Said.probe("{\"Report\":[]}").no());
        assertEquals("0:WRONG_TYPE", Said.probe("{\"Report\":{}}").no());
        assertEquals("0:UNPARSABLE", Said.probe("{\"Report\":[{").no());
        assertEquals("0:UNPARSABLE", Said.probe("{\"Report\":[{}]} {}").no());
        String many = "{},".repeat(500) + "{}";
        assertEquals("0:TOO_LARGE", Said.probe("{\"Report\":[" + many + "]}").no());
    }

    @Test
    void a_collection_time_is_milliseconds_or_seconds_or_iso_8601() {
        long seconds = Said.NOW / 1000 - 60;
        for (String time : List.of(
                seconds + "000",
                "" + seconds,
                "\"" + seconds + '"',
                "\"2026-03-01T00:59:10Z\"",
                "\"2026-03-01T07:59:10+07:00\"")) {
            assertEquals(
                    Said.NOW - 60_000,
                    said("\"CollectionTime\":" + time, RX + "-20000").at(),
                    time);
            assertEquals(
                    Said.NOW - 60_000,
                    said(RX + "-20000", "\"CollectionTime\":" + time).at(),
                    "at its end");
        }
        assertEquals(Said.NOW, said(RX + "-20000").at());
        assertEquals(Said.NOW, said("\"CollectionTime\":null", RX + "-20000").at());
        assertEquals(
                "0:TIME_TOO_OLD",
                said("\"CollectionTime\":1577836800", RX + "-20000").no());
        assertEquals(
                "0:TIME_IN_FUTURE",
                said("\"CollectionTime\":1900000000000", RX + "-20000").no());
        assertEquals(
                "0:TIME_UNREADABLE",
                said("\"CollectionTime\":\"2026-03-01T08:00:00\"", RX + "-20000")
                        .no());
        assertEquals(
                "0:TIME_UNREADABLE",
                said("\"CollectionTime\":-5", RX + "-20000").no());
        assertTrue(said("\"CollectionTime\":\"soon\"", RX + "-20000").detail().endsWith("CollectionTime soon"));
    }

    @Test
    void a_device_without_a_clock_is_heard_as_of_now_and_of_its_reports_only_the_last() {
        for (String time : List.of("0", "86400", "360000000", "4294967295", "\"0001-01-01T00:10:00Z\"")) {
            assertEquals(
                    Said.NOW, said("\"CollectionTime\":" + time, RX + "-20000").at(), time);
        }
        Said said = Said.collector("{\"Report\":[{\"dev\":\"a\"," + RX + "-20000},{\"dev\":\"b\"," + RX
                + "-21000},{\"dev\":\"a\"," + RX + "-22000}]}");
        assertEquals("0:TIME_UNREADABLE", said.no());
        assertEquals(2, said.taken());
        assertEquals(-22, ((Fibre) said.decoded().readings().get(1).content()).rxDbm());
    }

    @Test
    void a_hierarchy_of_objects_says_the_same_as_whole_names() {
        Said said = said("\"Device\":{\"Optical\":{\"Interface\":{\"1\":{\"OpticalSignalLevel\":-21400}}},"
                + "\"XPON\":{\"ONU\":{\"1\":{\"ANI\":{\"1\":{\"TC\":{\"ONUActivation\":{\"ONUState\":\"O5\"}}}}}}}}");
        assertEquals(said(RX + "-21400", STATE + "\"O5\"").decoded(), said.decoded());
    }

    @Test
    void case_57_many_interfaces_cost_no_memory() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append("\"Device.XPON.ONU.1.ANI.").append(i).append(".Status\":\"Up\",");
        }
        Said said = said(many + RX + "-20000");
        assertTrue(said.no().startsWith("0:TOO_LARGE"), said.no().substring(0, 40));
        assertEquals(1, said.taken());
    }
}
