package vn.phusong.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.phusong.simulate.LineVoice.State;

/** All fibre lines: collectors tell every minute what their lines said in it, lines on their own speak for themselves. */
final class LineFolk {
    /** The wire allows no more in one array. */
    static final int MOST_IN_ARRAY = 500;

    private final Province province;
    private final Lines lines;
    private final LineVoice voice;
    private final Rota collectors;
    private final Rota own;

    // The thread that advances the world only.
    private final State[] known;
    private final long[] told;

    /** One element of an array: a reading, or an event when it has a name. */
    private record Saying(int line, long at, String event) {}

    LineFolk(Province province, Faults faults, long seed, long startMs) {
        this.province = province;
        this.lines = province.lines();
        this.voice = new LineVoice(lines, faults);
        this.collectors = new Rota(
                IntStream.range(0, province.collectors().size()).toArray(),
                i -> province.collectors().get(i).intervalMs(),
                i -> Noise.mix(seed, Noise.key(province.collectors().get(i).id())));
        // Its own line is looked at every minute too: a last word cannot wait for the next reading.
        this.own = new Rota(lines.own(), i -> 60_000, lines::key);
        this.known = new State[lines.count()];
        this.told = new long[lines.count()];
        for (int line = 0; line < known.length; line++) {
            known[line] = voice.state(line, startMs);
            told[line] = startMs;
        }
    }

    void speak(long after, long until, Mouth mouth) {
        collectors.due(after, until, (i, at) -> collect(i, at, mouth));
        own.due(after, until, (line, at) -> turn(line, at, mouth));
    }

    private void collect(int collector, long at, Mouth mouth) {
        List<Saying> events = new ArrayList<>();
        List<Saying> readings = new ArrayList<>();
        for (int line : lines.of(collector)) {
            listen(line, at, events, readings);
        }
        int link = province.collectorLink(collector);
        send(link, Topic.EVENT, at, events, mouth);
        send(link, Topic.TELEMETRY, at, readings, mouth);
        if (events.isEmpty() && readings.isEmpty()) {
            mouth.say(link, Topic.TELEMETRY, at, new byte[] {'[', ']'}, 0);
        }
    }

    /** What this line has to say of (told, at]. */
    private void listen(int line, long at, List<Saying> events, List<Saying> readings) {
        State now = voice.state(line, at);
        long changed = at;
        if (now != known[line]) {
            changed = voice.changedAt(line, now, told[line], at);
            events.add(new Saying(line, changed, voice.event(line, known[line], now)));
        }
        long interval = lines.intervalMs(line);
        long phase = Rota.phaseMs(lines.key(line), interval);
        long due = Math.floorDiv(at - phase, interval) * interval + phase;
        boolean wasUpThen = due >= changed ? now == State.UP : known[line] == State.UP;
        if (due > told[line] && due <= at && (now == known[line] ? now == State.UP : wasUpThen)) {
            readings.add(new Saying(line, due, ""));
        }
        known[line] = now;
        told[line] = at;
    }

    private void send(int link, Topic topic, long at, List<Saying> sayings, Mouth mouth) {
        for (int begin = 0; begin < sayings.size(); begin += MOST_IN_ARRAY) {
            List<Saying> part = sayings.subList(begin, Math.min(sayings.size(), begin + MOST_IN_ARRAY));
            byte[] array = Wire.json(json -> {
                json.writeStartArray();
                for (Saying saying : part) {
                    write(json, saying, true);
                }
                json.writeEndArray();
            });
            mouth.say(link, topic, at, array, part.size());
        }
    }

    private void turn(int line, long at, Mouth mouth) {
        List<Saying> events = new ArrayList<>();
        List<Saying> readings = new ArrayList<>();
        boolean wasUp = known[line] == State.UP;
        listen(line, at, events, readings);
        boolean isUp = known[line] == State.UP;
        int link = lines.link(line);
        if (isUp && !wasUp) {
            mouth.reach(link, true);
        }
        for (Saying saying : readings) {
            mouth.say(link, Topic.TELEMETRY, at, Wire.json(json -> write(json, saying, false)), 1);
        }
        for (Saying saying : events) {
            // Nobody hears an ONT whose fibre is cut; a last word is sent while the capacitor lasts.
            if (!"los".equals(saying.event())) {
                mouth.say(link, Topic.EVENT, at, Wire.json(json -> write(json, saying, false)), 1);
            }
        }
        if (!isUp && wasUp) {
            mouth.reach(link, false);
        }
    }

    private void write(JsonGenerator json, Saying saying, boolean isCollected) throws IOException {
        if (saying.event().isEmpty()) {
            voice.writeReading(json, saying.line(), isCollected, saying.at());
        } else {
            voice.writeEvent(json, saying.line(), isCollected, saying.at(), saying.event());
        }
    }
}
