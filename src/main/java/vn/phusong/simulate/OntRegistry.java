package vn.phusong.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.Site;
import vn.phusong.village.Village;

/**
 * Makes up the province's fibre lines: about 70 % of the households of each village, on PONs of at most 64 lines under the OLT nearest to it. Written as a
 * {@code devices.csv}, so that they come in through the ordinary import. The same seed and registry give the same file; lines the registry already has are counted,
 * never repeated.
 */
public final class OntRegistry {
    private static final String HEADER =
            "device_id,kind,village_id,operators,interval,power,household_key,pon,collector_id\n";
    private static final int LINES_PER_PON = 64;
    private static final int PORTS_PER_SLOT = 16;
    /** Slot 0 is left to the lines somebody wrote by hand. */
    private static final int FIRST_SLOT = 1;

    private static final double SHARE = 0.70;
    private static final double SPREAD = 0.12;
    private static final int OWN_SESSION_EVERY = 300;

    private final Registry registry;
    private final long at;
    private final long seed;
    private final Map<String, Olt> olts = new TreeMap<>();
    private final Map<String, Integer> there = new HashMap<>();
    private int written;

    /** An OLT while its ports fill up, in the order of the villages. */
    private static final class Olt {
        final String id;
        final @Nullable Place place;
        final String operator;
        int lines;

        Olt(String id, @Nullable Place place, String operator) {
            this.id = id;
            this.place = place;
            this.operator = operator;
        }

        String nextPon() {
            int port = lines++ / LINES_PER_PON;
            return id + "/" + (FIRST_SLOT + port / PORTS_PER_SLOT) + "/" + port % PORTS_PER_SLOT;
        }
    }

    private OntRegistry(Registry registry, long at, long seed) {
        this.registry = registry;
        this.at = at;
        this.seed = Noise.mix(seed, 13);
        Map<String, Site> sites = new HashMap<>();
        registry.sites().forEach(site -> site.olts().forEach(olt -> sites.put(olt, site)));
        for (Device device : registry.devices()) {
            if (device.kind() == DeviceKind.COLLECTOR && device.valid().holdsAt(at)) {
                Site site = sites.get(device.id());
                String operator = site == null || site.operator() == null ? "" : site.operator();
                olts.put(device.id(), new Olt(device.id(), site == null ? null : site.place(), operator));
            } else if (device.kind() == DeviceKind.ONT && device.village() != null) {
                there.merge(device.village(), 1, Integer::sum);
            }
        }
    }

    /**
     * Writes {@code devices.csv} into a folder, which is made if it is not there.
     *
     * @return how many lines it holds; 0 when the registry has no OLT or no village with a known number of households
     */
    public static int write(Registry registry, long at, long seed, Path folder) {
        try {
            Files.createDirectories(folder);
            try (Writer out = Files.newBufferedWriter(folder.resolve("devices.csv"), StandardCharsets.UTF_8)) {
                OntRegistry onts = new OntRegistry(registry, at, seed);
                onts.writeTo(out);
                return onts.written;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the fibre lines into " + folder, e);
        }
    }

    private void writeTo(Writer out) throws IOException {
        out.write(HEADER);
        for (Village village : registry.villages()) {
            Olt olt = village.valid().holdsAt(at) ? nearest(village.place()) : null;
            if (olt == null) {
                continue;
            }
            long key = Noise.mix(seed, Noise.key(village.id()));
            double share = SHARE + SPREAD * Noise.gauss(key, 0) / 2;
            int lines = (int) Math.round(village.households().count() * Math.max(0.3, Math.min(0.98, share)))
                    - there.getOrDefault(village.id(), 0);
            for (int i = 0; i < lines; i++) {
                out.write(row(village, olt, key, i));
            }
        }
    }

    private String row(Village village, Olt olt, long key, int i) {
        written++;
        String id = "ont-" + village.id() + "-" + (i + 1);
        String household = String.format("%016x", Noise.mix(key, i));
        String collector = written % OWN_SESSION_EVERY == 0 ? "" : olt.id;
        return String.join(
                        ",",
                        List.of(
                                id,
                                "ont",
                                village.id(),
                                olt.operator,
                                "15m",
                                "mains",
                                household,
                                olt.nextPon(),
                                collector))
                + "\n";
    }

    private @Nullable Olt nearest(Place place) {
        Olt nearest = null;
        double least = Double.MAX_VALUE;
        for (Olt olt : olts.values()) {
            double metres = olt.place == null ? 1e9 : Terrain.metres(olt.place, place);
            if (metres < least) {
                least = metres;
                nearest = olt;
            }
        }
        return nearest;
    }
}
