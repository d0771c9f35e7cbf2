package vn.phusong.village;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.PowerSource;

class RegistryCodecTest {
    @Test
    void a_change_read_back_is_the_change_written() {
        for (long seed = 0; seed < 500; seed++) {
            RegistryChange change = new SmallWorld(seed).change();
            assertEquals(change, RegistryCodec.decode(RegistryCodec.encode(change)), "seed " + seed);
        }
    }

    @Test
    void equal_changes_give_equal_bytes() {
        assertArrayEquals(
                RegistryCodec.encode(new SmallWorld(7).change()), RegistryCodec.encode(new SmallWorld(7).change()));
    }

    @Test
    void rows_read_back_in_any_order_are_the_same_registry() {
        for (long seed = 0; seed < 500; seed++) {
            Registry registry = Registry.empty().with(new SmallWorld(seed).change());
            List<KeyedRow> rows = RegistryCodec.rows(registry.asChange());
            Collections.shuffle(rows, new Random(seed));
            Registry again = Registry.empty().with(RegistryCodec.ofRows(rows));
            assertEquals(registry.asChange(), again.asChange(), "seed " + seed);
        }
    }

    @Test
    void no_two_rows_of_a_registry_share_a_key() {
        for (long seed = 0; seed < 500; seed++) {
            RegistryChange all =
                    Registry.empty().with(new SmallWorld(seed).change()).asChange();
            List<KeyedRow> rows = RegistryCodec.rows(all);
            assertEquals(all.size(), rows.stream().map(KeyedRow::key).distinct().count(), "seed " + seed);
        }
    }

    @Test
    void the_bytes_of_format_1_never_change() {
        Device device = new Device(
                "d1",
                DeviceKind.ONT,
                "v1",
                null,
                List.of("viettel"),
                300_000,
                PowerSource.BATTERY,
                new Line("h", "olt/0/1", "c1", PonClass.XGS),
                -1.5f,
                new Validity(0, Validity.FOREVER));
        RegistryChange change =
                new RegistryChange(RegistryChange.Tree.NONE, List.of(), List.of(device), List.of(), List.of());
        assertEquals(
                "0100000000010264314f010276310001077669657474656c00000000000493e04201016801076f6c742f302f310102633158"
                        + "bff800000000000000000000000000007fffffffffffffff0000",
                HexFormat.of().formatHex(RegistryCodec.encode(change)));
        assertEquals("dd1|0", RegistryCodec.rows(change).get(0).key());
    }

    @Test
    void a_newer_format_is_refused_in_one_sentence() {
        String why = assertThrows(IllegalArgumentException.class, () -> decoded(new byte[] {2, 0, 0}))
                .getMessage();
        assertEquals("registry bytes are of format 2, this program reads format 1: a newer program wrote them", why);
    }

    @Test
    void bytes_cut_anywhere_are_refused_and_never_half_read() {
        byte[] whole = RegistryCodec.encode(new SmallWorld(3).change());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            String why = assertThrows(IllegalArgumentException.class, () -> decoded(cut), "cut at " + length)
                    .getMessage();
            assertTrue(why.startsWith("registry bytes are cut short"), why);
        }
        assertThrows(IllegalArgumentException.class, () -> decoded(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void damaged_bytes_never_do_worse_than_be_refused() {
        byte[] whole = RegistryCodec.encode(new SmallWorld(3).change());
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                decoded(damaged);
            } catch (IllegalArgumentException refused) {
                assertTrue(refused.getMessage() != null);
            }
        }
    }

    @Test
    void a_row_of_an_unknown_kind_is_refused() {
        List<KeyedRow> rows = List.of(new KeyedRow("zebra", new byte[] {1}));
        assertThrows(IllegalArgumentException.class, () -> {
            RegistryChange unused = RegistryCodec.ofRows(rows);
        });
    }

    private static void decoded(byte[] bytes) {
        RegistryChange unused = RegistryCodec.decode(bytes);
    }
}
