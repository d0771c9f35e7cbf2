package vn.phusong.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a fibre line is at one moment, and what is said of it. A function of the moment, the seed and the faults only. */
final class LineVoice {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final double NIGHT_OWLS = 0.12;

    /** Why a line is up or down. */
    enum State {
        UP,
        NIGHT,
        POWER,
        CUT
    }

    private final Lines lines;
    private final Faults faults;

    LineVoice(Lines lines, Faults faults) {
        this.lines = lines;
        this.faults = faults;
    }

    State state(int line, long at) {
        if (downSince(faults.latest(FaultKind.PON, lines.pon(line)), line, at, 4_000, 60_000)) {
            return State.CUT;
        }
        if (downSince(faults.latest(FaultKind.DROP, line), line, at, 4_000, 60_000)) {
            return State.CUT;
        }
        if (downSince(faults.latest(FaultKind.POWER, lines.village(line)), line, at, 8_000, 120_000)) {
            return State.POWER;
        }
        return isSwitchedOff(line, at) ? State.NIGHT : State.UP;
    }

    /** Lines go within seconds of the fault and come back within a minute or two of its end, each at its own moment. */
    private boolean downSince(@Nullable Fault fault, int line, long at, int goesMs, int returnsMs) {
        return fault != null
                && at >= fault.from() + Noise.whole(lines.key(line), fault.key(), goesMs)
                && at < fault.to() + 15_000 + Noise.whole(lines.key(line), fault.key() + 1, returnsMs);
    }

    /** Some households switch the ONT off when they go to bed, between ten and midnight, and on when they rise, between five and half past six. */
    private boolean isSwitchedOff(int line, long at) {
        if (Noise.unit(lines.key(line), 5) >= NIGHT_OWLS) {
            return false;
        }
        long time = Wire.timeOfDay(at);
        long day = Wire.day(at);
        long off = 22 * HOUR + Noise.whole(lines.key(line), 2 * day, (int) (2 * HOUR) - 60_000);
        long on = 5 * HOUR + Noise.whole(lines.key(line), 2 * day + 1, (int) (3 * HOUR / 2));
        return time >= off || time < on;
    }

    /** The moment in (after, at] at which the line came into the state it has at {@code at}, to the second. */
    long changedAt(int line, State now, long after, long at) {
        long low = Math.max(after, at - DAY);
        long high = at;
        while (high - low > 1000) {
            long middle = (low + high) / 2;
            if (state(line, middle) == now) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The event a change of state is told by. Of the ONTs that lose power together only some manage a last word. */
    String event(int line, State before, State now) {
        return switch (now) {
            case UP -> before == State.CUT ? "los_clear" : "online";
            case CUT -> "los";
            case NIGHT -> Noise.unit(lines.key(line), 6) < 0.9 ? "dying_gasp" : "los";
            case POWER -> {
                Fault cut = faults.latest(FaultKind.POWER, lines.village(line));
                double heard = cut == null ? 1 : 0.72 + 0.16 * Noise.unit(cut.key(), 3);
                yield Noise.unit(lines.key(line), 7) < heard ? "dying_gasp" : "los";
            }
        };
    }

    void writeEvent(JsonGenerator json, int line, boolean isCollected, long at, String event) throws IOException {
        begin(json, line, isCollected, at);
        json.writeStringField("event", event);
        json.writeEndObject();
    }

    void writeReading(JsonGenerator json, int line, boolean isCollected, long at) throws IOException {
        begin(json, line, isCollected, at);
        double rx = lines.rxDbm(line) + 0.15 * Noise.wave(lines.key(line), at, 3 * HOUR);
        json.writeObjectFieldStart("fibre");
        json.writeNumberField("rx", Wire.round(rx, 0.01));
        json.writeNumberField("tx", Wire.round(2.1 + 1.7 * Noise.unit(lines.key(line), 8), 0.01));
        json.writeStringField("state", "O5");
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A collector names the device it speaks for. */
    private void begin(JsonGenerator json, int line, boolean isCollected, long at) throws IOException {
        json.writeStartObject();
        if (isCollected) {
            json.writeStringField("dev", lines.id(line));
        }
        json.writeNumberField("seq", Math.floorMod(Math.floorDiv(at, lines.intervalMs(line)), 1_000_000L));
        json.writeStringField("t", Wire.time(at));
    }
}
