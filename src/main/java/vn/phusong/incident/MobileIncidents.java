package vn.phusong.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Signal;

/** The incidents of villages that lost mobile service together, each a row, with the count of those each place ever had. Watch loop only. */
public final class MobileIncidents {
    private static final String COUNT = "#";

    /** Open, or closed so lately that they may be opened again, by id. */
    private final Map<String, MobileCase> cases = new TreeMap<>();

    private final MobileOwners owners = new MobileOwners();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final TreeSet<String> dirty = new TreeSet<>();

    /** Moves the members it is of, by {@link MobileMembers#key}. */
    void signal(String key, Signal signal) {
        dirty.addAll(owners.signal(key, signal));
    }

    /** A whole village may have left. */
    void left(Signal signal) {
        if (signal.what() == Signal.What.LEFT) {
            left(signal.village(), signal.at());
        }
    }

    /** A person closed or re-opened one of them. */
    void acted(Act act, long now, Telling telling) {
        MobileCase each = cases.get(act.subject());
        if (each != null) {
            each.acted(act, now, telling);
            dirty.add(each.id());
            owners.relist(each);
        }
    }

    private void left(String village, long at) {
        for (MobileCase each : cases.values()) {
            if (each.members().leaves(village, at)) {
                dirty.add(each.id());
                if (each.isByHand()) {
                    owners.relist(each);
                }
            }
        }
    }

    /** Whether its outage is told with an incident that is open. */
    boolean isOpen(String key, long now) {
        return openOwner(key, now) != null;
    }

    /** The incident it is told with, null when with none. */
    @Nullable
    String ownerId(String key, long now) {
        if (owners.isEmpty()) {
            return null;
        }
        MobileCase owner = owner(key, now);
        return owner == null ? null : owner.id();
    }

    /** Whether no outage is told with any. */
    boolean isEmpty() {
        return owners.isEmpty();
    }

    @Nullable
    MobileCase owner(String key, long now) {
        return owners.of(key, now);
    }

    @Nullable
    MobileCase openOwner(String key, long now) {
        MobileCase owner = owner(key, now);
        return owner != null && owner.isFree() ? owner : null;
    }

    /** Time went by: what is over is closed; who is due is placed, and told. */
    void tick(Round round, boolean mayOpen, Map<String, VillageIncidents> active) {
        for (MobileCase each : cases.values()) {
            if (!each.isQuiet()) {
                dirty.add(each.id());
            }
            each.follow(round);
            release(round, each);
        }
        if (mayOpen) {
            new Placing(this, round).place(active);
            cases.values().forEach(each -> each.tell(round));
        }
        for (MobileCase past : List.copyOf(cases.values())) {
            if (past.isPast(round.rules(), round.now())) {
                forget(past);
            }
        }
    }

    /** One that joined another is told for itself again when that one closed, if it still is out. */
    private void release(Round round, MobileCase each) {
        Incident newest = each.newest();
        String parent = newest == null ? null : newest.scope().parent();
        if (newest != null && newest.isOpen() && parent != null) {
            MobileCase above = cases.get(parent);
            Incident told = above == null ? null : above.newest();
            boolean isOver = told == null
                    || (!told.isOpen() && !ByHand.isHeld(told) && round.now() - told.at() >= Joining.AFTER_MS);
            if (isOver) {
                each.joins(round, null);
            }
        }
    }

    Collection<MobileCase> all() {
        return cases.values();
    }

    void take(MobileCase into, Collection<Children.Child> children, int watched) {
        boolean isNew = !into.isOn();
        if (isNew) {
            owners.unlist(into);
        }
        into.take(children, watched);
        if (isNew) {
            owners.list(into);
        }
        children.forEach(child -> owners.list(child.key(), into));
        dirty.add(into.id());
    }

    /** A new one: nothing is told of it before it has taken somebody. */
    MobileCase open(Quorum level, String place) {
        String prefix = place + '-' + level.letter;
        int count = counts.merge(prefix, 1, Integer::sum);
        dirty.add(COUNT + prefix);
        MobileCase opened = new MobileCase(prefix + count, level, place);
        cases.put(opened.id(), opened);
        return opened;
    }

    private void forget(MobileCase past) {
        owners.unlist(past);
        cases.remove(past.id());
        dirty.add(past.id());
    }

    List<Incident> open() {
        List<Incident> open = new ArrayList<>();
        for (MobileCase each : cases.values()) {
            Incident newest = each.newest();
            if (newest != null && newest.isOpen()) {
                open.add(newest);
            }
        }
        return open;
    }

    /** Gives every row that changed since the last call, by key; an empty one is gone. */
    public void takeDirty(BiConsumer<String, byte[]> row) {
        for (String key : dirty) {
            row.accept(key, bytes(key));
        }
        dirty.clear();
    }

    public void all(BiConsumer<String, byte[]> row) {
        counts.keySet().forEach(prefix -> row.accept(COUNT + prefix, bytes(COUNT + prefix)));
        cases.keySet().forEach(id -> row.accept(id, bytes(id)));
    }

    public void restore(String key, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (key.startsWith(COUNT)) {
                counts.put(key.substring(COUNT.length()), in.readInt());
                return;
            }
            MobileCase read = MobileCase.read(in, key);
            cases.put(key, read);
            owners.list(read);
        } catch (IOException e) {
            throw new UncheckedIOException("incident row " + key + " cannot be read", e);
        }
    }

    private byte[] bytes(String key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        MobileCase each = cases.get(key);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (key.startsWith(COUNT)) {
                out.writeInt(counts.getOrDefault(key.substring(COUNT.length()), 0));
            } else if (each != null) {
                each.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
