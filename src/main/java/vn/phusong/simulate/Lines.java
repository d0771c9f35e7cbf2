package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Device;

/**
 * The fibre lines, in columns: tens of thousands of them cost a few dozen bytes each. A line speaks through its collector, or, having none, over a link
 * of its own.
 */
final class Lines {
    /** Which PON a line hangs on when the registry does not say. */
    static final int NO_PON = -1;

    private final String[] ids;
    private final int[] villages;
    private final int[] pons;
    private final int[] links;
    private final long[] keys;
    private final long[] intervals;
    private final float[] rx;
    private final int[][] ofCollector;
    private final int[] ownLinked;
    private final List<String> ponNames = new ArrayList<>();
    private final List<List<Integer>> ofPon = new ArrayList<>();

    Lines(List<Device> onts, Province province, long seed, Traces traces) {
        int n = onts.size();
        ids = new String[n];
        villages = new int[n];
        pons = new int[n];
        links = new int[n];
        keys = new long[n];
        intervals = new long[n];
        rx = new float[n];
        Map<String, Integer> collectors = new HashMap<>();
        for (int i = 0; i < province.collectors().size(); i++) {
            collectors.put(province.collectors().get(i).id(), i);
        }
        List<List<Integer>> collected = new ArrayList<>();
        collectors.forEach((id, number) -> collected.add(new ArrayList<>()));
        List<Integer> own = new ArrayList<>();
        Map<String, Integer> ponNumbers = new HashMap<>();
        for (int i = 0; i < n; i++) {
            Device ont = onts.get(i);
            ids[i] = ont.id();
            villages[i] = province.villageOf(ont);
            keys[i] = Noise.mix(seed, Noise.key(ont.id()));
            intervals[i] = ont.intervalMs();
            rx[i] = (float) (traces.opticalRxDbm(Noise.unit(keys[i], 1)) + 0.6 * Noise.gauss(keys[i], 2));
            pons[i] = pon(ont.line().pon(), ponNumbers, i);
            Integer collector = ont.line().collector() == null
                    ? null
                    : collectors.get(ont.line().collector());
            if (collector == null) {
                links[i] = province.open(ont.id());
                own.add(i);
            } else {
                links[i] = province.collectorLink(collector);
                collected.get(collector).add(i);
            }
        }
        ofCollector = collected.stream().map(Lines::array).toArray(int[][]::new);
        ownLinked = array(own);
    }

    int count() {
        return ids.length;
    }

    String id(int line) {
        return ids[line];
    }

    /** Number of the village, −1 when unknown. */
    int village(int line) {
        return villages[line];
    }

    int pon(int line) {
        return pons[line];
    }

    int link(int line) {
        return links[line];
    }

    long key(int line) {
        return keys[line];
    }

    long intervalMs(int line) {
        return intervals[line];
    }

    /** Received optical power around which it moves, dBm. */
    double rxDbm(int line) {
        return rx[line];
    }

    /** Lines a collector speaks for, by the collector's number in the province. */
    int[] of(int collector) {
        return ofCollector[collector];
    }

    /** Lines with an MQTT session of their own. */
    int[] own() {
        return ownLinked;
    }

    int pons() {
        return ponNames.size();
    }

    String ponName(int pon) {
        return ponNames.get(pon);
    }

    List<Integer> onPon(int pon) {
        return ofPon.get(pon);
    }

    private int pon(@Nullable String name, Map<String, Integer> numbers, int line) {
        if (name == null) {
            return NO_PON;
        }
        Integer pon = numbers.get(name);
        if (pon == null) {
            pon = ponNames.size();
            numbers.put(name, pon);
            ponNames.add(name);
            ofPon.add(new ArrayList<>());
        }
        ofPon.get(pon).add(line);
        return pon;
    }

    private static int[] array(List<Integer> numbers) {
        int[] array = numbers.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(array);
        return array;
    }
}
