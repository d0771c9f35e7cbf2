package vn.phusong.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import vn.phusong.reading.PowerSource;

/** What a probe measures and says at one moment: every SIM's radio, at times an active test. A function of the moment, the seed and the faults only. */
final class ProbeVoice {
    private static final long MINUTE = 60_000;
    private static final int TEST_EVERY = 5;
    private static final int SPEED_TEST_EVERY = 24;
    private static final int MOST_SWING_DB = 6;
    /** Above this level some SIMs are on 5G, anchored on LTE. */
    private static final double NEAR_DBM = -80;

    private static final double MOST_SUNK_DB = 70;
    /** Below this a SIM finds no network. */
    private static final double LOST_DBM = -124;

    private static final double FAINT_DBM = -111;

    private final Traces traces;
    private final Faults faults;

    ProbeVoice(Traces traces, Faults faults) {
        this.traces = traces;
        this.faults = faults;
    }

    /** @param count of the probe's turns, which says what it does in this one */
    byte[] reading(Probe probe, long count, long at, PowerSource now) {
        return Wire.json(json -> {
            json.writeStartObject();
            json.writeNumberField("seq", Math.floorMod(count, 1_000_000L));
            writeTime(json, probe.key(), clock(probe, at));
            json.writeArrayFieldStart("radio");
            for (Slot slot : probe.slots()) {
                if (isRefused(probe, slot, at)) {
                    writeRefused(json, slot);
                } else {
                    writeRadio(json, slot, at);
                }
            }
            json.writeEndArray();
            if (Math.floorMod(count, TEST_EVERY) == 0 && !probe.slots().isEmpty()) {
                long turn = Math.floorDiv(count, TEST_EVERY);
                Slot tested =
                        probe.slots().get(Math.floorMod(turn, probe.slots().size()));
                if (!isRefused(probe, tested, at)) {
                    writeTest(json, tested, turn, at);
                }
            }
            json.writeStringField("power", now.name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        });
    }

    /** Firmwares differ: most write RFC 3339, some seconds, some milliseconds. */
    static void writeTime(JsonGenerator json, long key, long at) throws IOException {
        switch (Noise.whole(key, 21, 10)) {
            case 0 -> json.writeNumberField("t", at / 1000);
            case 1 -> json.writeNumberField("t", at);
            default -> json.writeStringField("t", Wire.time(at));
        }
    }

    /** What the probe takes for the time. */
    private long clock(Probe probe, long at) {
        Fault jump = faults.latest(FaultKind.CLOCK, probe.link());
        if (jump == null || !jump.holdsAt(at)) {
            return at;
        }
        return switch (Noise.whole(jump.key(), 5, 3)) {
            case 0 -> at + 7 * 60 * MINUTE;
            case 1 -> at - jump.from();
            default -> at - 25 * MINUTE;
        };
    }

    private boolean isRefused(Probe probe, Slot slot, long at) {
        Fault refusal = faults.latest(FaultKind.SIM, probe.link());
        return refusal != null && refusal.holdsAt(at) && slot.operator().equals(refusal.operator());
    }

    private static void writeRefused(JsonGenerator json, Slot slot) throws IOException {
        json.writeStartObject();
        json.writeStringField("plmn", slot.plmn());
        json.writeStringField("rat", "none");
        json.writeStringField("reg", "denied");
        json.writeEndObject();
    }

    private void writeRadio(JsonGenerator json, Slot slot, long at) throws IOException {
        json.writeStartObject();
        json.writeStringField("plmn", slot.plmn());
        if (isOut(slot, at)) {
            json.writeStringField("rat", "none");
            json.writeStringField("reg", Noise.unit(slot.key(), at / MINUTE) < 0.2 ? "none" : "searching");
        } else if (slot.strength() == Strength.GSM_ONLY) {
            json.writeStringField("rat", "GSM");
            json.writeStringField("reg", "home");
            json.writeNumberField("rssi", Math.round(-88 + 3 * Noise.wave(slot.key(), at, 20 * MINUTE)));
        } else {
            writeLevels(json, slot, at);
        }
        json.writeEndObject();
    }

    private boolean isOut(Slot slot, long at) {
        return slot.strength() == Strength.ABSENT
                || faults.isDown(slot, at)
                || (slot.strength() != Strength.GSM_ONLY && slot.baseDbm() - sunkDb(slot, at) < LOST_DBM);
    }

    private void writeLevels(JsonGenerator json, Slot slot, long at) throws IOException {
        double rsrp = rsrpDbm(slot, at);
        double rsrq = isFading(slot, at) ? -16 : rsrqDb(slot, rsrp, at);
        double sinr = isFading(slot, at) ? -7 : sinrDb(slot, rsrp, at);
        boolean isNr = slot.baseDbm() > NEAR_DBM && Noise.unit(slot.key(), 9) < 0.25;
        json.writeStringField("rat", isNr ? "NR-NSA" : "LTE");
        json.writeStringField("reg", "home");
        json.writeNumberField("rsrp", Math.round(rsrp));
        json.writeNumberField("rsrq", Wire.round(rsrq, 0.5));
        json.writeNumberField("sinr", Wire.round(sinr, 0.5));
        json.writeStringField("cell", slot.cell());
        if (isNr) {
            json.writeObjectFieldStart("nr");
            json.writeNumberField("rsrp", Math.round(rsrp - 6));
            json.writeNumberField("rsrq", Wire.round(Math.max(-15, rsrq - 1), 0.5));
            json.writeNumberField("sinr", Wire.round(sinr, 0.5));
            json.writeEndObject();
        }
    }

    /** The level wanders with the hours and the minutes, and trembles as one real test trembled. */
    double rsrpDbm(Slot slot, long at) {
        if (isFading(slot, at)) {
            return -116 + Noise.gauss(slot.key(), at / MINUTE) - sunkDb(slot, at);
        }
        long block = Math.floorDiv(at, 20 * MINUTE);
        int tremble = traces.walkDb((int) Noise.mix(slot.key(), block), (int) Math.floorMod(at / MINUTE, 20L));
        double swing = 1.2 * Noise.wave(slot.key(), at, 6 * 60 * MINUTE)
                + Noise.wave(slot.key() + 1, at, 25 * MINUTE)
                + tremble;
        return Math.max(
                -139,
                Math.min(
                        -45,
                        slot.baseDbm() - sunkDb(slot, at) + Math.max(-MOST_SWING_DB, Math.min(MOST_SWING_DB, swing))));
    }

    /** How much its station has lost: evenly until the fault ends, so that every level is below the threshold long before. */
    private double sunkDb(Slot slot, long at) {
        Fault fade = faults.latest(FaultKind.FADE, slot.station().index());
        return fade == null || !fade.holdsAt(at)
                ? 0
                : MOST_SUNK_DB * (at - fade.from()) / (double) (fade.to() - fade.from());
    }

    /** A weak SIM is below the threshold three minutes of every ten, at a place in the ten that changes. */
    private static boolean isFading(Slot slot, long at) {
        if (slot.strength() != Strength.WEAK) {
            return false;
        }
        long minute = Math.floorDiv(at, MINUTE);
        int begin = Noise.whole(slot.key(), Math.floorDiv(minute, 10L), 8);
        int now = (int) Math.floorMod(minute, 10L);
        return now >= begin && now < begin + 3;
    }

    private double rsrqDb(Slot slot, double rsrp, long at) {
        double measured = traces.rsrqDb(rsrp, Noise.share(slot.key() + 2, at, 12 * MINUTE));
        return Math.max(-17, Math.min(-3, measured - 1.5 * eveningLoad(at)));
    }

    private double sinrDb(Slot slot, double rsrp, long at) {
        double measured = traces.sinrDb(rsrp, Noise.share(slot.key() + 3, at, 12 * MINUTE));
        return Math.max(-3, Math.min(30, measured - 4 * eveningLoad(at)));
    }

    /** 0 in the small hours, 1 at eight in the evening, when everybody is at home and online. */
    static double eveningLoad(long at) {
        double hours = Wire.timeOfDay(at) / 3_600_000.0;
        double fromEvening = Math.min(Math.abs(hours - 20), 24 - Math.abs(hours - 20));
        return 0.15 + 0.85 * Math.max(0, 1 - fromEvening / 5) - (hours < 5 ? 0.15 : 0);
    }

    private void writeTest(JsonGenerator json, Slot slot, long turn, long at) throws IOException {
        boolean isTooFaint = slot.baseDbm() - sunkDb(slot, at) < FAINT_DBM;
        if (isOut(slot, at) || slot.strength() == Strength.GSM_ONLY || isFading(slot, at) || isTooFaint) {
            return;
        }
        boolean isSlow = faults.holds(FaultKind.SLOW, slot.station().index(), at);
        double dice = Noise.unit(slot.key() + 4, at / MINUTE);
        json.writeObjectFieldStart("test");
        json.writeStringField("plmn", slot.plmn());
        if (isSlow) {
            json.writeNumberField("dl", Math.round(200_000 + 1_300_000 * dice));
            json.writeNumberField("ul", Math.round(60_000 + 300_000 * dice));
        } else if (Math.floorMod(turn, SPEED_TEST_EVERY) < 3) {
            // Measured where people live, 95 % and more of the tests in this region beat 5 Mbit/s; the traces' worst
            // third does not.
            double share = 0.40 + 0.55 * dice - 0.08 * eveningLoad(at);
            double down = Math.max(6_000_000, traces.downBitPerS(slot.baseDbm(), share));
            json.writeNumberField("dl", Math.round(down));
            json.writeNumberField("ul", Math.round(Math.max(1_500_000, down * (0.25 + 0.3 * dice))));
        }
        double rtt = isSlow ? 0.45 + 0.8 * dice : 0.028 + 0.03 * dice + 0.04 * eveningLoad(at) * dice;
        json.writeNumberField("rtt", Wire.round(rtt, 0.001));
        json.writeNumberField("loss", isSlow ? Wire.round(0.06 + 0.15 * dice, 0.01) : dice > 0.96 ? 0.01 : 0.0);
        json.writeEndObject();
    }
}
