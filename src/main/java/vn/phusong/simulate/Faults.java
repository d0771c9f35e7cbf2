package vn.phusong.simulate;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest fault of each thing. A thing has one fault of a kind at a time, and a rest between two, so that every question about the present has one answer. */
final class Faults {
    private static final long REST_MS = 15 * 60_000L;

    // The thread that advances the world only.
    private final Map<FaultKind, Fault[]> latest = new EnumMap<>(FaultKind.class);

    Faults(Province province) {
        for (FaultKind kind : FaultKind.values()) {
            latest.put(kind, new Fault[things(kind, province)]);
        }
    }

    /** Whether a thing may break anew at {@code now} or later. */
    boolean isFree(FaultKind kind, int target, long now) {
        Fault before = latest(kind, target);
        return before == null || (before.to() != Long.MAX_VALUE && before.to() + REST_MS <= now);
    }

    void take(Fault fault) {
        of(fault.kind())[fault.target()] = fault;
    }

    /** The fault of this kind that was last decided for a thing: past, present or about to begin. */
    @Nullable
    Fault latest(FaultKind kind, int target) {
        return target < 0 ? null : of(kind)[target];
    }

    boolean holds(FaultKind kind, int target, long at) {
        Fault fault = latest(kind, target);
        return fault != null && fault.holdsAt(at);
    }

    /** Whether a base station sends nothing at this moment. */
    boolean isDown(Station station, long at) {
        return holds(FaultKind.MAST, station.mast(), at) || holds(FaultKind.SITE, station.index(), at);
    }

    /** Whether this SIM's base station, or the sector it is in, sends nothing. */
    boolean isDown(Slot slot, long at) {
        return isDown(slot.station(), at) || holds(FaultKind.SECTOR, slot.sector(), at);
    }

    private @Nullable Fault[] of(FaultKind kind) {
        Fault[] faults = latest.get(kind);
        if (faults == null) {
            throw new IllegalStateException("no faults of kind " + kind);
        }
        return faults;
    }

    private static int things(FaultKind kind, Province province) {
        return switch (kind) {
            case MAST -> province.stations().masts();
            case SITE, SLOW, FADE -> province.stations().all().size();
            case POWER, WHITE_SPOT, WEAK -> province.villages().size();
            case PON -> province.lines().pons();
            case SILENT, OFFLINE, BAD_PAYLOAD, SIM, CLOCK -> province.links().size();
            case SECTOR -> province.stations().sectors();
            case DROP -> province.lines().count();
            case FLOOD -> province.communes();
            case ABSENCE -> 0;
        };
    }
}
