package vn.phusong.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
    /** By village and operator; never gone through in its order. */
    private final Map<String, List<Owned>> byMember = new HashMap<>();

    private final Map<String, Integer> counts = new TreeMap<>();
    private final TreeSet<String> dirty = new TreeSet<>();

    /** One incident an outage is told with, and the outage as it knows it. */
    private record Owned(MobileCase by, MobileMember member) {}

    /** Moves the members it is of. */
    void signal(Signal signal) {
        String operator = signal.operator();
        if (operator == null) {
            if (signal.what() == Signal.What.LEFT) {
                left(signal.village(), signal.at());
            }
            return;
        }
        String key = MobileMembers.key(signal.village(), operator);
        for (Owned each : byMember.getOrDefault(key, List.of())) {
            if (signal.what() == Signal.What.STANDING) {
                each.member().stands(signal);
            } else if (signal.what() == Signal.What.LEFT) {
                each.member().leave(signal.at());
            }
            dirty.add(each.by().id());
        }
    }

    private void left(String village, long at) {
        for (MobileCase each : cases.values()) {
            if (each.members().leaves(village, at)) {
                dirty.add(each.id());
            }
        }
    }

    /** Whether its outage is told with an incident that is open. */
    boolean isOpen(String village, String operator, long now) {
        return openOwner(MobileMembers.key(village, operator), now) != null;
    }

    /** The incident it is told with, null when with none. */
    @Nullable
    String owner(String village, String operator, long now) {
        if (byMember.isEmpty()) {
            return null;
        }
        MobileCase owner = owner(MobileMembers.key(village, operator), now);
        return owner == null ? null : owner.id();
    }

    @Nullable
    MobileCase owner(String key, long now) {
        MobileCase found = null;
        for (Owned each : byMember.getOrDefault(key, List.of())) {
            boolean isTold = each.member().isOut() && each.by().isTelling(now);
            if (isTold && (found == null || (each.by().isFree() && !found.isFree()))) {
                found = each.by();
            }
        }
        return found;
    }

    @Nullable
    MobileCase openOwner(String key, long now) {
        MobileCase owner = owner(key, now);
        return owner != null && owner.isFree() ? owner : null;
    }

    /** Time went by: what is over is closed; who is due is placed, and told. */
    void tick(Round round, boolean mayOpen, Collection<String> active) {
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
            boolean isOver = told == null || (!told.isOpen() && round.now() - told.at() >= Joining.AFTER_MS);
            if (isOver) {
                each.joins(round, null);
            }
        }
    }

    Collection<MobileCase> all() {
        return cases.values();
    }

    void take(MobileCase into, Collection<Children.Child> children, int watched) {
        if (!into.isOn()) {
            unlist(into);
        }
        into.take(children, watched);
        children.forEach(child -> list(child.key(), into));
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

    private void list(String key, MobileCase each) {
        List<Owned> list = byMember.computeIfAbsent(key, k -> new ArrayList<>(1));
        list.removeIf(owned -> owned.by() == each);
        MobileMember member = each.members().get(key);
        if (member != null) {
            list.add(new Owned(each, member));
        }
    }

    private void unlist(MobileCase each) {
        for (String key : each.members().keys()) {
            List<Owned> list = byMember.get(key);
            if (list != null && list.removeIf(owned -> owned.by() == each) && list.isEmpty()) {
                byMember.remove(key);
            }
        }
    }

    private void forget(MobileCase past) {
        unlist(past);
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
            read.members().keys().forEach(member -> list(member, read));
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
