package vn.phusong.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Signal;

/**
 * Which incident of the network explains the fibre outage of a village: one of the same time that took at least half of the lines that went there. Made
 * anew for a tick, linear in the members.
 */
final class Joining {
    /** Whoever is still out so long after its parent closed is an incident of its own: five minutes to come back, five to be believed. */
    static final long AFTER_MS = 600_000;

    private static final long SAME_TIME_MS = 300_000;

    private final Map<String, List<Incident>> byVillage = new HashMap<>();

    Joining(List<Incident> network, long now) {
        for (Incident incident : network) {
            Network of = incident.scope().network();
            boolean isOn = incident.isOpen() || ByHand.isHeld(incident) || now - incident.at() < AFTER_MS;
            if (of != null && isOn) {
                of.members().forEach(member -> byVillage
                        .computeIfAbsent(member.village(), village -> new ArrayList<>(1))
                        .add(incident));
            }
        }
    }

    /** The one that took most of them; null when they went for a reason of their own. */
    @Nullable
    String parent(Signal down) {
        int explained = 0;
        int most = 0;
        String parent = null;
        for (Incident incident : byVillage.getOrDefault(down.village(), List.of())) {
            Network network = incident.scope().network();
            if (network != null && Math.abs(incident.span().start() - down.outage()) <= SAME_TIME_MS) {
                int gone = network.gone(down.village());
                explained += gone;
                if (gone > most) {
                    most = gone;
                    parent = incident.id();
                }
            }
        }
        return 2 * explained >= down.lines().gone() ? parent : null;
    }
}
