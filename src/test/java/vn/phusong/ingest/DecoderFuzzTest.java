package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.DeviceEvent;

class DecoderFuzzTest {
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e999",
        "\"\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "[[[]]]",
        "\"online\"",
        "2147483647",
        "{\"plmn\":7}",
        "[{\"plmn\":\"45204\"}]",
        "[1,2]",
        "-0.0",
        "\"2026-02-30T00:00:00Z\""
    };
    private static final String[] NAMES = {
        "t", "seq", "dev", "radio", "test", "power", "fibre", "event", "x", "plmn", "rat", "nr", "state"
    };

    @Test
    void no_mutation_of_good_bytes_makes_the_decoder_throw() {
        List<byte[]> good =
                List.of(Said.file("probe.json"), Said.file("probe.senml.json"), Said.file("ont.tr181.json"));
        for (long seed = 1; seed <= 40_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = good.get(random.nextInt(good.size())).clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                payload[random.nextInt(payload.length)] = (byte)
                        (random.nextInt(3) == 0
                                ? random.nextInt(256)
                                : "{}[]\",:-0.9eEtnu_\\ ".charAt(random.nextInt(19)));
            }
            Sender sender = random.nextBoolean() ? Said.PROBE : Said.COLLECTOR;
            Said said = Said.by(sender, payload, null);
            assertTrue(said.taken() + said.decoded().refused().size() > 0, "seed " + seed);
        }
    }

    @Test
    void no_mutation_of_a_good_pack_in_cbor_makes_the_decoder_throw() {
        byte[] good = Cbor.ofJson(Said.file("probe.senml.json"));
        for (long seed = 1; seed <= 40_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = good.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(payload, 1 + random.nextInt(payload.length)) : payload;
            Said said = Said.by(random.nextBoolean() ? Said.PROBE : Said.COLLECTOR, cut, "application/senml+cbor");
            assertTrue(said.taken() + said.decoded().refused().size() > 0, "seed " + seed);
        }
    }

    @Test
    void whatever_stands_between_two_good_records_in_cbor_costs_neither() {
        byte[] first = Cbor.of("a2 00", Cbor.text("p1/opt/rx"), "02 33");
        // Base fields of the one before would rightly hold for it.
        byte[] last = Cbor.of("a4 21", Cbor.text("p1/"), "22 00 00", Cbor.text("alarm/los"), "04 f5");
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bad = item(random, 0);
            Said said = Said.by(Said.PROBE, Cbor.of("83", first, bad, last), null);
            String story = "seed " + seed + " " + HexFormat.of().formatHex(bad) + " " + said.no();
            // A base label or a label that must be understood is the pack's.
            boolean isOfPack = said.taken() == 0 && said.decoded().refused().size() == 1;
            assertFalse(said.no().contains("UNPARSABLE"), story);
            assertTrue(isOfPack || said.taken() >= 2, story);
        }
    }

    /** A well-formed item of any kind: a map more often than not, with labels of SenML more often than not. */
    private static byte[] item(Random random, int depth) {
        int kind = depth > 3 ? random.nextInt(6) : random.nextInt(12);
        return switch (kind) {
            case 0 -> new byte[] {(byte) random.nextInt(24)};
            case 1 -> new byte[] {(byte) (0x20 + random.nextInt(24))};
            case 2 -> Cbor.text("p1/opt/rx".substring(random.nextInt(9)));
            case 3 -> Cbor.of("42", new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)});
            case 4 ->
                Cbor.hex(List.of("f4", "f5", "f6", "f7", "f9 7e00", "fa c1ab3333", "62 c080", "40", "60")
                        .get(random.nextInt(9)));
            case 5 -> Cbor.of("fb", Cbor.hex(HexFormat.of().toHexDigits(random.nextLong())));
            case 6 -> Cbor.of("82", item(random, depth + 1), item(random, depth + 1));
            case 7 -> Cbor.of("c4 82", item(random, depth + 1), item(random, depth + 1));
            case 8 -> Cbor.of("d8 63", item(random, depth + 1));
            case 9 -> Cbor.of("9f", item(random, depth + 1), "ff");
            default ->
                Cbor.of(
                        "a2",
                        random.nextInt(3) == 0 ? item(random, depth + 1) : new byte[] {(byte) random.nextInt(9)},
                        item(random, depth + 1),
                        random.nextInt(3) == 0
                                ? item(random, depth + 1)
                                : new byte[] {(byte) (0x20 + random.nextInt(6))},
                        item(random, depth + 1));
        };
    }

    @Test
    void whatever_stands_between_two_good_elements_costs_neither() {
        for (long seed = 1; seed <= 20_000; seed++) {
            String bad = element(new Random(seed));
            Said said = Said.probe("[{\"seq\":1,\"event\":\"los\"}," + bad + ",{\"seq\":3,\"event\":\"reboot\"}]");
            String story = "seed " + seed + " " + bad + " " + said.no();
            int last = said.taken() - 1;
            assertEquals(3, said.taken() + said.decoded().refused().size(), story);
            assertFalse(said.no().contains("UNPARSABLE"), story);
            assertEquals("los", ((DeviceEvent) said.decoded().readings().get(0).content()).name(), story);
            assertEquals(
                    "reboot", ((DeviceEvent) said.decoded().readings().get(last).content()).name(), story);
        }
    }

    private static String element(Random random) {
        if (random.nextInt(5) == 0) {
            return VALUES[random.nextInt(VALUES.length)];
        }
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(5); i >= 0; i--) {
            object.append('"').append(NAMES[random.nextInt(NAMES.length)]).append("\":");
            boolean isNested = random.nextInt(3) == 0;
            String value = VALUES[random.nextInt(VALUES.length)];
            object.append(isNested ? "[{\"" + NAMES[random.nextInt(NAMES.length)] + "\":" + value + "}]" : value);
            object.append(i == 0 ? "" : ",");
        }
        return object.append('}').toString();
    }
}
