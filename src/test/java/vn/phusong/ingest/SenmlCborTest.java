package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.RefusalReason;

/** SenML in CBOR (RFC 8428 §6); edge case 57 for it. */
class SenmlCborTest {
    private static final byte[] RX = Cbor.text("p1/opt/rx");
    private static final byte[] TX = Cbor.text("p1/opt/tx");
    /** A record that is good: {@code {0: "p1/opt/tx", 2: 2}}. */
    private static final byte[] GOOD = Cbor.of("a2 00", TX, "02 02");

    private static Said cbor(Object... parts) {
        return Said.by(Said.PROBE, Cbor.of(parts), "application/senml+cbor");
    }

    /** A pack of one value of rx, in hex, and a good neighbour behind it. */
    private static Said rx(String value) {
        return cbor("82 a2 00", RX, "02", value, GOOD);
    }

    /** What the value is read as; NaN when it is refused, and then the neighbour was taken all the same. */
    private static float read(String value) {
        Said said = rx(value);
        assertEquals(1, said.taken(), said.no());
        assertEquals(2f, said.fibre().txDbm(), value);
        return said.fibre().rxDbm();
    }

    private static void refused(RefusalReason reason, String words, Said said) {
        assertEquals("0:" + reason, said.no());
        assertTrue(said.detail().contains(words), said.detail());
        assertEquals(1, said.taken(), "the neighbour");
        assertEquals(2f, said.fibre().txDbm());
    }

    private static void broken(String words, byte[] payload) {
        Said said = Said.by(Said.PROBE, payload, "application/senml+cbor");
        assertEquals("0:UNPARSABLE", said.no());
        assertEquals(0, said.taken());
        assertTrue(said.detail().contains(words), said.detail());
    }

    @Test
    void a_pack_says_in_cbor_what_it_says_in_json() {
        List<byte[]> packs = List.of(
                Said.file("probe.senml.json"),
                Said.bytes(
                        "[{\"bn\":\"p1/\",\"bt\":" + (Said.NOW / 1000 - 60) + ",\"bu\":\"dBm\",\"bver\":10,\"bv\":-20},"
                                + "{\"n\":\"opt/rx\",\"v\":-1.4},{\"n\":\"opt/tx\",\"v\":22.25,\"t\":0.5},"
                                + "{\"n\":\"onu/state\",\"vs\":\"O5\"},{\"n\":\"alarm/los\",\"vb\":false},"
                                + "{\"n\":\"45204/lte/rsrp\",\"v\":-77,\"s\":3,\"colour\":\"blue\",\"ut\":60},"
                                + "{\"n\":\"45204/lte/rsrq\",\"v\":\"-9\"},{\"n\":\"p 1/x\",\"v\":1},{\"n\":\"opt/rx\",\"v\":3},"
                                + "{\"n\":\"45204/net/rat\",\"vs\":\"6G\"},{\"n\":\"45204/test/dl\",\"u\":\"Cel\",\"v\":5}]"),
                Said.bytes("[{\"n\":\"p1/opt/rx\",\"v\":-20},{\"n\":\"p1/opt/tx\",\"v\":2,\"must_\":1}]"),
                Said.bytes("[{\"n\":\"p1/opt/rx\",\"v\":-20},{\"bver\":11,\"n\":\"p1/opt/tx\",\"v\":2}]"),
                Said.bytes("[{\"n\":\"p2/opt/rx\",\"v\":-20},{\"n\":\"p1/opt/rx\",\"v\":null},{\"bn\":7}]"));
        for (byte[] pack : packs) {
            Said json = Said.by(Said.PROBE, pack, "application/senml+json");
            Said said = Said.by(Said.PROBE, Cbor.ofJson(pack), "application/senml+cbor");
            assertEquals(json.decoded(), said.decoded());
        }
    }

    @Test
    void a_pack_is_known_by_its_first_byte_where_no_content_type_is_told() {
        byte[] pack = Cbor.of("81", GOOD);
        assertEquals(1, Said.by(Said.PROBE, pack, null).taken());
        assertEquals(1, Said.by(Said.PROBE, pack, "application/octet-stream").taken());
        assertEquals(1, Said.by(Said.PROBE, Cbor.of("d9d9f7", pack), null).taken());
        assertEquals(
                1,
                Said.by(Said.PROBE, pack, "Application/SenML+CBOR; charset=x").taken());
        assertEquals(
                "0:NOT_UTF8", Said.by(Said.PROBE, Cbor.of("20", pack), null).no(), "not the first byte");
    }

    @Test
    void every_way_to_write_a_number_is_read() {
        assertEquals(-20, read("33"));
        assertEquals(-20, read("38 13"));
        assertEquals(-20, read("39 0013"));
        assertEquals(-20, read("3b 0000000000000013"));
        assertEquals(-20, read("f9 cd00"), "half");
        assertEquals(-21.4f, read("fa c1ab3333"), "float");
        assertEquals(-21.4f, read("fb c035666666666666"), "double");
        assertEquals(-21.4f, read("c4 82 20 38d5"), "-214 x 10^-1");
        assertEquals(-20, read("c4 82 01 21"), "-2 x 10^1");
        assertEquals(-20, read("c4 82 2b 3b 0000 1230 9ce5 3fff"), "-20000000000000 x 10^-12");
        assertTrue(rx("00").fibre().noLight(), "0 is the sentinel it is in JSON");
        assertTrue(Float.isNaN(read("f9 0001")), "the smallest half is no light either, and out of range");
    }

    @Test
    void a_number_that_is_none_costs_its_record() {
        for (String value : List.of("f9 7e00", "fa 7fc00000", "fb 7ff8000000000000")) {
            refused(RefusalReason.OUT_OF_RANGE, "v must be a finite number, was NaN", rx(value));
        }
        for (String value : List.of("f9 7c00", "fa ff800000", "fb fff0000000000000")) {
            refused(RefusalReason.OUT_OF_RANGE, "Infinity", rx(value));
        }
        refused(RefusalReason.OUT_OF_RANGE, "1E999999999", rx("c4 82 1a 3b9ac9ff 01"));
        refused(RefusalReason.OUT_OF_RANGE, "1E400", rx("c4 82 19 0190 01"));
        refused(RefusalReason.WRONG_TYPE, "decimal fraction", rx("c4 82 20 c2 42 0100"));
        refused(RefusalReason.WRONG_TYPE, "decimal fraction", rx("c4 83 20 01 01"));
        refused(RefusalReason.WRONG_TYPE, "decimal fraction", rx("c4 20"));
    }

    @Test
    void a_wrong_type_is_named_as_in_json() {
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was \"-20\"", rx("63 2d3230"));
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was true", rx("f5"));
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was an object", rx("a1 01 82 01 02"));
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was an array", rx("9f 01 02 ff"));
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was bytes", rx("42 0102"));
        refused(RefusalReason.WRONG_TYPE, "a simple value", rx("f7"));
        refused(RefusalReason.WRONG_TYPE, "a record must be an object", cbor("82 01", GOOD));
        refused(RefusalReason.WRONG_TYPE, "a record must be an object", cbor("82 83 01 a1 01 02 f4", GOOD));
    }

    @Test
    void a_tag_nobody_knows_costs_its_record() {
        refused(RefusalReason.WRONG_TYPE, "v must be a number, was tag 99", rx("d8 63 33"));
        refused(RefusalReason.WRONG_TYPE, "was tag 2", rx("c2 42 0100"));
        refused(RefusalReason.WRONG_TYPE, "was tag 5", rx("c5 82 20 01"));
        refused(RefusalReason.SENML, "tag 1", cbor("82 c1 a1 00 01", GOOD));
        assertEquals(
                "", cbor("81 a3 00", TX, "02 02 63 616263 c1 1a 00000001").no(), "an unknown label is ignored whole");
    }

    @Test
    void a_length_that_is_not_told_costs_what_it_belongs_to() {
        refused(RefusalReason.SENML, "no stream", cbor("82 bf 00", RX, "02 33 ff", GOOD));
        refused(
                RefusalReason.SENML,
                "vs must be text that says its length",
                cbor("82 a2 00", RX, "03 7f 61 61 61 62 ff", GOOD));
        Said stream = cbor("9f", GOOD, "ff");
        assertEquals("0:SENML", stream.no());
        assertEquals(0, stream.taken());
        assertTrue(stream.detail().contains("stream"), stream.detail());
    }

    @Test
    void a_label_told_twice_costs_its_record_and_a_base_label_the_pack() {
        refused(RefusalReason.SENML, "label \"v\" twice", cbor("82 a3 00", RX, "02 33 02 34", GOOD));
        refused(RefusalReason.SENML, "label \"n\" twice", cbor("82 a3 00", RX, "00", TX, "02 34", GOOD));
        Said said = cbor("82 a2 21 62 7031 21 62 7032", GOOD);
        assertEquals("0:SENML", said.no());
        assertEquals(0, said.taken());
        assertEquals(
                "0:SENML",
                Said.senml("[{\"n\":\"p1/opt/rx\",\"v\":-20,\"t\":0,\"t\":-1}]").no(),
                "in JSON too");
    }

    @Test
    void a_base_field_that_cannot_be_read_costs_the_pack_and_a_value_before_it_does_not() {
        Said said = cbor("82 a1 22 f9 7e00", GOOD);
        assertEquals("0:OUT_OF_RANGE", said.no());
        assertEquals(0, said.taken());
        refused(RefusalReason.WRONG_TYPE, "v must be", cbor("82 a3 00", RX, "02 f5 22 00", GOOD));
    }

    @Test
    void text_that_is_not_utf8_costs_its_record() {
        for (String text : List.of("62 c080", "63 eda080", "61 ff", "64 f4908080", "61 c3")) {
            refused(RefusalReason.NOT_UTF8, "vs is not UTF-8", cbor("82 a2 00", RX, "03", text, GOOD));
            refused(RefusalReason.NOT_UTF8, "a label is not UTF-8", cbor("82 a3 00", RX, text, "01 02 33", GOOD));
        }
        assertEquals("0:NOT_UTF8", cbor("82 a1 21 61 ff", GOOD).no(), "the base name costs the pack");
    }

    @Test
    void a_label_is_a_number_or_text() {
        refused(RefusalReason.WRONG_TYPE, "a label is a number or text", cbor("82 a3 00", RX, "02 33 f5 01", GOOD));
        refused(RefusalReason.WRONG_TYPE, "was an array", cbor("82 a3 00", RX, "02 33 81 01 01", GOOD));
        assertEquals("", cbor("81 a4 00", TX, "02 02 18 63 01 38 63 01").no(), "labels 99 and -100 are ignored");
        assertEquals("", cbor("81 a3 00", TX, "02 02 61 32 05").no(), "the text \"2\" is not the label 2");
        assertEquals(2f, cbor("81 a2 61 6e", TX, "61 76 02").fibre().txDbm(), "the labels of JSON are understood");
    }

    @Test
    void what_is_cut_off_anywhere_is_no_cbor_and_nothing_of_it_is_taken() {
        byte[] pack = Cbor.of("82 a3 00", RX, "02 fb c035666666666666 01", Cbor.text("dBm"), GOOD);
        assertEquals("", Said.by(Said.PROBE, pack, null).no());
        for (int length = 1; length < pack.length; length++) {
            broken("truncated", Arrays.copyOf(pack, length));
        }
        broken("something follows", Cbor.of(pack, "00"));
    }

    @Test
    void case_57_lengths_that_are_only_claimed_cost_nothing() {
        broken("truncated", Cbor.hex("9b ffffffffffffffff"));
        broken("truncated", Cbor.hex("9a 7fffffff"));
        broken("truncated", Cbor.hex("81 bb 7fffffffffffffff"));
        broken("truncated", Cbor.hex("81 a1 00 7b ffffffffffffffff 61"));
        broken("truncated", Cbor.hex("81 a1 08 5a 7fffffff 61"));
    }

    @Test
    void case_57_deep_nesting_is_refused_at_the_same_depth_as_in_json() {
        String deep = "81".repeat(100_000);
        broken("nested deeper than 16", Cbor.hex("81 a1 08 " + deep));
        broken("nested deeper than 16", Cbor.hex("81 a1 63 616263 " + "c1".repeat(100_000)));
        broken("nested deeper than 16", Cbor.hex(deep));
        broken("nested deeper than 16", Cbor.hex("81 a1 08 " + "9f".repeat(100_000)));
        String levels = "81".repeat(13) + "00";
        assertEquals("", cbor("81 a3 00", TX, "02 02 63 616263", levels).no());
    }

    @Test
    void case_57_bytes_that_are_no_head_or_no_pack_are_named() {
        broken("0x1c is none", Cbor.hex("81 1c"));
        broken("0x3f is none", Cbor.hex("81 3f"));
        broken("a break that ends nothing", Cbor.hex("81 ff"));
        broken("a piece of a string", Cbor.hex("81 a1 08 5f 61 61 ff"));
        Said object = cbor("a2 00", RX, "02 33");
        assertEquals("0:SENML", object.no());
        assertTrue(object.detail().contains("was an object"), object.detail());
        assertEquals("0:EMPTY", cbor("80").no());
        byte[] tooMany = Cbor.of("99 01f5", "a0".repeat(501));
        assertEquals("0:TOO_LARGE", Said.by(Said.PROBE, tooMany, null).no());
        assertEquals(
                "0:TOO_LARGE",
                Said.by(Said.PROBE, new byte[10 << 20], "application/senml+cbor")
                        .no());
    }

    @Test
    void an_alarm_is_told_in_cbor_too() {
        Said said = cbor("82 a2 00", Cbor.text("p1/alarm/los"), "04 f5", GOOD);
        assertEquals(
                new DeviceEvent(EventKind.LOS, "los"),
                said.decoded().readings().get(1).content());
    }
}
