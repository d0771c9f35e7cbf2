package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        List<byte[]> good = List.of(Said.file("probe.json"), Said.file("probe.senml.json"));
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
