package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.village.Registry;

class KeptBytesTest {
    private static final Supplier<Registry> NOBODY = Registry::empty;

    private static String kept(String message) {
        return new String(KeptBytes.of(Said.bytes(message)), StandardCharsets.UTF_8);
    }

    @Test
    void the_numbers_of_sims_and_modems_are_hidden_and_the_rest_is_as_it_came() {
        assertEquals(
                "{\"Report\":[{\"Device.Cellular.Interface.1.IMEI\":\"***************\",\"Device.X.RSRP\":-97}]}",
                kept(
                        "{\"Report\":[{\"Device.Cellular.Interface.1.IMEI\":\"352099001761481\",\"Device.X.RSRP\":-97}]}"));
        assertEquals("{\"USIM.MSISDN\" : \"***********\"}", kept("{\"USIM.MSISDN\" : \"84912345678\"}"));
        assertEquals(
                "{\"sim_imsi\":***************,\"t\":1772326810000}",
                kept("{\"sim_imsi\":452041234567890,\"t\":1772326810000}"));
        assertEquals("{\"a.ICCID\":\"******\"}", kept("{\"a.ICCID\":\"898404\"}"), "however short");
        assertEquals("{\"PIN\":\"****\",\"ping\":\"1234\"}", kept("{\"PIN\":\"1234\",\"ping\":\"1234\"}"));
        assertEquals("{\"Password\":\"*********\",\"b\":1}", kept("{\"Password\":\"a\\\"b\\\\c\\\"\",\"b\":1}"));
        assertEquals("{\"X.SerialNumber\":\"************\"}", kept("{\"X.SerialNumber\":\"ABCD12345678\"}"));
        assertEquals("{\"v\":-97.123456789012345}", kept("{\"v\":-97.123456789012345}"), "a measurement");
        assertEquals("{\"t\":1772326810000,\"cell\":\"1187331\"}", kept("{\"t\":1772326810000,\"cell\":\"1187331\"}"));
    }

    @Test
    void a_message_that_is_no_json_at_all_is_hidden_as_well() {
        assertEquals("imsi ***************", kept("imsi 452041234567890"));
        assertEquals("{\"IMSI\":\"*********", kept("{\"IMSI\":\"452041234"), "cut off");
        assertEquals("{\"IMSI\":", kept("{\"IMSI\":"));
        assertEquals(":\":\"", kept(":\":\""));
        assertArrayEquals(
                Cbor.of("81 a1 02", "1b", "2a2a2a2a2a2a2a2a"),
                KeptBytes.of(Cbor.of("81 a1 02", "1b 00019b21e2b6cad2")),
                "a number of CBOR");
        assertArrayEquals(Cbor.hex("1b 0000019ca4a53d50"), KeptBytes.of(Cbor.hex("1b 0000019ca4a53d50")), "a time");
    }

    @Test
    void no_bytes_make_it_throw_and_no_more_than_four_kilobytes_are_kept() {
        for (long seed = 1; seed <= 20_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = new byte[random.nextInt(60)];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) "\"imsi:\\ {}2\u001b\n".charAt(random.nextInt(13));
            }
            assertEquals(payload.length, KeptBytes.of(payload).length, "seed " + seed);
        }
        assertEquals(4096, KeptBytes.of(new byte[5000]).length);
    }

    @Test
    void a_refusal_never_says_such_a_number() {
        Refusal refusal = new Refusal(RefusalReason.WRONG_TYPE, "v must be a number, was \"452041234567890\"");
        assertEquals("v must be a number, was \"***************\"", refusal.detail());
        assertEquals("t is 1772326810000", new Refusal(RefusalReason.SENML, "t is 1772326810000").detail());
        String imsi = "452041234567890";
        for (String message : List.of(
                "{\"Report\":[{\"Device.Cellular.Interface.1.USIM.IMSI\":" + imsi + "x}]}",
                "{\"Report\":[{\"Device.Cellular.Interface.1.RSRP\":\"" + imsi + "x\"}]}",
                "[{\"n\":\"p1/opt/rx\",\"v\":\"" + imsi + "\"}]",
                "{\"radio\":[{\"plmn\":\"" + imsi + "\"}]}")) {
            Said said = Said.probe(message);
            assertEquals(0, said.taken());
            assertFalse(said.detail().contains("4520412345"), said.detail());
        }
    }

    @Test
    void what_a_door_puts_into_the_quarantine_has_gone_through_it() {
        byte[] message = Said.bytes("{\"imsi\":\"452041234567890\",\"x\":1}");
        Arrival arrival = new Admission(new DeviceAccess(NOBODY))
                .arrival(Said.PROBE, Said.by(Said.PROBE, message, null).decoded(), message, settled -> {});
        String row = new String(arrival.refused().get(0).bytes(), StandardCharsets.UTF_8);
        assertEquals("{\"imsi\":\"***************\",\"x\":1}", row);
    }
}
