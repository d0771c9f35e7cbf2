package vn.phusong.history;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader;
import vn.phusong.village.Registry;

/**
 * History in an InfluxDB 2 server, where Grafana finds it. Buckets and names are made when first asked and looked at again after trouble. The server has no
 * transactions: the mark of how far it is filled is written after the points, and a batch that comes again lands on itself.
 */
public final class InfluxHistory implements History {
    private final InfluxDoor door;
    private final InfluxBuckets buckets;
    private final InfluxNames names;
    private final HistorySettings settings;
    private final SetAside aside;
    private final Filling filling;
    // Guarded by this.
    private boolean isPrepared;
    private boolean isClosed;
    private volatile @Nullable InfluxMark mark;

    /**
     * What it goes by.
     *
     * @param registry of today, with the time each of its rows holds; any thread
     * @param rules of today; any thread
     * @param clock the real time, by which the server lets go of what is old
     * @param folder where the points that the server refused for good are listed
     */
    public record Ground(
            Roster roster, Supplier<Registry> registry, Supplier<Rules> rules, InstantSource clock, Path folder) {}

    public InfluxHistory(InfluxSettings to, HistorySettings settings, Ground ground) {
        this.settings = settings;
        door = new InfluxDoor(to);
        buckets = new InfluxBuckets(door, settings);
        names = new InfluxNames(to.database());
        aside = new SetAside(ground.folder());
        filling = new Filling(door, settings, ground, aside);
    }

    @Override
    public synchronized Cursor cursor() throws HistoryTrouble {
        InfluxMark now = mark();
        return new Cursor(now.position(), now.reached());
    }

    @Override
    public synchronized int apply(List<JournalReader.Entry> entries) throws HistoryTrouble {
        InfluxMark before = mark();
        List<JournalReader.Entry> fresh =
                entries.stream().filter(it -> it.position() > before.position()).toList();
        if (fresh.isEmpty()) {
            return 0;
        }
        try {
            Filling.Filled filled = filling.fill(before, fresh);
            mark = filled.mark();
            return filled.points();
        } catch (HistoryTrouble e) {
            // Perhaps somebody took a bucket away, or its name.
            isPrepared = false;
            throw e;
        }
    }

    private InfluxMark mark() throws HistoryTrouble {
        prepare();
        try {
            InfluxMark now = InfluxMark.read(door, names);
            mark = now;
            return now;
        } catch (HistoryTrouble e) {
            isPrepared = false;
            throw e;
        }
    }

    private synchronized void prepare() throws HistoryTrouble {
        if (isClosed) {
            throw new HistoryTrouble("history is closed");
        }
        if (!isPrepared) {
            buckets.prepare();
            isPrepared = true;
        }
    }

    /** Points that come again land on those that are there. */
    @Override
    public synchronized void rewind() throws HistoryTrouble {
        InfluxMark beginning = new InfluxMark(0, 0, mark().oldest());
        filling.rewind(beginning);
        mark = beginning;
    }

    /** The server itself lets go, a day or a week at a time; from now on nothing older is shown. */
    @Override
    public synchronized boolean trim(long now) throws HistoryTrouble {
        InfluxMark before = mark();
        InfluxMark after = before.letGo(now - settings.rawKeptMs());
        if (!after.equals(before)) {
            filling.write(after);
            mark = after;
        }
        return false;
    }

    @Override
    public long reachesBackTo() throws HistoryTrouble {
        return known().oldest();
    }

    /** As last read or written; what a reader sees may be a moment older. */
    private InfluxMark known() throws HistoryTrouble {
        InfluxMark known = mark;
        if (known == null) {
            synchronized (this) {
                return mark();
            }
        }
        prepare();
        return known;
    }

    @Override
    public long setAside() {
        return aside.count();
    }

    @Override
    public List<SignalSeries> samples(String village, @Nullable String operator, Span span) throws HistoryTrouble {
        return InfluxSignals.samples(door, village, operator, span, known().oldest());
    }

    @Override
    public List<FibreBucket> fibre(String village, Span span) throws HistoryTrouble {
        return InfluxSignals.fibre(door, village, span, known().oldest());
    }

    @Override
    public List<StandingSpan> standings(String village, long from, long to, long knownAt, int limit)
            throws HistoryTrouble {
        prepare();
        return InfluxVerdicts.standings(door, village, new InfluxVerdicts.Asked(from, to, knownAt, limit));
    }

    @Override
    public List<Incident> incidents(@Nullable String village, long from, long to, long knownAt, int limit)
            throws HistoryTrouble {
        prepare();
        return InfluxVerdicts.incidents(door, village, new InfluxVerdicts.Asked(from, to, knownAt, limit));
    }

    @Override
    public List<Rollup> rollups(String village, long from, long to, int limit) throws HistoryTrouble {
        prepare();
        return InfluxVerdicts.rollups(door, village, new InfluxVerdicts.Asked(from, to, TODAY, limit));
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            door.close();
        }
    }
}
