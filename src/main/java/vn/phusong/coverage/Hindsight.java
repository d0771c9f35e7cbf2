package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a slot's past again, by the same windows and machine, as if every sample had come in time and a tick had come every minute. Changes nothing but
 * what the past keeps of it: the verdict of each sample, and where the machine stood before each piece. Watch loop only.
 */
public final class Hindsight {
    private static final long MINUTE_MS = 60_000;

    private final Rules rules;
    private final Slot live;
    private final Past past;
    private final long from;
    private final long now;
    private final List<Known.From> standings = new ArrayList<>();
    private final PastOutages outages;
    private long since;
    private boolean servedAtFirst;

    private Hindsight(Rules rules, Slot live, long now) {
        this.rules = rules;
        this.live = live;
        this.past = live.past();
        this.now = now;
        this.from = past.judgeFrom(now);
        this.outages = new PastOutages(rules.alerts(), live.plan());
    }

    /**
     * What came of it.
     *
     * @param since from when on {@code outages} are all there were
     * @param outages long enough to have been told, had all come in time, or not: more of it may make them so
     * @param fresh those of them that are known by late data only: they lie, at least in part, where what is now known is not what was said, or before them
     *     nobody knew that the place had ever been served
     * @param news null when what is now known is what was said
     */
    public record Judged(long since, List<PastOutage> outages, List<PastOutage> fresh, @Nullable News news) {}

    /**
     * What is not as it was said.
     *
     * @param from first moment at which what is now known differs from what was said
     * @param to until when
     * @param standings the first at {@code from}
     */
    public record News(long from, long to, List<Revision.At> standings) {}

    /** Judges what waits, at a tick. Null when it cannot be judged. */
    public static @Nullable Judged judge(Rules rules, Slot live, long now) {
        return new Hindsight(rules, live, now).judge();
    }

    private @Nullable Judged judge() {
        Judgement slot = start();
        if (slot == null || from >= now) {
            past.settled(now, 0);
            return null;
        }
        silence(slot, now + 1);
        outages.end(slot, now);
        boolean agrees = Agreement.holds(rules, slot, live, now);
        News news = compared();
        List<PastOutage> fresh = outages.all().stream()
                .filter(outage -> (news != null && outage.meets(news.from(), news.to())) || !wasServedBefore(outage))
                .toList();
        if (news != null) {
            past.revise(
                    news.from(),
                    news.to(),
                    news.standings().stream()
                            .map(at -> new Known.From(at.at(), at.standing()))
                            .toList());
        }
        past.settled(now, agrees ? 0 : Math.max(1, Math.min(live.lastSampleAt(), now)));
        return new Judged(since, outages.all(), fresh, news);
    }

    /** As it was said so far. */
    private boolean wasServedBefore(PastOutage outage) {
        return servedAtFirst
                || past.known().within(0, outage.start()).stream()
                        .anyMatch(change -> change.standing().isServed());
    }

    /** The slot with every sample up to now, from the earliest of them: an outage that began before what is late is known whole. Null when nobody knows where it stood before. */
    private @Nullable Judgement start() {
        List<Piece> pieces = past.pieces();
        int first = 0;
        while (first < pieces.size() && !mayBegin(pieces.get(first))) {
            first++;
        }
        first = first < pieces.size() ? first : -1;
        if (first < 0 && past.base().length == 0) {
            return null;
        }
        byte[] bytes = first < 0 ? past.base() : pieces.get(first).footing;
        if (bytes == null) {
            return null;
        }
        Footing footing = Footing.of(bytes);
        Judgement slot = new Judgement(live.plan(), footing);
        long begin = first < 0 ? 0 : pieces.get(first).footingAt;
        fill(slot, begin, footing.levelGood());
        outages.begin(slot);
        servedAtFirst = slot.everServed();
        since = first < 0 && !pieces.isEmpty() ? pieces.get(0).start() : begin;
        standings.add(new Known.From(begin, slot.standing()));
        for (Piece piece : pieces.subList(Math.max(0, first), pieces.size())) {
            again(slot, piece, begin);
        }
        return slot;
    }

    private boolean mayBegin(Piece piece) {
        return piece.footing != null && piece.footingAt <= past.waitingFrom();
    }

    private void fill(Judgement slot, long begin, boolean levelGood) {
        for (Piece piece : past.pieces()) {
            for (int i = piece.firstFrom(begin - live.plan().longMs()); i < piece.size && piece.at(i) < begin; i++) {
                slot.windows.fill(piece.at(i), piece.codes[i], levelGood);
            }
        }
    }

    private void again(Judgement slot, Piece piece, long begin) {
        for (int i = piece.firstFrom(begin); i < piece.size && piece.at(i) <= now; i++) {
            long at = piece.at(i);
            silence(slot, at);
            if (i == 0 && at > begin) {
                piece.stands(slot.footing().toBytes(), at);
            }
            int code = piece.codes[i];
            if (PastCode.test(code) != PastCode.NO_TEST) {
                slot.tested(at, PastCode.test(code) == PastCode.TEST_FAILED);
            }
            Standing before = slot.standing();
            String rule = slot.take(rules, at, code, true, 0, (byte) 0);
            piece.judged(i, slot.tookGood());
            if (!rule.isEmpty()) {
                changed(slot, before, at);
            }
        }
    }

    /** The ticks before {@code time} that found it silent; readings of a tick's own moment come before it. */
    private void silence(Judgement slot, long time) {
        long last = slot.lastSampleAt();
        long tick = -Math.floorDiv(-(last + live.plan().staleMs()), MINUTE_MS) * MINUTE_MS;
        if (last != 0 && tick < time) {
            Standing before = slot.standing();
            if (slot.tick(tick)) {
                changed(slot, before, tick);
            }
        }
    }

    private void changed(Judgement slot, Standing before, long at) {
        Known.add(standings, new Known.From(at, slot.standing()));
        outages.changed(slot, before, at);
    }

    /** The part of [from, now) in which the two differ. */
    private @Nullable News compared() {
        List<Known.From> is = within(from, now);
        List<Known.From> was = past.known().within(from, now);
        long first = firstDifference(is, was);
        if (first < 0) {
            return null;
        }
        long last = lastDifference(is, was);
        List<Revision.At> right = within(first, last).stream()
                .map(change -> new Revision.At(change.at(), change.standing()))
                .toList();
        return new News(first, last, right);
    }

    private List<Known.From> within(long begin, long end) {
        List<Known.From> found = new ArrayList<>();
        Standing standing = Standing.UNKNOWN;
        for (Known.From change : standings) {
            if (change.at() <= begin) {
                standing = change.standing();
            }
        }
        found.add(new Known.From(begin, standing));
        for (Known.From change : standings) {
            if (change.at() > begin && change.at() < end) {
                Known.add(found, change);
            }
        }
        return found;
    }

    private static long firstDifference(List<Known.From> is, List<Known.From> was) {
        for (int i = 0; i < Math.min(is.size(), was.size()); i++) {
            if (!is.get(i).equals(was.get(i))) {
                return Math.min(is.get(i).at(), was.get(i).at());
            }
        }
        if (is.size() == was.size()) {
            return -1;
        }
        return is.size() > was.size()
                ? is.get(was.size()).at()
                : was.get(is.size()).at();
    }

    /** From the later of the last changes on they agree, if they came to the same; else they differ until now. */
    private long lastDifference(List<Known.From> is, List<Known.From> was) {
        int i = is.size() - 1;
        int w = was.size() - 1;
        if (is.get(i).standing() != was.get(w).standing()) {
            return now;
        }
        while (i > 0 && w > 0 && is.get(i).equals(was.get(w))) {
            i--;
            w--;
            if (is.get(i).standing() != was.get(w).standing()) {
                return is.get(i + 1).at();
            }
        }
        return Math.max(is.get(i).at(), was.get(w).at());
    }
}
