package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.phusong.engine.Event;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;

class ReadingPackerTest {
    private final Texts texts = new Texts();
    private static final long SEED = 20260301;

    private final ReadingPacker packer = new ReadingPacker();

    private List<Reading> unpack(byte[] bytes) {
        return ReadingUnpacker.unpack(7, bytes, texts).readings();
    }

    @Test
    void what_is_written_is_what_is_read() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 2000; round++) {
            List<Reading> batch = batch(random, random.nextInt(20));
            List<Reading> back = unpack(packer.pack(batch));
            assertEquals(batch, back, "seed " + SEED + ", round " + round);
            for (int i = 0; i < batch.size(); i++) {
                assertEquals(
                        batch.get(i).content().fingerprint(),
                        back.get(i).content().fingerprint());
            }
        }
    }

    @Test
    void what_was_spurned_is_read_back_too_and_without_any_the_bytes_are_as_before() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 500; round++) {
            List<Reading> batch = batch(random, random.nextInt(5));
            List<Spurned> spurned = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                RefusalReason[] reasons = RefusalReason.values();
                RefusalReason reason = random.nextBoolean() ? null : reasons[random.nextInt(reasons.length)];
                spurned.add(
                        new Spurned("d" + random.nextInt(3), random.nextInt(1 << 30), random.nextInt(9) - 1, reason));
            }
            byte[] bytes = packer.pack(batch, spurned);
            assertEquals(
                    new Event.Readings(7, batch, spurned), ReadingUnpacker.unpack(7, bytes, texts), "round " + round);
            if (spurned.isEmpty()) {
                assertArrayEquals(packer.pack(batch), bytes);
            }
        }
    }

    @Test
    void equal_batches_give_equal_bytes_whatever_was_packed_before() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Reading> batch = batch(random, 50);
        byte[] fresh = new ReadingPacker().pack(batch);
        byte[] other = packer.pack(batch(random, 70));
        assertEquals(70, unpack(other).size());
        assertArrayEquals(fresh, packer.pack(batch));
    }

    @Test
    void a_journal_of_today_can_be_read_for_ever() {
        List<Reading> batch = batch(new SplittableRandom(11), 6);
        assertEquals(GOLDEN, HexFormat.of().formatHex(packer.pack(batch)));
        assertEquals(batch, unpack(HexFormat.of().parseHex(GOLDEN)), "format 1 must stay readable");
    }

    @Test
    void damaged_bytes_are_damage_or_other_readings_but_never_a_crash() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = packer.pack(batch(random, 4));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(2) == 0 ? bytes.length : random.nextInt(bytes.length));
            try {
                assertEquals(true, unpack(cut).size() <= cut.length);
            } catch (Damaged expected) {
                assertEquals(false, expected.getMessage().isEmpty());
            }
        }
    }

    @Test
    void a_length_beyond_the_end_is_damage() {
        assertThrows(Damaged.class, () -> unpack(new byte[] {(byte) 0xFF, (byte) 0xFF, 0x7F}));
        assertThrows(Damaged.class, () -> unpack(new byte[0]));
    }

    private static List<Reading> batch(SplittableRandom random, int size) {
        List<Reading> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(Given.any(random));
        }
        return batch;
    }

    private static final String GOLDEN =
            "060f000264320006f6016c7480b0032d300002643400053435323032040134000337383200053435323031040133000264300003363834"
                    + "000331333900033439340006f6016c7480b0032d31000d73696d5f73757370656e6465640002643118892c03202f2a3c153f0403a0373e"
                    + "ac251f8c073b000096961d010203040506070500080500070905000a07000b04000c030d090e0f0e549cfbc7b09567bead8098eb3a01d9"
                    + "b4a353a6c3c7d5ec169c11dad0a416d2dddbe8b31a9b11bcb88714c4a0bfdadf04f8feb4c79ada91089ba99019f6f2cda6c134e7feb4c7"
                    + "9ada9108c893ad138ec0b79fa31c0f9701df0202c37d0301000000800100000080de1001423078dd1c960201966ad456df0102ea1002d9"
                    + "3e0c9e02e801ca0b02c720018428aa0a8807bc0d1af2030288830200030002e379010000008003ce0f9a1182ebadfb06960401bd039c8c"
                    + "0104314c3bc20212b4030170cff0dada0e02ab7303038a11aa0f010733b41e0e040303019246bdb9a608d81202e1a901ba120161aa2354"
                    + "16c603";
}
