package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.PonWatch;

/** One PON of the roster: its lines, over villages, and what the fold knows of it. Watch loop only. */
final class PonPlace {
    final String path;
    /** By device. */
    final List<Listed> lines = new ArrayList<>();

    PonWatch watch = new PonWatch();
    /** PONs of its OLT that have lines enough to be judged. */
    int siblings;

    boolean dirty;

    PonPlace(String path) {
        this.path = path;
    }

    String olt() {
        return new PonSignal.Pon(path, siblings).olt();
    }

    @Nullable
    PonSignal tick(VillageFold fold, long now) {
        if (!watch.isAwake()) {
            return null;
        }
        List<Listed> heard = new ArrayList<>(lines.size());
        List<PonWatch.Line> judged = new ArrayList<>(lines.size());
        BitSet counted = new BitSet(lines.size());
        for (Listed listed : lines) {
            VillageWatch village = listed.village;
            if (listed.line != null && village != null) {
                counted.set(heard.size(), listed.line.isCounted());
                heard.add(listed);
                judged.add(new PonWatch.Line(
                        listed.line,
                        listed.device.intervalMs(),
                        village.village.id(),
                        household(listed),
                        listed.isShared));
            }
        }
        PonSignal signal = watch.tick(
                fold.rules.fibre(),
                new PonSignal.Pon(path, siblings),
                judged,
                (village, since) -> mains(fold.roster.villages.get(village), since),
                now);
        fold.dirty.pon(this);
        for (int i = 0; i < heard.size(); i++) {
            Listed listed = heard.get(i);
            if (judged.get(i).watch().isCounted() != counted.get(i)) {
                fold.dirty.device(listed);
                Objects.requireNonNull(listed.village).repaint = true;
            }
        }
        return signal;
    }

    static String household(Listed listed) {
        String household = listed.device.line().household();
        return household == null ? listed.device.id() : household;
    }

    static Mains mains(@Nullable VillageWatch village, long since) {
        Mains mains = Mains.UNKNOWN;
        if (village != null) {
            for (Listed probe : village.probes) {
                mains = probe.memory == null ? mains : mains.and(probe.memory.mains(since));
            }
        }
        return mains;
    }

    void write(DataOutput out) throws IOException {
        watch.write(out);
    }

    void read(DataInput in) throws IOException {
        watch = PonWatch.read(in);
    }
}
