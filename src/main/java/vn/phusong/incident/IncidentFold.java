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
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import vn.phusong.coverage.OwnOutage;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Signal;

/**
 * The second fold: what the fold of villages said, and the ticks, in; incidents and what they owe, out. Keyed by village, by OLT for what went together
 * on its PONs, and by incident for villages that went together; never looks at a reading. Watch loop only.
 */
public final class IncidentFold {
    private final Map<String, VillageIncidents> villages = new TreeMap<>();
    // Villages a tick has to look at, in order, so that equal events give equal effects.
    private final Map<String, VillageIncidents> active = new TreeMap<>();
    private final Set<String> dirty = new TreeSet<>();
    private final NetworkIncidents network = new NetworkIncidents();
    private final OwnOutages own = new OwnOutages();
    private final MobileIncidents mobile = new MobileIncidents();

    public void signal(Rules rules, Signal signal, Telling telling) {
        String village = signal.village();
        VillageIncidents incidents = villages.computeIfAbsent(village, VillageIncidents::new);
        String operator = signal.operator();
        OperatorWatch watch = operator == null ? null : incidents.operators().get(operator);
        long since = watch == null ? 0 : watch.start;
        String key = watch == null ? MobileMembers.key(village, String.valueOf(operator)) : watch.key;
        boolean goesOn = watch != null && mobile.isOpen(key, signal.at());
        incidents.signal(rules.alerts(), signal, telling);
        if (operator == null) {
            mobile.left(signal);
        } else {
            mobile.signal(key, signal);
        }
        // Out again after nobody saw it for a while: the incident it is told with never closed.
        if (watch != null && goesOn && signal.what() == Signal.What.STANDING) {
            watch.start = since;
        }
        dirty.add(village);
        if (incidents.isActive()) {
            active.put(village, incidents);
        }
    }

    public void signal(Rules rules, PonSignal signal, Telling telling) {
        network.signal(rules.alerts(), signal, telling);
    }

    /** That we ourselves could not see. */
    public void own(OwnOutage said, Telling telling) {
        own.take(said, telling);
    }

    /** What is said of the network, with rows of its own. */
    public NetworkIncidents network() {
        return network;
    }

    /** What is said of villages that lost mobile service together, with rows of its own. */
    public MobileIncidents mobile() {
        return mobile;
    }

    /** A person closed an incident or re-opened it; of one that nobody knows or that is so already, nothing becomes of it. */
    public void acted(Act act, long now, Telling telling) {
        String id = act.subject();
        String place = id.substring(0, Math.max(0, id.lastIndexOf('-')));
        network.acted(act, place, now, telling);
        mobile.acted(act, now, telling);
        VillageIncidents incidents = villages.get(place);
        if (incidents != null) {
            incidents.acted(act, now, telling);
            dirty.add(place);
        }
    }

    /**
     * Time went by: parents first, so that their children join them unsaid.
     *
     * @param mayOpen false during the grace after our own absence: nothing is opened or raised
     * @param places what is known of the villages now
     */
    public void tick(Rules rules, long now, boolean mayOpen, Places places, Telling telling) {
        network.tick(rules.alerts(), now, mayOpen, telling);
        Joining joining = network.joining(now);
        mobile.tick(new Round(rules.alerts(), now, places, villages, telling), mayOpen, active);
        boolean isNobodyTold = mobile.isEmpty();
        active.entrySet().removeIf(entry -> {
            String village = entry.getKey();
            VillageIncidents incidents = entry.getValue();
            if (isNobodyTold && incidents.isOnlyWaiting(rules.alerts(), now)) {
                return false;
            }
            Due due = new Due(rules.alerts(), now, joining, key -> mobile.ownerId(key, now));
            incidents.tick(due, mayOpen, places.households(village), telling);
            dirty.add(village);
            return !incidents.isActive();
        });
    }

    /**
     * Outages that late data shows, each an incident of its own past: marked, closed at once, owing nobody anything; moved or withdrawn when more of it says so.
     *
     * @param households of a village, −1 when not told
     */
    public void late(
            Rules rules, List<LateOutages> outages, long now, ToIntFunction<String> households, Telling telling) {
        Map<String, List<LateOutages>> byVillage = new TreeMap<>();
        outages.forEach(outage -> byVillage
                .computeIfAbsent(outage.village(), village -> new ArrayList<>())
                .add(outage));
        byVillage.forEach((village, found) -> {
            if (!villages.containsKey(village)
                    && found.stream().allMatch(one -> one.news().isEmpty())) {
                return;
            }
            VillageIncidents incidents = villages.computeIfAbsent(village, VillageIncidents::new);
            incidents.late(rules.alerts(), found, now, households.applyAsInt(village), telling);
            dirty.add(village);
        });
    }

    /** Every incident that is not closed: about ourselves, of the networks, then in the order of village, mobile first. */
    public List<Incident> open() {
        List<Incident> open = new ArrayList<>();
        Incident ours = own.open();
        if (ours != null) {
            open.add(ours);
        }
        open.addAll(network.open());
        open.addAll(mobile.open());
        active.values().forEach(incidents -> incidents.collectOpen(open));
        return open;
    }

    /** Gives every row that changed since the last call, by village. */
    public void takeDirty(BiConsumer<String, byte[]> row) {
        for (String village : dirty) {
            row.accept(village, bytes(village));
        }
        dirty.clear();
    }

    public void all(BiConsumer<String, byte[]> row) {
        for (String village : villages.keySet()) {
            row.accept(village, bytes(village));
        }
    }

    public void restore(String village, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            VillageIncidents incidents = VillageIncidents.read(in, village);
            villages.put(village, incidents);
            if (incidents.isActive()) {
                active.put(village, incidents);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("incident row of village " + village + " cannot be read", e);
        }
    }

    /** Gives the row of what is said about ourselves, if it changed since the last call. */
    public void takeDirtyOwn(Consumer<byte[]> row) {
        if (own.takeDirty()) {
            row.accept(ownBytes());
        }
    }

    public byte[] ownBytes() {
        return bytes(own::write);
    }

    public void restoreOwn(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            own.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the row of our own outages cannot be read", e);
        }
    }

    private byte[] bytes(String village) {
        VillageIncidents incidents = villages.get(village);
        return incidents == null ? new byte[0] : bytes(incidents::write);
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
