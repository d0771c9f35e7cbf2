package vn.phusong.journal;

import static vn.phusong.journal.ReadingPacker.EVENT;
import static vn.phusong.journal.ReadingPacker.FIBRE;
import static vn.phusong.journal.ReadingPacker.KIND_BITS;
import static vn.phusong.journal.ReadingPacker.MOBILE;
import static vn.phusong.journal.ReadingPacker.NO_LIGHT;
import static vn.phusong.journal.ReadingPacker.NR_LEG;
import static vn.phusong.journal.ReadingPacker.OWN_VOICE;
import static vn.phusong.journal.ReadingPacker.POWER_SHIFT;
import static vn.phusong.journal.ReadingPacker.RATS;
import static vn.phusong.journal.ReadingPacker.TEST;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Event;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** Reads one batch that {@link ReadingPacker} wrote. */
final class ReadingUnpacker {
    private final int size;
    private final @Nullable String[] texts;
    private final Unpacker shapes;
    private final Unpacker names;
    private final Unpacker times;
    private final Unpacker values;
    private final List<Others> others;

    /** Something spurned, its time still as a distance from the last reading. */
    private record Others(String device, @Nullable RefusalReason reason, long before, long seq) {}

    private ReadingUnpacker(Unpacker in, Texts known) {
        size = in.length();
        texts = Dictionary.unpack(in, known);
        shapes = in.part();
        names = in.part();
        times = in.part();
        values = in.part();
        int more = in.isAtEnd() ? 0 : in.length();
        others = more == 0 ? List.of() : spurned(more, in.part());
    }

    /**
     * @param known texts of batches before
     * @throws Damaged when these are not the bytes of a batch
     */
    static Event.Readings unpack(long at, byte[] bytes, Texts known) {
        ReadingUnpacker one = new ReadingUnpacker(new Unpacker(bytes), known);
        List<Reading> readings = one.readings();
        long last = readings.isEmpty() ? 0 : readings.get(readings.size() - 1).receivedAt();
        List<Spurned> spurned = new ArrayList<>(one.others.size());
        for (Others other : one.others) {
            spurned.add(new Spurned(other.device(), last - other.before(), other.seq(), other.reason()));
        }
        return new Event.Readings(at, readings, spurned);
    }

    private List<Others> spurned(int count, Unpacker in) {
        List<Others> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String device = texts[in.below(texts.length)];
            int reason = in.below(Choices.REASON.size() + 1);
            if (device == null) {
                throw new Damaged("something spurned of nobody");
            }
            all.add(new Others(device, reason == 0 ? null : Choices.REASON.of(reason - 1), in.signed(), in.signed()));
        }
        return all;
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>(size);
        long receivedAt = 0;
        long seq = 0;
        for (int i = 0; i < size; i++) {
            receivedAt += times.signed();
            long claimedAt = receivedAt - times.signed();
            seq += times.signed();
            int shape = shapes.octet();
            String device = name();
            String reporter = (shape & OWN_VOICE) != 0 ? device : name();
            readings.add(new Reading(device, reporter, claimedAt, receivedAt, seq, content(shape)));
        }
        if (!shapes.isAtEnd() || !names.isAtEnd() || !times.isAtEnd() || !values.isAtEnd()) {
            throw new Damaged("more than the readings it counts");
        }
        return readings;
    }

    private Content content(int shape) {
        return switch (shape & KIND_BITS) {
            case MOBILE -> mobile(shape);
            case FIBRE -> fibre(shape);
            case EVENT -> new DeviceEvent(Choices.EVENT_KIND.of(shape >> POWER_SHIFT), name());
            default -> throw new Damaged("a reading of kind " + (shape & KIND_BITS));
        };
    }

    private Mobile mobile(int shape) {
        int slots = shapes.length();
        List<Radio> radio = new ArrayList<>(slots);
        for (int i = 0; i < slots; i++) {
            radio.add(radio());
        }
        ActiveTest test = null;
        if ((shape & TEST) != 0) {
            test = new ActiveTest(name(), values.quantity(), values.quantity(), values.quantity(), values.quantity());
        }
        int power = shape >> POWER_SHIFT;
        return new Mobile(radio, test, power == 0 ? null : Choices.POWER.of(power - 1));
    }

    private Radio radio() {
        int shape = shapes.octet();
        int told = shape & ~NR_LEG;
        String plmn = name();
        String serving = nameOrNull();
        String cell = nameOrNull();
        Levels levels = levels();
        Levels leg = (shape & NR_LEG) == 0 ? Levels.ABSENT : levels();
        Rat rat = Choices.RAT.of(told % RATS);
        Registration registration = Choices.REGISTRATION.of(told / RATS);
        return new Radio(plmn, serving, rat, registration, levels, leg, values.integer(), values.integer(), cell);
    }

    private Levels levels() {
        int present = shapes.octet();
        return new Levels(
                level(present, 0),
                level(present, 1),
                level(present, 2),
                level(present, 3),
                level(present, 4),
                level(present, 5));
    }

    private float level(int present, int bit) {
        return (present & 1 << bit) == 0 ? Float.NaN : values.level();
    }

    private Fibre fibre(int shape) {
        OnuState state = Choices.ONU_STATE.of(shape >> POWER_SHIFT);
        return new Fibre(values.level(), values.level(), state, (shape & NO_LIGHT) != 0);
    }

    private String name() {
        String name = nameOrNull();
        if (name == null) {
            throw new Damaged("a name that is missing");
        }
        return name;
    }

    private @Nullable String nameOrNull() {
        return texts[names.below(texts.length)];
    }
}
