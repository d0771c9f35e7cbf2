package vn.phusong.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.Silence;

/** Whose silence makes a village unknown, as far as the evidence goes; the first that has evidence is said. For one picture. Watch loop only. */
final class Silences {
    /** Lines that gasped about when the probe spoke last, and their share of the lines that went then (domain.md §2.3). */
    private static final int LEAST_GASPS = 3;

    private static final int GASPED_PERCENT = 60;
    /** A probe of five minutes may have spoken that long before the power went. */
    private static final long ABOUT_MS = 600_000;

    private final VillageFold fold;
    private final OwnSight sight;
    private final long now;
    private @Nullable Backhauls backhauls;

    Silences(VillageFold fold, OwnSight sight, long now) {
        this.fold = fold;
        this.sight = sight;
        this.now = now;
    }

    /** Null when nobody is silent: the probe at its centre speaks and has not said enough yet, or there is none. */
    @Nullable
    Silence of(VillageWatch village) {
        if (!village.heard) {
            return Silence.NEVER_HEARD;
        }
        List<Listed> atCentre =
                village.probes.stream().filter(Listed::isAtCentre).toList();
        if (atCentre.stream().anyMatch(probe -> probe.speaksAt(now) && probe.watch.isOfItsVillage(now))) {
            return null;
        }
        return atCentre.isEmpty() ? null : ofSilent(village, atCentre);
    }

    private Silence ofSilent(VillageWatch village, List<Listed> atCentre) {
        long heardAt = atCentre.stream().mapToLong(Listed::heardAt).max().orElse(0);
        boolean isQuiet = atCentre.stream().noneMatch(probe -> probe.speaksAt(now));
        long grace = fold.rules.alerts().startupGraceMs();
        if (isQuiet && sight.explains(heardAt, fold.rules.windows().liveMs(), grace, now)) {
            return Silence.OURSELVES;
        }
        if (isQuiet && saidPowerLost(atCentre)) {
            return Silence.POWER;
        }
        if (isQuiet && linesGasped(village, heardAt)) {
            return Silence.POWER_BY_LINES;
        }
        return isQuiet && backhauls().explain(village) ? Silence.BACKHAUL : Silence.DEVICE;
    }

    /** Most pictures have nobody to ask it of. */
    private Backhauls backhauls() {
        Backhauls made = backhauls == null ? Backhauls.of(fold, now) : backhauls;
        backhauls = made;
        return made;
    }

    private static boolean saidPowerLost(List<Listed> probes) {
        for (Listed probe : probes) {
            if (probe.memory != null && probe.memory.isPowerLost()) {
                return true;
            }
        }
        return false;
    }

    private static boolean linesGasped(VillageWatch village, long about) {
        int gone = 0;
        int gasped = 0;
        for (Listed listed : village.lines) {
            LineWatch line = listed.line;
            if (line != null && line.wasHeard() && !line.isUp() && Math.abs(line.downAt() - about) <= ABOUT_MS) {
                gone++;
                gasped += line.gasped() ? 1 : 0;
            }
        }
        return gasped >= LEAST_GASPS && 100 * gasped >= GASPED_PERCENT * gone;
    }
}
