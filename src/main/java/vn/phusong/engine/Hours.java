package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.FibreWatch;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.Standing;

/** What the passing of time does to the fold of villages: silence, blindness, fibre outages, closed buckets, our own absences. Watch loop only. */
final class Hours {
    /** Ticks come every minute; a gap of more than this means that we were not there. */
    private static final long ABSENT_MS = 180_000;

    private static final String STALE = "stale";

    private static final long CATCH_UP_MS = 3_600_000;

    long lastTick;
    /** End of the grace after our own absence, during which nothing is opened or raised. */
    long graceUntil;

    final OwnSight sight = new OwnSight();

    private long nextBucket;

    void tick(VillageFold fold, long now, Collected out) {
        boolean wasAway = lastTick != 0 && now - lastTick > ABSENT_MS;
        if (wasAway) {
            graceUntil = now + fold.rules.alerts().startupGraceMs();
        }
        sight.tick(fold, now, wasAway ? lastTick : 0, out);
        lastTick = now;
        for (SlotWatch watch : fold.roster.everySlot) {
            silence(fold, watch, now, out);
        }
        for (VillageWatch village : fold.roster.everyVillage) {
            fibre(fold, village, now, out);
            // Time alone makes lines silent, and a feed may have spoken; whose silence it is hangs on others too.
            village.repaint |= !village.lines.isEmpty() || village.mobile.standing == Standing.UNKNOWN;
        }
        for (PonPlace pon : fold.roster.everyPon) {
            PonSignal signal = pon.tick(fold, now);
            if (signal != null) {
                out.ponSignals.add(signal);
            }
        }
        if (fold.keepsBooks) {
            buckets(fold, now, out);
        }
    }

    private void silence(VillageFold fold, SlotWatch watch, long now, Collected out) {
        Slot slot = watch.slot;
        Standing before = slot.standing();
        Standing before4g = slot.standing4g();
        if (slot.tick(now)) {
            fold.dirty.slot(watch);
            String rule = slot.standing() == before ? "" : STALE;
            watch.blind &= rule.isEmpty();
            fold.sayings.changed(watch, new Sayings.Change(before, before4g, rule, STALE), out);
        } else if (before.isServed()) {
            served(fold, watch, now, out);
        } else if (before == Standing.UNCOVERED && !watch.blind && !slot.isWatchedAt(now)) {
            watch.blind = true;
            fold.dirty.slot(watch);
            if (watch.isAtCentre()) {
                out.signals.add(Signal.sight(false, watch.village.village.id(), watch.operator, slot, now));
            }
        }
    }

    /** At most one word a minute, however often the SIM changes between stations. */
    private static void served(VillageFold fold, SlotWatch watch, long now, Collected out) {
        ServedBy served = watch.served;
        if (watch.isAtCentre() && !served.station.equals(served.said)) {
            served.said = served.station;
            fold.dirty.slot(watch);
            out.signals.add(Signal.served(watch.village.village.id(), watch.operator, watch.slot, now, served.station));
        }
    }

    private static void fibre(VillageFold fold, VillageWatch village, long now, Collected out) {
        boolean isOver = village.fibreUntil < now;
        if (isOver && !village.fibre.isAwake()) {
            return;
        }
        List<FibreWatch.Line> lines = new ArrayList<>(village.lines.size());
        for (Listed listed : village.lines) {
            if (listed.line != null) {
                lines.add(new FibreWatch.Line(listed.line, listed.device.intervalMs()));
            }
        }
        Signal signal = village.fibre.tick(fold.rules.fibre(), village.village.id(), lines, now);
        if (isOver) {
            village.fibre.rest();
        }
        fold.dirty.village(village);
        if (signal != null) {
            village.repaint = true;
            out.signals.add(signal.with(new Signal.Serving("", PonPlace.mains(village, signal.outage()))));
        }
    }

    /** A bucket is said when all its live readings must have come: one lateness after its end. */
    private void buckets(VillageFold fold, long now, Collected out) {
        long late = fold.rules.windows().liveMs();
        if (nextBucket == 0 || now - nextBucket > CATCH_UP_MS) {
            nextBucket = Math.floorDiv(now - (nextBucket == 0 ? 0 : CATCH_UP_MS), Rollup.BUCKET_MS) * Rollup.BUCKET_MS;
        }
        for (; nextBucket + Rollup.BUCKET_MS + late <= now; nextBucket += Rollup.BUCKET_MS) {
            for (VillageWatch village : fold.roster.everyVillage) {
                bucket(fold.rules, village, nextBucket, now, out);
            }
        }
    }

    private static void bucket(Rules rules, VillageWatch village, long from, long now, Collected out) {
        String id = village.village.id();
        for (List<SlotWatch> slots : village.points.values()) {
            for (SlotWatch watch : slots) {
                Rollup rollup = watch.isAtCentre() ? watch.slot.rollup(id, watch.operator, from) : null;
                if (rollup != null) {
                    out.rollups.add(rollup);
                }
            }
        }
        Rollup lines = lines(rules, village, from, now);
        if (lines != null) {
            out.rollups.add(lines);
        }
    }

    private static @Nullable Rollup lines(Rules rules, VillageWatch village, long from, long now) {
        int up = 0;
        int down = 0;
        for (Listed listed : village.lines) {
            LineWatch line = listed.line;
            if (line != null && !line.isSilentAt(rules.fibre(), listed.device.intervalMs(), now)) {
                up += line.isUp() ? 1 : 0;
                down += line.isUp() ? 0 : 1;
            }
        }
        int silent = village.lines.size() - up - down;
        return up + down == 0 ? null : new Rollup(village.village.id(), Rollup.FIBRE, from, up, down, silent, 0, 0);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(lastTick);
        out.writeLong(graceUntil);
        // Where earlier programs kept when we last came back.
        out.writeLong(0);
        out.writeLong(nextBucket);
    }

    void read(DataInput in) throws IOException {
        lastTick = in.readLong();
        graceUntil = in.readLong();
        in.readLong();
        nextBucket = in.readLong();
    }
}
