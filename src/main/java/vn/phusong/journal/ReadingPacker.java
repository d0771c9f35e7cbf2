package vn.phusong.journal;

import java.util.List;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;

/**
 * Writes a batch of readings, format 1: what is alike lies together (shapes, names, times, values), so that compression finds it. Exact and deterministic:
 * {@link ReadingUnpacker} gives equal readings back. One thread at a time.
 */
final class ReadingPacker {
    static final int MOBILE = 0;
    static final int FIBRE = 1;
    static final int EVENT = 2;
    static final int KIND_BITS = 3;
    /** The device spoke for itself. */
    static final int OWN_VOICE = 4;

    static final int TEST = 8;
    static final int NO_LIGHT = 8;
    static final int POWER_SHIFT = 4;
    static final int NR_LEG = 128;
    /** Room for eight technologies beside sixteen registrations. */
    static final int RATS = 8;

    private final Dictionary dictionary = new Dictionary();
    private final Packer shapes = new Packer();
    private final Packer names = new Packer();
    private final Packer times = new Packer();
    private final Packer values = new Packer();
    private final Packer others = new Packer();
    private final Packer whole = new Packer();

    byte[] pack(List<Reading> readings) {
        return pack(readings, List.of());
    }

    /** What was spurned stands at the end, and only if there is any. */
    byte[] pack(List<Reading> readings, List<Spurned> spurned) {
        dictionary.clear();
        shapes.clear();
        names.clear();
        times.clear();
        values.clear();
        long receivedAt = 0;
        long seq = 0;
        for (Reading reading : readings) {
            times.signed(reading.receivedAt() - receivedAt).signed(reading.receivedAt() - reading.claimedAt());
            times.signed(reading.seq() - seq);
            receivedAt = reading.receivedAt();
            seq = reading.seq();
            pack(reading);
        }
        others.clear();
        for (Spurned one : spurned) {
            RefusalReason reason = one.reason();
            others.count(dictionary.number(one.device()));
            others.count(reason == null ? 0 : Choices.REASON.number(reason) + 1);
            others.signed(receivedAt - one.at()).signed(one.seq());
        }
        whole.clear().count(readings.size());
        dictionary.pack(whole);
        whole.part(shapes).part(names).part(times).part(values);
        return spurned.isEmpty()
                ? whole.toBytes()
                : whole.count(spurned.size()).part(others).toBytes();
    }

    private void pack(Reading reading) {
        boolean own = reading.reporter().equals(reading.device());
        names.count(dictionary.number(reading.device()));
        if (!own) {
            names.count(dictionary.number(reading.reporter()));
        }
        int voice = own ? OWN_VOICE : 0;
        Object done = reading.content()
                .match(mobile -> mobile(mobile, voice), fibre -> fibre(fibre, voice), event -> event(event, voice));
        assert done == values;
    }

    private Packer mobile(Mobile mobile, int voice) {
        ActiveTest test = mobile.test();
        int power = mobile.power() == null ? 0 : Choices.POWER.number(mobile.power()) + 1;
        shapes.add(MOBILE | voice | (test == null ? 0 : TEST) | power << POWER_SHIFT)
                .count(mobile.radio().size());
        for (Radio radio : mobile.radio()) {
            radio(radio);
        }
        if (test != null) {
            names.count(dictionary.number(test.plmn()));
            values.quantity(test.downBitPerS()).quantity(test.upBitPerS());
            values.quantity(test.rttS()).quantity(test.lossRatio());
        }
        return values;
    }

    private void radio(Radio radio) {
        boolean leg = !radio.nr().isAbsent();
        int told = Choices.RAT.number(radio.rat()) + RATS * Choices.REGISTRATION.number(radio.registration());
        shapes.add(told + (leg ? NR_LEG : 0));
        names.count(dictionary.number(radio.plmn()));
        names.count(dictionary.number(radio.serving())).count(dictionary.number(radio.cell()));
        levels(radio.levels());
        if (leg) {
            levels(radio.nr());
        }
        values.signed(radio.cqi()).signed(radio.band());
    }

    private void levels(Levels levels) {
        float[] all = {
            levels.rsrpDbm(), levels.rsrqDb(), levels.sinrDb(), levels.rssiDbm(), levels.rscpDbm(), levels.ecnoDb()
        };
        int present = 0;
        for (int i = 0; i < all.length; i++) {
            if (!Float.isNaN(all[i])) {
                present |= 1 << i;
                values.level(all[i]);
            }
        }
        shapes.add(present);
    }

    private Packer fibre(Fibre fibre, int voice) {
        shapes.add(FIBRE
                | voice
                | (fibre.noLight() ? NO_LIGHT : 0)
                | Choices.ONU_STATE.number(fibre.state()) << POWER_SHIFT);
        return values.level(fibre.rxDbm()).level(fibre.txDbm());
    }

    private Packer event(DeviceEvent event, int voice) {
        shapes.add(EVENT | voice | Choices.EVENT_KIND.number(event.what()) << POWER_SHIFT);
        names.count(dictionary.number(event.name()));
        return values;
    }
}
