package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** All the records of one pack about one device and instant, on their way to readings. One thread. */
final class SenmlGroup {
    private final Dropped dropped;
    private final Set<String> said = new HashSet<>();
    private final Map<String, RadioDraft> slots = new LinkedHashMap<>();
    private final Map<String, Integer> firstOfSlot = new LinkedHashMap<>();
    private final Map<String, double[]> tests = new LinkedHashMap<>();
    private final List<DeviceEvent> events = new ArrayList<>(0);
    private double rx = Double.NaN;
    private double tx = Double.NaN;
    private @Nullable String onuState;
    private @Nullable PowerSource power;

    SenmlGroup(Dropped dropped) {
        this.dropped = dropped;
    }

    /** Takes one record in; says why it cannot be, or null. */
    @Nullable
    Refusal take(SenmlName name, SenmlRecord record, int index) {
        String plmn = name.plmn();
        if (!said.add(plmn + "/" + name.quantity())) {
            return new Refusal(RefusalReason.SENML, "two values of " + record.name() + " at one time");
        }
        return plmn == null ? line(name.quantity(), record) : slot(plmn, name.quantity(), record, index);
    }

    private @Nullable Refusal line(String quantity, SenmlRecord record) {
        String unit = record.unit();
        switch (quantity) {
            case "opt/rx" -> {
                return number(record, SenmlUnits.dbm(record.number(), unit, dropped), value -> rx = value);
            }
            case "opt/tx" -> {
                return number(record, SenmlUnits.dbm(record.number(), unit, dropped), value -> tx = value);
            }
            case "onu/state" -> onuState = record.text();
            case "alarm/los" -> alarm(record, EventKind.LOS, EventKind.LOS_CLEAR);
            case "alarm/dying-gasp" -> alarm(record, EventKind.DYING_GASP, null);
            case "power/mains" -> power = Boolean.TRUE.equals(record.truth()) ? PowerSource.MAINS : PowerSource.BATTERY;
            default -> {
                return SenmlWords.isOfSlot(quantity)
                        ? new Refusal(
                                RefusalReason.MISSING_FIELD, record.name() + " needs the plmn of its slot before it")
                        : ignored();
            }
        }
        boolean isText = quantity.equals("onu/state");
        return isText == (record.text() != null) && isText != (record.truth() != null)
                ? null
                : SenmlWords.wrongType(record, isText ? "vs" : "vb");
    }

    private void alarm(SenmlRecord record, EventKind raised, @Nullable EventKind cleared) {
        if (record.truth() == null) {
            return;
        }
        EventKind kind = record.truth() ? raised : cleared;
        if (kind != null) {
            events.add(new DeviceEvent(kind, kind.word()));
        }
    }

    private @Nullable Refusal slot(String plmn, String quantity, SenmlRecord record, int index) {
        Refusal bad = RadioDraft.plmnProblem(plmn);
        if (bad != null) {
            return bad;
        }
        if (quantity.startsWith("test/")) {
            return test(plmn, quantity, record);
        }
        if (!SenmlWords.isOfSlot(quantity)) {
            return ignored();
        }
        if (!slots.containsKey(plmn) && slots.size() == RadioDraft.MOST_SLOTS) {
            return new Refusal(
                    RefusalReason.TOO_LARGE, "at most " + RadioDraft.MOST_SLOTS + " slots of one device at one time");
        }
        RadioDraft known = slots.get(plmn);
        RadioDraft draft = known == null ? new RadioDraft() : known;
        draft.plmn = plmn;
        Refusal refusal = quantity.startsWith("net/")
                ? SenmlWords.net(draft, quantity, record)
                : SenmlWords.level(draft, quantity, record, dropped);
        // A slot begins with its first good record: a bad one is refused once, not again for the slot it could not
        // begin.
        if (known == null && refusal == null) {
            slots.put(plmn, draft);
            firstOfSlot.put(plmn, index);
        }
        return refusal;
    }

    private @Nullable Refusal test(String plmn, String quantity, SenmlRecord record) {
        double value = record.number();
        String unit = record.unit();
        int place = List.of("test/dl", "test/ul", "test/rtt", "test/loss").indexOf(quantity);
        double normal =
                switch (place) {
                    case 0, 1 -> SenmlUnits.bitPerS(value, unit);
                    case 2 -> SenmlUnits.seconds(value, unit);
                    case 3 -> SenmlUnits.ratio(value, unit, dropped);
                    default -> Double.NaN;
                };
        if (place < 0) {
            return ignored();
        }
        return number(record, normal, kept -> {
            double[] test =
                    tests.computeIfAbsent(plmn, first -> new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
            test[place] = kept;
        });
    }

    static @Nullable Refusal number(SenmlRecord record, double normal, DoubleConsumer place) {
        if (Double.isNaN(record.number())) {
            return SenmlWords.wrongType(record, "v");
        }
        if (Double.isNaN(normal)) {
            return new Refusal(
                    RefusalReason.SENML,
                    "unit " + JsonFields.cut(String.valueOf(record.unit())) + " does not fit " + record.name());
        }
        place.accept(normal);
        return null;
    }

    private @Nullable Refusal ignored() {
        dropped.add("senml:unknown_name");
        return null;
    }

    /** What the group says; slots that say too little become refusals at the place of their first record. */
    List<Content> contents(List<Decoded.Refused> refused) {
        List<Content> contents = new ArrayList<>(2);
        boolean hasLine = !Double.isNaN(rx) || !Double.isNaN(tx) || onuState != null;
        mobile(refused, hasLine, contents);
        if (hasLine) {
            Fibre fibre = NativeWords.fibre(rx, tx, onuState, dropped);
            contents.add(fibre);
            // Light alone is no service: the state told of the same instant is the word on the line.
            events.removeIf(event -> event.what() == EventKind.LOS_CLEAR && !fibre.isUp());
        }
        contents.addAll(events);
        return contents;
    }

    private void mobile(List<Decoded.Refused> refused, boolean hasLine, List<Content> contents) {
        List<Radio> radio = new ArrayList<>(slots.size());
        slots.forEach((plmn, draft) -> {
            if (draft.registration == null && draft.hasLevels()) {
                draft.registration = Registration.HOME;
            }
            Refusal problem = draft.problem();
            if (problem == null) {
                radio.add(draft.finish(dropped));
            } else {
                refused.add(new Decoded.Refused(firstOfSlot.getOrDefault(plmn, 0), problem));
            }
        });
        List<ActiveTest> told = new ArrayList<>(tests.size());
        tests.forEach((plmn, values) -> told.add(new ActiveTest(
                plmn,
                Ranges.bitPerS(values[0], "dl", dropped),
                Ranges.bitPerS(values[1], "ul", dropped),
                Ranges.rttS(values[2], dropped),
                Ranges.lossRatio(values[3], dropped))));
        if (power != null && hasLine && radio.isEmpty()) {
            // A terminal has no place for what feeds it; its alarms tell.
            dropped.add("power");
            power = null;
        }
        if (!radio.isEmpty() || !told.isEmpty() || power != null) {
            contents.add(new Mobile(radio, told.isEmpty() ? null : told.get(0), power));
        }
        for (int i = 1; i < told.size(); i++) {
            contents.add(new Mobile(List.of(), told.get(i), null));
        }
    }
}
