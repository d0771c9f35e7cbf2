package vn.phusong.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;

/** All probes: who is due, who has power, who has a way to us, and who talks nonsense. */
final class ProbeFolk {
    private static final int MOST_MINUTES_DARK = 3;

    private final Province province;
    private final Faults faults;
    private final ProbeVoice voice;
    private final Rota rota;
    private final long swayMs;

    // The thread that advances the world only.
    private final boolean[] onBattery;
    private final boolean[] away;
    private final boolean[] refused;

    /** @param swayMs a probe measures at most so much before or after its turn */
    ProbeFolk(Province province, Faults faults, long seed, long swayMs) {
        this.province = province;
        this.swayMs = swayMs;
        this.faults = faults;
        this.voice = new ProbeVoice(province.traces(), faults);
        int n = province.probes().size();
        this.rota = new Rota(
                IntStream.range(0, n).toArray(),
                i -> province.probes().get(i).intervalMs(),
                i -> Noise.mix(seed, Noise.key(province.probes().get(i).id())));
        this.onBattery = new boolean[n];
        this.away = new boolean[n];
        this.refused = new boolean[n];
    }

    void speak(long after, long until, Mouth mouth) {
        rota.due(after, until, (i, at) -> turn(i, at, mouth));
    }

    private void turn(int number, long due, Mouth mouth) {
        Probe probe = province.probes().get(number);
        long at = due + sway(probe, due);
        boolean isDark = isDark(probe, at);
        boolean isAway = isDark
                || faults.holds(FaultKind.OFFLINE, probe.link(), at)
                || faults.holds(FaultKind.FLOOD, province.commune(probe.village()), at);
        if (isAway != away[number]) {
            away[number] = isAway;
            mouth.reach(probe.link(), !isAway);
        }
        if (isDark || faults.holds(FaultKind.SILENT, probe.link(), at)) {
            return;
        }
        tellRefusal(number, probe, at, mouth);
        PowerSource feeds = tellPower(number, probe, at, mouth);
        long count = Math.floorDiv(due, probe.intervalMs());
        byte[] reading = voice.reading(probe, count, at, feeds);
        boolean isNonsense = faults.holds(FaultKind.BAD_PAYLOAD, probe.link(), at) && count % 3 == 0;
        byte[] said = isNonsense ? Nonsense.bytes(probe.key(), count, reading) : reading;
        mouth.say(probe.link(), Topic.TELEMETRY, Math.max(due, at), said, 1);
    }

    private long sway(Probe probe, long due) {
        return swayMs == 0 ? 0 : Noise.whole(probe.key() + 5, due, (int) (2 * swayMs + 1)) - swayMs;
    }

    /** The network tells a SIM that it is suspended, and the probe tells us; once served again it is online. */
    private void tellRefusal(int number, Probe probe, long at, Mouth mouth) {
        boolean isRefused = faults.holds(FaultKind.SIM, probe.link(), at);
        if (isRefused != refused[number]) {
            refused[number] = isRefused;
            String event = isRefused ? "sim_suspended" : "online";
            mouth.say(probe.link(), Topic.EVENT, at, Wire.json(json -> writeEvent(json, at, event)), 1);
        }
    }

    private PowerSource tellPower(int number, Probe probe, long at, Mouth mouth) {
        if (probe.power() == PowerSource.SOLAR) {
            return PowerSource.SOLAR;
        }
        boolean isBattery = probe.power() == PowerSource.BATTERY && faults.holds(FaultKind.POWER, probe.village(), at);
        if (isBattery != onBattery[number]) {
            onBattery[number] = isBattery;
            Fault cut = faults.latest(FaultKind.POWER, probe.village());
            long changed = cut == null ? at : isBattery ? cut.from() : cut.to();
            mouth.say(
                    probe.link(),
                    Topic.EVENT,
                    at,
                    Wire.json(json -> writeEvent(json, changed, isBattery ? "mains_lost" : "mains_back")),
                    1);
        }
        return isBattery ? PowerSource.BATTERY : PowerSource.MAINS;
    }

    /** A probe on mains alone stops within minutes of a cut (a capacitor, a small UPS), and needs a minute or two to start again. */
    private boolean isDark(Probe probe, long at) {
        Fault cut = faults.latest(FaultKind.POWER, probe.village());
        return !Province.outlivesMains(probe.power()) && isDark(cut, probe.key(), at);
    }

    private static boolean isDark(@Nullable Fault cut, long key, long at) {
        return cut != null
                && at >= cut.from() + Noise.whole(key, cut.key(), MOST_MINUTES_DARK * 60_000)
                && at < cut.to() + 60_000 + Noise.whole(key, cut.key() + 1, 60_000);
    }

    private static void writeEvent(JsonGenerator json, long at, String event) throws IOException {
        json.writeStartObject();
        json.writeStringField("t", Wire.time(at));
        json.writeStringField("event", event);
        json.writeEndObject();
    }
}
