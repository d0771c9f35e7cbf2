package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.RegistryFolder;
import vn.phusong.journal.RegistryHouseholdKey;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** The small map in a mail: where it is, the same bytes for the same places, and nothing where there is nothing to draw. */
class MapPictureTest {
    private static final int TOUCHED = 0xFFC02020;
    private static final long JULY_2025 = 1_751_302_800_000L; // 2025-07-01T00:00+07:00

    /** A square of one degree, and an older shape of the same code elsewhere. */
    private static final String BOUNDARIES =
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"01864","valid_from":"2020-02-01"},"geometry":{"type":"Polygon","coordinates":[[[100,10],[101,10],[101,11],[100,11],[100,10]]]}},
            {"type":"Feature","properties":{"code":"01864","valid_from":"2025-07-01"},"geometry":{"type":"MultiPolygon","coordinates":[[[[105,22],[106,22],[106,23],[105,23],[105,22]]]]}}
            ]}
            """;

    private final Registry registry = registry();

    private static Registry registry() {
        Validity since = new Validity(JULY_2025, Validity.FOREVER);
        List<Village> villages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            villages.add(new Village(
                    "gn-" + i,
                    "Bản " + i,
                    "bản",
                    "01864",
                    new Place(22.03 + i * 0.03, 105.03 + i * 0.03),
                    new Households(10, null, null),
                    null,
                    since));
        }
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(new Area("01864", null, "commune", "Xã Bằng Thành", null, since)),
                                villages,
                                List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private Atlas atlas(String boundaries) {
        return new Atlas(() -> boundaries, () -> registry);
    }

    /** Of the commune of the test. */
    Atlas atlas() {
        return atlas(BOUNDARIES);
    }

    private static BufferedImage read(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertNotNull(image, "a PNG");
        return image;
    }

    @Test
    void a_disc_stands_where_the_village_is_in_the_outline_of_its_own_time() throws Exception {
        BufferedImage image = read(atlas(BOUNDARIES).picture(ChannelContract.notice("gn-15-m1", 1)));
        assertEquals(480, image.getWidth());
        int x = 0;
        int y = 0;
        int n = 0;
        for (int i = 0; i < image.getWidth(); i++) {
            for (int j = 0; j < image.getHeight(); j++) {
                if (image.getRGB(i, j) == TOUCHED) {
                    x += i;
                    y += j;
                    n++;
                }
            }
        }
        assertTrue(n > 80 && n < 200, n + " points: one disc");
        // 22.48 of 22..23 from the south, 105.48 of 105..106 from the west, in a shape 328 points high in the middle.
        assertEquals(16 + (1 - 0.48) * 328, (double) y / n, 3);
        double wide = 328 * Math.cos(Math.toRadians(22.5));
        assertEquals(240 - wide / 2 + 0.48 * wide, (double) x / n, 3);
    }

    @Test
    void equal_places_are_equal_bytes_and_few() {
        byte[] one = atlas(BOUNDARIES).picture(ChannelContract.notice("gn-15-m1", 1));
        assertArrayEquals(one, atlas(BOUNDARIES).picture(ChannelContract.notice("gn-15-m1", 1)));
        assertFalse(Arrays.equals(one, atlas(BOUNDARIES).picture(ChannelContract.notice("gn-16-m1", 1))));
        assertTrue(one.length < 30_000, one.length + " bytes");
    }

    @Test
    void without_outlines_or_a_village_we_know_there_is_no_picture_and_the_mail_goes_out() {
        assertNull(atlas(null).picture(ChannelContract.notice("gn-15-m1", 1)));
        assertNull(atlas("no json").picture(ChannelContract.notice("gn-15-m1", 1)));
        assertNull(atlas(BOUNDARIES).picture(ChannelContract.notice("gn-99-m1", 1)));
        String mail = new String(
                new MailForm("a@b.vn", "c@d.vn", Templates.NONE, atlas(null))
                        .bytes(ChannelContract.notice("gn-15-m1", 1)),
                StandardCharsets.US_ASCII);
        assertFalse(mail.contains("image/png"), mail);
    }

    @Test
    void the_sample_province_is_drawn_small_whichever_commune() throws Exception {
        String boundaries = Files.readString(Path.of("src/main/resources/sample/backan/boundaries.geojson"));
        Registry sample = Registry.empty()
                .with(RegistryFolder.sample()
                        .read(Registry.empty(), RegistryHouseholdKey.known(), false)
                        .plan()
                        .change());
        int drawn = 0;
        int most = 0;
        for (Village village : sample.villages()) {
            if (village.valid().holdsAt(OutboxTest.EIGHT) && drawn < 60) {
                Owed owed = OutboxTest.owed(village.id() + "-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT);
                byte[] png = new Atlas(() -> boundaries, () -> sample)
                        .picture(new Notice(List.of(owed), new Names("a", "b", id -> id), ""));
                assertNotNull(png, village.id());
                most = Math.max(most, png.length);
                drawn++;
            }
        }
        assertEquals(60, drawn);
        assertTrue(most < 30_000, most + " bytes");
    }
}
