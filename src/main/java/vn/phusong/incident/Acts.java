package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of the care of incidents, of silences and of planned maintenance: a fold over the acts of the audit log in their order. Nothing of it is
 * kept anywhere else. Immutable.
 */
public final class Acts {
    public static final Acts NONE = new Acts(new TreeMap<>(), new TreeMap<>(), 0);

    private final Map<String, Care> cares;
    /** By id, in the order in which they were planned. */
    private final Map<String, Window> windows;

    private final int planned;

    private Acts(Map<String, Care> cares, Map<String, Window> windows, int planned) {
        this.cares = cares;
        this.windows = windows;
        this.planned = planned;
    }

    /** The fold over all of these. */
    public static Acts of(Iterable<Act> acts) {
        Map<String, Care> cares = new TreeMap<>();
        Map<String, Window> windows = new LinkedHashMap<>();
        int planned = 0;
        for (Act act : acts) {
            planned += take(act, cares, windows);
        }
        return new Acts(cares, windows, planned);
    }

    /** The same and one act more. Linear in all that is known: for acts as they come, not for a whole log. */
    public Acts with(Act act) {
        Map<String, Care> cares = new TreeMap<>(this.cares);
        Map<String, Window> windows = new LinkedHashMap<>(this.windows);
        return new Acts(cares, windows, planned + take(act, cares, windows));
    }

    private static int take(Act act, Map<String, Care> cares, Map<String, Window> windows) {
        Deed deed = act.deed();
        if (deed.isOfIncident()) {
            cares.put(
                    act.subject(), cares.getOrDefault(act.subject(), Care.NONE).with(act));
        } else if (deed.beginsWindow()) {
            windows.put(act.subject(), window(act));
            return 1;
        } else if (deed.endsWindow()) {
            windows.computeIfPresent(act.subject(), (id, window) -> ended(window, act.at()));
        }
        return 0;
    }

    private static Window window(Act act) {
        return new Window(
                act.subject(),
                act.deed() == Deed.PLAN_MAINTENANCE,
                Over.of(act.text(Act.OVER)),
                act.time(Act.START),
                act.time(Act.END),
                new Care.Word(act.at(), act.by(), act.text(Act.REASON)),
                -1);
    }

    /** The first who ends it ends it. */
    private static Window ended(Window window, long at) {
        return window.ended() >= 0
                ? window
                : new Window(
                        window.id(),
                        window.isMaintenance(),
                        window.over(),
                        window.start(),
                        window.end(),
                        window.planned(),
                        at);
    }

    /** What people did about this incident. */
    public Care care(String incident) {
        return cares.getOrDefault(incident, Care.NONE);
    }

    /** Every silence and every planned maintenance, past, present and to come, in the order in which they were planned. */
    public Collection<Window> windows() {
        return Collections.unmodifiableCollection(windows.values());
    }

    public @Nullable Window window(String id) {
        return windows.get(id);
    }

    /** The id the next window gets. */
    public String nextWindow(Deed deed) {
        return (deed == Deed.PLAN_MAINTENANCE ? "maintenance-" : "silence-") + (planned + 1);
    }

    /**
     * The windows, silences and maintenance, that together lie over all of this incident at that moment; empty when some of it lies under none, for then
     * somebody must be told. What is asked is the moment, not when the outage began: works that begin during an outage cover it from then on, and what is
     * still out when they end is told as what it is.
     */
    public List<Window> silencedBy(Incident incident, long at, Whereabouts ground) {
        return Cover.of(incident, at, ground, holding(at, false));
    }

    /** The planned works that together lie over all of this incident at that moment; empty when some of it lies under none. */
    public List<Window> maintenanceOf(Incident incident, long at, Whereabouts ground) {
        return Cover.of(incident, at, ground, holding(at, true));
    }

    /** Whether windows lie over all of a village for these operators at that moment. */
    public boolean isQuiet(String village, List<String> operators, long at, Whereabouts ground) {
        return Cover.isOver(village, operators, ground, at, holding(at, false));
    }

    private List<Window> holding(long at, boolean onlyMaintenance) {
        List<Window> found = new ArrayList<>();
        for (Window window : windows.values()) {
            if (window.holdsAt(at) && (window.isMaintenance() || !onlyMaintenance)) {
                found.add(window);
            }
        }
        return found;
    }
}
