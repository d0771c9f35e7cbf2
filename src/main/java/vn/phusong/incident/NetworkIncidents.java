package vn.phusong.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;

/** The incidents of every OLT, each a row. Watch loop only. */
public final class NetworkIncidents {
    private final Map<String, OltIncidents> olts = new TreeMap<>();
    // OLTs a tick has to look at, in order, so that equal events give equal effects.
    private final Set<String> active = new TreeSet<>();
    private final Set<String> dirty = new TreeSet<>();

    void signal(Rules.Alerts rules, PonSignal signal, Telling telling) {
        String olt = signal.pon().olt();
        boolean isOver = signal.what() == PonSignal.What.BACK || signal.what() == PonSignal.What.LEFT;
        if (isOver && !olts.containsKey(olt)) {
            return;
        }
        olts.computeIfAbsent(olt, OltIncidents::new).signal(rules, signal, telling);
        dirty.add(olt);
        active.add(olt);
    }

    void tick(Rules.Alerts rules, long now, boolean mayOpen, Telling telling) {
        for (String name : List.copyOf(active)) {
            OltIncidents olt = olts.get(name);
            if (olt != null) {
                olt.tick(rules, now, mayOpen, telling);
                dirty.add(name);
                if (!olt.isActive()) {
                    active.remove(name);
                }
            }
        }
    }

    /** A person closed or re-opened one of them. */
    void acted(Act act, String olt, long now, Telling telling) {
        OltIncidents of = olts.get(olt);
        if (of != null) {
            of.acted(act, now, telling);
            dirty.add(olt);
        }
    }

    Joining joining(long now) {
        return new Joining(collected(), now);
    }

    List<Incident> open() {
        return collected().stream().filter(Incident::isOpen).toList();
    }

    private List<Incident> collected() {
        List<Incident> found = new ArrayList<>();
        for (String name : active) {
            OltIncidents olt = olts.get(name);
            if (olt != null) {
                olt.collect(found);
            }
        }
        return found;
    }

    /** Gives every row that changed since the last call, by OLT. */
    public void takeDirty(BiConsumer<String, byte[]> row) {
        for (String olt : dirty) {
            row.accept(olt, bytes(olt));
        }
        dirty.clear();
    }

    public void all(BiConsumer<String, byte[]> row) {
        for (String olt : olts.keySet()) {
            row.accept(olt, bytes(olt));
        }
    }

    public void restore(String name, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            OltIncidents olt = OltIncidents.read(in, name);
            olts.put(name, olt);
            if (olt.isActive()) {
                active.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("incident row of OLT " + name + " cannot be read", e);
        }
    }

    private byte[] bytes(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        OltIncidents olt = olts.get(name);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (olt != null) {
                olt.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
