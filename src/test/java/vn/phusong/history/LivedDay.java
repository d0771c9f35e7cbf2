package vn.phusong.history;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
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

/**
 * Some hours of a small province as the server itself would take them in: the real engine judges, and the journal gets what it would. By a formula, so
 * every run is the same but for its end. What happens where is told at {@link SmallProvince}.
 */
public final class LivedDay {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long BEFORE_TICK_MS = 5_000;

    /** Takes one event with what it caused; {@code engine} is as it was right after. */
    public interface Taker {
        void take(Event event, Effects effects, Engine engine) throws Exception;
    }

    private final SmallProvince province = new SmallProvince();
    private final Engine engine = new Engine(SampleRules.DEFAULT);
    private final Taker taker;
    private final long end;
    // Of the minute that is lived.
    private List<Reading> said = new ArrayList<>();

    private LivedDay(long end, Taker taker) {
        this.end = end;
        this.taker = taker;
    }

    /** Lives {@code hours} until {@code end}, a whole minute. */
    public static void live(long end, int hours, Taker taker) throws Exception {
        LivedDay day = new LivedDay(end, taker);
        long start = end - hours * HOUR;
        day.step(new Event.RegistryChanged(start - MINUTE, day.province.change()));
        for (long now = start; now <= end; now += MINUTE) {
            day.minute(now);
        }
    }

    private void minute(long now) throws Exception {
        said = new ArrayList<>();
        for (int v = 0; v < SmallProvince.VILLAGES; v++) {
            if (SmallProvince.isMeasured(v)) {
                probe(v, now);
            }
            for (int n = 0; v < SmallProvince.LIT && n < SmallProvince.LINES; n++) {
                line(v, n, now);
            }
        }
        if (Math.floorMod(now, 10 * MINUTE) == 0) {
            say("olt-1", "olt-1", now, new DeviceEvent(EventKind.HEARTBEAT, ""));
        }
        if (!said.isEmpty()) {
            readings(now);
        }
        step(new Event.Tick(now));
    }

    private void readings(long now) throws Exception {
        Effects effects = engine.step(new Event.Readings(now - BEFORE_TICK_MS, said));
        List<Reading> committed = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            if (effects.outcomes().get(i) == Outcome.COMMITTED) {
                committed.add(said.get(i));
            }
        }
        Effects kept = new Effects(
                effects.standings(),
                effects.incidents(),
                effects.owed(),
                effects.rollups(),
                effects.outcomes().stream()
                        .filter(it -> it == Outcome.COMMITTED)
                        .toList());
        taker.take(new Event.Readings(now - BEFORE_TICK_MS, committed), kept, engine);
    }

    private void step(Event event) throws Exception {
        taker.take(event, engine.step(event), engine);
    }

    private long hoursToEnd(long now) {
        return Math.floorDiv(end - now, HOUR);
    }

    private void say(String device, String reporter, long now, Content content) {
        sayLate(device, reporter, now, now, content);
    }

    private void sayLate(String device, String reporter, long then, long now, Content content) {
        said.add(new Reading(device, reporter, then - BEFORE_TICK_MS, now - BEFORE_TICK_MS, -1, content));
    }

    private void probe(int v, long now) {
        if (Math.floorMod(now, 5 * MINUTE) != v % 5 * MINUTE) {
            return;
        }
        String probe = SmallProvince.probe(v);
        long left = hoursToEnd(now);
        if (v == 2 && left == 5) {
            return;
        }
        if (v == 2 && left == 4 && Math.floorMod(now, HOUR) < 10 * MINUTE) {
            for (long then = now - HOUR; then < now; then += 5 * MINUTE) {
                sayLate(probe, probe, then, now, sample(v, then));
            }
        }
        say(probe, probe, now, sample(v, now));
        if (left == 7 && v % 3 == 1 && Math.floorMod(now, HOUR) < 5 * MINUTE) {
            say(probe, probe, now, new DeviceEvent(EventKind.MAINS_LOST, "mains_lost"));
        }
    }

    private Mobile sample(int v, long at) {
        List<Radio> radio = new ArrayList<>();
        for (int o = 0; o < SmallProvince.PLMNS.size(); o++) {
            radio.add(radio(SmallProvince.PLMNS.get(o), v, o, at));
        }
        int tested = (int) Math.floorMod(at / (5 * MINUTE), 6L);
        ActiveTest test = tested < SmallProvince.PLMNS.size()
                ? new ActiveTest(SmallProvince.PLMNS.get(tested), 21.8e6 + 1e5 * v, 6e6, 0.04 + v / 1e3, 0)
                : null;
        return new Mobile(radio, test, PowerSource.MAINS);
    }

    private Radio radio(String plmn, int v, int operator, long at) {
        boolean isOut = v == 4
                ? hoursToEnd(at) < 8
                : v == 1 ? hoursToEnd(at) >= 6 && hoursToEnd(at) < 9 : v == 5 && operator == 1;
        if (isOut) {
            return new Radio(plmn, null, Rat.NONE, Registration.SEARCHING, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
        }
        // Told from the end, so that it does not hang on the hour of the day how things stand there.
        if (Math.floorMod(hoursToEnd(at) + v + 6, 12L) == 0) {
            Levels levels = new Levels(Float.NaN, Float.NaN, Float.NaN, Float.NaN, -88 - v, -9);
            return new Radio(plmn, plmn, Rat.UMTS, Registration.HOME, levels, Levels.ABSENT, -1, 1, "51234");
        }
        boolean isWeak = v == 3 && Math.floorMod(at / (5 * MINUTE), 5L) == 0;
        float rsrp = (isWeak ? -121 : -85 - operator) - v / 2f - Math.floorMod(at / MINUTE, 7L) / 4f;
        Levels levels = new Levels(rsrp, -9.5f, 12 - v / 2f, Float.NaN, Float.NaN, Float.NaN);
        return new Radio(plmn, plmn, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, 9, 3, "1187331");
    }

    private void line(int v, int n, long now) {
        String ont = SmallProvince.ont(v, n);
        long left = hoursToEnd(now);
        boolean isTurn = Math.floorMod(now, 15 * MINUTE) == (v + n) % 15 * MINUTE;
        if (v == 1 && left >= 2 && left < 4) {
            cut(ont, n, now, left == 3);
        } else if (v == 0 && n == 1 && left < 6) {
            // Silent for an hour, then its backlog, one word late, and silent again.
            if (left == 4 && Math.floorMod(now, HOUR) == 0) {
                sayLate(ont, "olt-1", now - HOUR, now, light(v, n, now, true));
            }
        } else if (v == 2 && n == 2 && left < 7) {
            // Went for good with nothing but a word of its collector; then says itself that it is off.
            if (left == 6 && Math.floorMod(now, HOUR) == 0) {
                say(ont, "olt-1", now, new DeviceEvent(EventKind.OFFLINE, "offline"));
            }
        } else if (v == 2 && n == 3 && left < 7) {
            if (left == 6 && Math.floorMod(now, HOUR) == 0) {
                say(ont, ont, now, new DeviceEvent(EventKind.OFFLINE, "offline"));
            }
        } else if (isTurn) {
            say(ont, "olt-1", now, light(v, n, now, n > 0));
        }
    }

    /** All lines of the village at once, some with their last gasp; an hour and a bit later they come back one by one. */
    private void cut(String ont, int n, long now, boolean isFirstHour) {
        if (isFirstHour && Math.floorMod(now, HOUR) == n % 3 * MINUTE) {
            EventKind kind = n % 4 == 0 ? EventKind.DYING_GASP : EventKind.LOS;
            say(ont, "olt-1", now, new DeviceEvent(kind, kind.word()));
        }
        if (!isFirstHour && Math.floorMod(now, HOUR) == (20 + n) * MINUTE) {
            say(ont, "olt-1", now, new DeviceEvent(EventKind.LOS_CLEAR, "los_clear"));
        }
    }

    private static Fibre light(int v, int n, long at, boolean isUp) {
        float rx = -17 - n - v % 3 - Math.floorMod(at / HOUR, 4L) / 2f;
        return new Fibre(isUp ? rx : Float.NaN, isUp ? 2.3f : Float.NaN, isUp ? OnuState.O5 : OnuState.O1, !isUp);
    }
}
