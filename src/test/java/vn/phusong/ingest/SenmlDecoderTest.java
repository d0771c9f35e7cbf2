package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Registration;

class SenmlDecoderTest {
    private static final String RSRP = "{\"n\":\"p1/45204/lte/rsrp\",\"u\":\"dBm\",\"v\":-97}";

    private static Said one(String name, String rest) {
        return Said.senml("[{\"n\":\"p1/" + name + "\"," + rest + "}]");
    }

    @Test
    void a_pack_is_one_reading_per_device_and_instant() {
        Said said = Said.by(Said.PROBE, Said.file("probe.senml.json"), null);
        assertEquals("", said.no());
        assertEquals(2, said.taken());
        assertEquals(2, said.mobile().radio().size());
        Radio slot = said.mobile().radio().get(0);
        assertEquals(Rat.LTE, slot.rat());
        assertEquals(Registration.HOME, slot.registration());
        assertEquals(-97, slot.levels().rsrpDbm());
        assertEquals(-11.5f, slot.levels().rsrqDb());
        assertEquals(21_800_000, said.mobile().test().downBitPerS());
        assertEquals(0.041, said.mobile().test().rttS(), 1e-12);
        assertEquals(PowerSource.MAINS, said.mobile().power());
        assertEquals(Said.NOW - 10_000, said.at());
        assertEquals(Said.NOW - 70_000, said.decoded().readings().get(1).claimedAt());
    }

    @Test
    void base_fields_hold_until_replaced() {
        Said said =
                Said.senml("[{\"bn\":\"p1/45204/lte/\",\"bt\":-60,\"bu\":\"dBm\",\"bv\":-100,\"n\":\"rsrp\",\"v\":3},"
                        + "{\"n\":\"rssi\",\"v\":30},{\"bn\":\"p1/45201/lte/\",\"bt\":-120,\"n\":\"rsrp\"}]");
        assertEquals("", said.no());
        assertEquals(-97, said.mobile().radio().get(0).levels().rsrpDbm());
        assertEquals(-70, said.mobile().radio().get(0).levels().rssiDbm());
        assertEquals(Said.NOW - 60_000, said.at());
        Radio second = ((vn.phusong.reading.Mobile)
                        said.decoded().readings().get(1).content())
                .radio()
                .get(0);
        assertEquals(-100, second.levels().rsrpDbm(), "the base value alone");
        assertEquals(Said.NOW - 120_000, said.decoded().readings().get(1).claimedAt());
    }

    @Test
    void the_sum_of_times_decides_whether_it_is_relative() {
        assertEquals(Said.NOW, one("opt/rx", "\"v\":-20").at());
        assertEquals(Said.NOW - 2_500, one("opt/rx", "\"v\":-20,\"t\":-2.5").at());
        long seconds = Said.NOW / 1000;
        assertEquals(
                Said.NOW - 5_000,
                one("opt/rx", "\"v\":-20,\"bt\":" + seconds + ",\"t\":-5").at());
        assertEquals(
                "0:TIME_IN_FUTURE", one("opt/rx", "\"v\":-20,\"t\":268435455").no(), "just below 2^28 is ahead of now");
        assertEquals(
                "0:TIME_TOO_OLD", one("opt/rx", "\"v\":-20,\"t\":268435456").no(), "2^28 is 1978");
        assertEquals(
                "0:TIME_TOO_OLD",
                one("opt/rx", "\"v\":-20,\"bt\":200000000,\"t\":68435456").no());
        assertEquals("0:TIME_UNREADABLE", one("opt/rx", "\"v\":-20,\"t\":1e300").no());
        assertEquals(
                "0:TIME_UNREADABLE", one("opt/rx", "\"v\":-20,\"t\":-1e300").no());
    }

    @Test
    void a_record_has_exactly_one_value_unless_it_has_a_sum() {
        assertEquals("0:SENML", one("opt/rx", "\"v\":-20,\"vs\":\"x\"").no());
        assertEquals("0:SENML", one("opt/rx", "\"u\":\"dBm\"").no());
        assertEquals(
                "0:SENML",
                Said.senml("[{\"n\":\"p1/opt/rx\",\"v\":1,\"vb\":true}]").no());
        Said sum = Said.senml("[" + RSRP + ",{\"n\":\"p1/45204/test/dl\",\"s\":4}]");
        assertEquals("", sum.no());
        assertEquals(1, sum.dropped("senml:s"));
        assertEquals("", Said.senml("[{\"bn\":\"\",\"bver\":10}," + RSRP + "]").no());
    }

    @Test
    void a_version_that_is_newer_or_mixed_or_none_costs_the_pack() {
        assertEquals("", Said.senml("[{\"bver\":5}," + RSRP + "]").no());
        for (String bver : List.of("11", "0", "1.5", "\"10\"")) {
            Said said = Said.senml("[{\"bver\":" + bver + "}," + RSRP + "]");
            assertEquals(0, said.taken(), bver);
            assertEquals(1, said.decoded().refused().size(), bver);
        }
        assertEquals(
                0,
                Said.senml("[" + RSRP + ",{\"bver\":5,\"n\":\"p1/opt/rx\",\"v\":-20}]")
                        .taken());
        assertEquals(1, Said.senml("[" + RSRP + ",{\"bver\":10}]").taken());
    }

    @Test
    void an_unknown_label_is_ignored_unless_it_ends_in_an_underscore() {
        assertEquals("", one("opt/rx", "\"v\":-20,\"colour\":[{}]").no());
        Said said = Said.senml("[" + RSRP + ",{\"n\":\"p1/opt/rx\",\"v\":-20,\"must_\":1}]");
        assertEquals("0:SENML", said.no());
        assertEquals(0, said.taken());
    }

    @Test
    void a_name_has_only_the_letters_of_the_rule() {
        for (String name : List.of("p1/opt/r x", "p1/opt/+", "p1/opt/#", "thôn/opt/rx", "/opt/rx", "")) {
            assertEquals(
                    "0:SENML",
                    Said.senml("[{\"n\":\"" + name + "\",\"v\":-20}]").no(),
                    name);
        }
    }

    @Test
    void units_become_ours_and_wrong_spellings_are_counted() {
        assertEquals(-20, one("opt/rx", "\"v\":-50.0,\"u\":\"dBW\"").fibre().rxDbm());
        assertEquals(
                5e6,
                one("45204/test/dl", "\"v\":5,\"u\":\"Mbit/s\"").mobile().test().downBitPerS());
        assertEquals(
                5e3,
                one("45204/test/ul", "\"v\":5,\"u\":\"kbit/s\"").mobile().test().upBitPerS());
        assertEquals(
                0.041,
                one("45204/test/rtt", "\"v\":41,\"u\":\"ms\"").mobile().test().rttS(),
                1e-12);
        Said misspelt = one("45204/lte/rsrq", "\"v\":-9,\"u\":\"db\"");
        assertEquals(-9, misspelt.mobile().radio().get(0).levels().rsrqDb());
        assertEquals(1, misspelt.dropped("unit:db"));
        assertEquals(1, one("45204/test/loss", "\"v\":0.1,\"u\":\"//\"").dropped("unit://"));
        assertEquals("0:SENML", one("45204/lte/rsrp", "\"v\":-97,\"u\":\"Cel\"").no());
    }

    @Test
    void case_24_a_percent_sign_is_a_ratio_and_never_a_percentage() {
        assertEquals(
                0.5,
                one("45204/test/loss", "\"v\":0.5,\"u\":\"%\"").mobile().test().lossRatio());
        assertEquals(
                0.5,
                one("45204/test/loss", "\"v\":50,\"u\":\"/100\"")
                        .mobile()
                        .test()
                        .lossRatio());
        Said said = one("45204/test/loss", "\"v\":50,\"u\":\"%\"");
        assertTrue(Double.isNaN(said.mobile().test().lossRatio()));
        assertEquals(Map.of("loss", 1), said.decoded().dropped());
    }

    @Test
    void one_bad_record_costs_only_itself() {
        Said said = Said.senml("[" + RSRP + ",{\"n\":\"p1/45204/lte/rsrq\",\"v\":\"-9\"},7,"
                + "{\"n\":\"p2/45204/lte/rsrp\",\"v\":-9},{\"n\":\"p1/45204/lte/sinr\",\"u\":\"dB\",\"v\":8}]");
        assertEquals("1:WRONG_TYPE 2:WRONG_TYPE 3:OTHER_DEVICE", said.no());
        assertEquals(8, said.mobile().radio().get(0).levels().sinrDb());
        assertEquals("1:SENML", Said.senml("[" + RSRP + "," + RSRP + "]").no(), "two values of one quantity");
    }

    @Test
    void the_technology_follows_from_the_names_if_it_is_not_told() {
        assertEquals(
                Rat.NR,
                one("45204/nr/ss-rsrp", "\"v\":-150").mobile().radio().get(0).rat());
        assertEquals(
                -150,
                one("45204/nr/ss-rsrp", "\"v\":-150")
                        .mobile()
                        .radio()
                        .get(0)
                        .levels()
                        .rsrpDbm());
        assertEquals(
                Rat.UMTS,
                one("45204/umts/rscp", "\"v\":-90").mobile().radio().get(0).rat());
        Radio both = Said.senml("[" + RSRP + ",{\"n\":\"p1/45204/nr/ss-rsrp\",\"v\":-90}]")
                .mobile()
                .radio()
                .get(0);
        assertEquals(Rat.NR_NSA, both.rat());
        assertEquals(-90, both.nr().rsrpDbm());
        assertEquals("0:UNKNOWN_VALUE", one("45204/net/rat", "\"vs\":\"6G\"").no());
        assertEquals("0:MISSING_FIELD", one("lte/rsrp", "\"v\":-90").no());
        assertEquals("0:OUT_OF_RANGE", one("4521/lte/rsrp", "\"v\":-90").no());
    }

    @Test
    void a_line_tells_light_state_and_alarms() {
        Said said = Said.senml(
                "[{\"bn\":\"p1/\",\"n\":\"opt/rx\",\"u\":\"dBm\",\"v\":-21.5},{\"n\":\"opt/tx\",\"v\":2.5},"
                        + "{\"n\":\"onu/state\",\"vs\":\"O5\"},{\"n\":\"alarm/los\",\"vb\":false},{\"n\":\"alarm/dying-gasp\",\"vb\":true}]");
        assertEquals(new Fibre(-21.5f, 2.5f, OnuState.O5, false), said.fibre());
        assertEquals(
                new DeviceEvent(EventKind.LOS_CLEAR, "los_clear"),
                said.decoded().readings().get(1).content());
        assertEquals(
                new DeviceEvent(EventKind.DYING_GASP, "dying_gasp"),
                said.decoded().readings().get(2).content());
        assertTrue(one("opt/rx", "\"v\":-40").fibre().noLight());
        assertEquals("0:WRONG_TYPE", one("alarm/los", "\"v\":1").no());
    }

    @Test
    void a_urn_names_the_device_by_its_last_part() {
        for (String urn : List.of("urn:dev:ops:00AABB-probe-p1", "urn:dev:os:32473-p1", "urn:dev:x:p1")) {
            Said said = Said.senml("[{\"bn\":\"" + urn + "/\",\"n\":\"opt/rx\",\"v\":-20}]");
            assertEquals("", said.no(), urn);
            assertEquals("p1", said.decoded().readings().get(0).device(), urn);
        }
        Said line =
                Said.by(Said.COLLECTOR, Said.bytes("[{\"n\":\"urn:dev:ops:00AABB-ont-bk-7/opt/rx\",\"v\":-20}]"), null);
        assertEquals("bk-7", line.decoded().readings().get(0).device());
    }

    @Test
    void names_nobody_knows_are_ignored_and_counted() {
        Said said = Said.senml("[" + RSRP + ",{\"n\":\"p1/45204/lte/colour\",\"v\":1},{\"n\":\"p1/x\",\"v\":1}]");
        assertEquals("", said.no());
        assertEquals(2, said.dropped("senml:unknown_name"));
        assertEquals("0:EMPTY", one("x/y", "\"v\":1").no());
    }

    @Test
    void an_array_is_senml_by_its_first_object_or_its_content_type() {
        assertEquals(1, Said.probe("[" + RSRP + "]").taken());
        assertEquals("0:EMPTY", Said.probe("[{\"t\":0.5,\"event_\":1}]").no().replace("TIME_TOO_OLD", "EMPTY"));
        assertFalse(Said.senml("{\"event\":\"online\"}").no().isEmpty());
    }
}
