package vn.phusong.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Severity;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** A small world by seed: five villages, so few devices and minutes that everything collides. Equal seeds, equal journals. */
final class SmallWorld implements Roster {
    static final long START = 1_772_326_800_000L; // 2026-03-01T08:00+07:00
    static final long MINUTE = 60_000L;
    private static final List<Standing> LIKELY =
            List.of(Standing.UNKNOWN, Standing.COVERED, Standing.DEGRADED, Standing.UNCOVERED);
    private static final String[] PLMNS = {"45204", "45202", "45201"};

    @Override
    public @Nullable String village(String device, long at) {
        String number = device.substring(device.indexOf('-') + 1);
        return device.startsWith("olt") ? null : "gn-" + Integer.parseInt(number) % 5;
    }

    @Override
    public @Nullable String operator(String plmn) {
        return switch (plmn) {
            case "45204" -> "viettel";
            case "45202" -> "vinaphone";
            default -> null;
        };
    }

    static RememberedJournal journal(long seed, int entries) {
        Random random = new Random(seed);
        RememberedJournal journal = new RememberedJournal();
        Standing[] standings = new Standing[5];
        int[] revisions = new int[5];
        for (int i = 0; i < entries; i++) {
            long now = START + i * (MINUTE / 4);
            if (i % 4 == 3) {
                journal.add(new Event.Tick(now), effects(random, now, standings, revisions));
            } else {
                List<Reading> readings = new ArrayList<>();
                for (int n = random.nextInt(30); n >= 0; n--) {
                    readings.add(reading(random, now));
                }
                List<Outcome> outcomes = Collections.nCopies(readings.size(), Outcome.COMMITTED);
                journal.add(
                        new Event.Readings(now, readings),
                        new Effects(List.of(), List.of(), List.of(), List.of(), outcomes));
            }
        }
        return journal;
    }

    /** Now and then hours late, and often the same again. */
    private static Reading reading(Random random, long now) {
        long late = random.nextInt(10) == 0 ? random.nextInt(72 * 60) : random.nextInt(3);
        long claimed = now / MINUTE * MINUTE - late * MINUTE;
        return switch (random.nextInt(4)) {
            case 0 -> fibre("ont-" + random.nextInt(9), claimed, now, -20 - random.nextInt(8), random.nextInt(9) > 0);
            case 1 -> event("ont-" + random.nextInt(9), claimed, now, EventKind.DYING_GASP);
            default -> mobile("probe-" + random.nextInt(6), claimed, now, -80 - random.nextInt(40));
        };
    }

    static Reading mobile(String device, long claimed, long received, float rsrp) {
        List<Radio> radio = new ArrayList<>();
        for (String plmn : PLMNS) {
            radio.add(radio(plmn, rsrp));
        }
        ActiveTest test = rsrp < -100 ? null : new ActiveTest("45204", 21.8e6, Double.NaN, 0.041, 0);
        return new Reading(device, device, claimed, received, 1, new Mobile(radio, test, PowerSource.MAINS));
    }

    static Radio radio(String plmn, float rsrp) {
        Levels levels = new Levels(rsrp, -11.5f, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        return new Radio(plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, 3, "1187331");
    }

    static Radio noService(String plmn) {
        return new Radio(plmn, null, Rat.NONE, Registration.SEARCHING, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
    }

    static Reading fibre(String device, long claimed, long received, float rx, boolean up) {
        Fibre content = new Fibre(up ? rx : Float.NaN, 2.3f, up ? OnuState.O5 : OnuState.O1, !up);
        return new Reading(device, "olt-1", claimed, received, -1, content);
    }

    static Reading event(String device, long claimed, long received, EventKind what) {
        return new Reading(device, device, claimed, received, -1, new DeviceEvent(what, what.word()));
    }

    private static Effects effects(Random random, long now, Standing[] standings, int[] revisions) {
        List<StandingChange> changes = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        List<Rollup> rollups = new ArrayList<>();
        for (int v = 0; v < 5; v++) {
            Standing was = standings[v] == null ? Standing.UNKNOWN : standings[v];
            Standing next = LIKELY.get(random.nextInt(LIKELY.size()));
            if (was != next) {
                standings[v] = next;
                changes.add(new StandingChange("mobile", "gn-" + v, null, null, was, next, now, "enter"));
                String operator = random.nextBoolean() ? "viettel" : null;
                changes.add(new StandingChange("mobile", "gn-" + v, "p" + v, operator, was, next, now, "hard"));
            }
            if (random.nextInt(4) == 0) {
                incidents.add(incident("gn-" + v, ++revisions[v], now));
            }
            rollups.add(new Rollup("gn-" + v, "viettel", now / 300_000 * 300_000, random.nextInt(5), 1, 2, -97, 1));
        }
        return new Effects(changes, incidents, List.of(), rollups, List.of());
    }

    static Incident incident(String village, int revision, long at) {
        boolean closed = revision % 3 == 0;
        return new Incident(
                village + "-m1",
                revision,
                closed ? IncidentState.CLOSED : revision % 3 == 1 ? IncidentState.OPENED : IncidentState.UPDATED,
                at,
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.5,
                new Incident.Span(at - 30 * MINUTE, at, closed ? at : -1),
                new Incident.Scope(village, null, 1, 43, List.of("viettel"), null),
                Incident.Marks.NONE,
                List.of());
    }
}
