package vn.phusong.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Real radio and fibre values in compact form: quantiles, joint samples, sequences. Where they come from and under which licence: ATTRIBUTION.md
 * beside them. Never makes up a value outside what was measured.
 */
final class Traces {
    private static final int LOWEST = -140;
    private static final int DOWN_STEP = 5;
    private static final double[] DOWN_SHARES = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};

    private final double[] rsrp;
    private final double[][] rsrqByLevel;
    private final double[][] sinrByLevel;
    private final int lowestDown;
    private final double[][] down;
    private final List<int[]> walks;
    private final double[] opticalRx;
    private final Map<String, Double> heights;

    private Traces() {
        rsrp = rows("lte_rsrp.csv").stream().mapToDouble(r -> number(r[1])).toArray();
        rsrqByLevel = byLevel(rows("lte_joint.csv"), 1);
        sinrByLevel = byLevel(rows("nr_joint.csv"), 2);
        List<String[]> speeds = rows("lte_dl_by_rsrp.csv");
        lowestDown = (int) number(speeds.get(0)[0]);
        down = speeds.stream()
                .map(r -> Arrays.stream(r).skip(2).mapToDouble(Traces::number).toArray())
                .toArray(double[][]::new);
        walks = rows("lte_walks.csv").stream().map(r -> deviations(r[1])).toList();
        opticalRx = rows("ont_rx.csv").stream()
                .mapToDouble(r -> number(r[0]))
                .sorted()
                .toArray();
        heights = new HashMap<>();
        rows("elevation.csv").forEach(r -> heights.put(r[0], number(r[1])));
    }

    static Traces shipped() {
        return new Traces();
    }

    /** RSRP in dBm below which this share (0..1) of the measured tests lay. */
    double rsrpDbm(double share) {
        return at(rsrp, share);
    }

    /** RSRQ in dB as measured together with about this RSRP. */
    double rsrqDb(double rsrpDbm, double share) {
        return at(near(rsrqByLevel, rsrpDbm), share);
    }

    /** SINR in dB as measured together with about this RSRP. */
    double sinrDb(double rsrpDbm, double share) {
        return at(near(sinrByLevel, rsrpDbm), share);
    }

    /** Download speed in bit/s as measured at about this RSRP; shares beyond the published percentiles are cut to them. */
    double downBitPerS(double rsrpDbm, double share) {
        int row = Math.max(0, Math.min(down.length - 1, (int) Math.floor((rsrpDbm - lowestDown) / DOWN_STEP)));
        int i = 1;
        while (i < DOWN_SHARES.length - 1 && DOWN_SHARES[i] < share) {
            i++;
        }
        double span = (share - DOWN_SHARES[i - 1]) / (DOWN_SHARES[i] - DOWN_SHARES[i - 1]);
        double weight = Math.max(0, Math.min(1, span));
        return 1000 * (down[row][i - 1] * (1 - weight) + down[row][i] * weight);
    }

    /** How far the level of one real test lay from its own median at this step, in dB; {@code which} and {@code step} wrap around. */
    int walkDb(int which, int step) {
        int[] walk = walks.get(Math.floorMod(which, walks.size()));
        return walk[Math.floorMod(step, walk.length)];
    }

    /** Received optical power in dBm of an ONT in operation. */
    double opticalRxDbm(double share) {
        return at(opticalRx, share);
    }

    /** Height above the sea in metres of a village of the sample, or {@code otherwise}. */
    double heightM(String village, double otherwise) {
        return heights.getOrDefault(village, otherwise);
    }

    private static double at(double[] sorted, double share) {
        double x = Math.max(0, Math.min(1, share)) * (sorted.length - 1);
        int i = (int) x;
        int next = Math.min(i + 1, sorted.length - 1);
        return sorted[i] + (sorted[next] - sorted[i]) * (x - i);
    }

    private static double[] near(double[][] byLevel, double rsrpDbm) {
        return byLevel[Math.max(0, Math.min(byLevel.length - 1, (int) Math.round(rsrpDbm) - LOWEST))];
    }

    /** For each whole dBm the sorted values measured within ±4 dB of it, or of the nearest level where at least five were. */
    private static double[][] byLevel(List<String[]> rows, int column) {
        double[][] byLevel = new double[101][];
        for (int level = 0; level < byLevel.length; level++) {
            double[] values = new double[0];
            for (int reach = 4; values.length < 5; reach++) {
                int middle = level + LOWEST;
                int span = reach;
                values = rows.stream()
                        .filter(r -> Math.abs(number(r[0]) - middle) <= span)
                        .mapToDouble(r -> number(r[column]))
                        .sorted()
                        .toArray();
            }
            byLevel[level] = values;
        }
        return byLevel;
    }

    private static int[] deviations(String walk) {
        int[] levels =
                Arrays.stream(walk.split(";", -1)).mapToInt(Integer::parseInt).toArray();
        int[] sorted = levels.clone();
        Arrays.sort(sorted);
        int median = sorted[sorted.length / 2];
        return Arrays.stream(levels).map(level -> level - median).toArray();
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static List<String[]> rows(String name) {
        try (InputStream in = Traces.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the radio trace " + name + " is missing from this build");
            }
            List<String[]> rows = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String header = lines.readLine();
            for (String line = header == null ? null : lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line.split(",", -1));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
