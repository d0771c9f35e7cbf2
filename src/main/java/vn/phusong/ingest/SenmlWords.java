package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The names a SIM slot may have in SenML, and what each does to a {@link RadioDraft}. */
final class SenmlWords {
    private SenmlWords() {}

    static boolean isOfSlot(String quantity) {
        return switch (quantity) {
            case "lte/rsrp", "lte/rsrq", "lte/sinr", "lte/rssi", "umts/rscp", "umts/ecno" -> true;
            case "nr/ss-rsrp", "nr/ss-rsrq", "nr/ss-sinr" -> true;
            case "net/rat", "net/reg", "net/serving", "net/cell", "net/band", "net/cqi" -> true;
            default -> false;
        };
    }

    static Refusal wrongType(SenmlRecord record, String wanted) {
        return new Refusal(RefusalReason.WRONG_TYPE, record.name() + " needs its value in " + wanted);
    }

    static @Nullable Refusal level(RadioDraft draft, String quantity, SenmlRecord record, Dropped dropped) {
        double value = record.number();
        String unit = record.unit();
        RawLevels lte = draft.levels;
        return switch (quantity) {
            case "lte/rsrp" -> SenmlGroup.number(record, SenmlUnits.dbm(value, unit, dropped), v -> lte.rsrp = v);
            case "lte/rssi" -> SenmlGroup.number(record, SenmlUnits.dbm(value, unit, dropped), v -> lte.rssi = v);
            case "lte/rsrq" -> SenmlGroup.number(record, SenmlUnits.db(value, unit, dropped), v -> lte.rsrq = v);
            case "lte/sinr" -> SenmlGroup.number(record, SenmlUnits.db(value, unit, dropped), v -> lte.sinr = v);
            case "umts/rscp" -> SenmlGroup.number(record, SenmlUnits.dbm(value, unit, dropped), v -> lte.rscp = v);
            case "umts/ecno" -> SenmlGroup.number(record, SenmlUnits.db(value, unit, dropped), v -> lte.ecno = v);
            case "nr/ss-rsrp" ->
                SenmlGroup.number(record, SenmlUnits.dbm(value, unit, dropped), v -> draft.nrLeg().rsrp = v);
            case "nr/ss-rsrq" ->
                SenmlGroup.number(record, SenmlUnits.db(value, unit, dropped), v -> draft.nrLeg().rsrq = v);
            case "nr/ss-sinr" ->
                SenmlGroup.number(record, SenmlUnits.db(value, unit, dropped), v -> draft.nrLeg().sinr = v);
            default -> throw new IllegalArgumentException("not a level: " + quantity);
        };
    }

    static @Nullable Refusal net(RadioDraft draft, String quantity, SenmlRecord record) {
        double number = SenmlUnits.plain(record.number(), record.unit());
        return switch (quantity) {
            case "net/cqi" -> SenmlGroup.number(record, number, v -> draft.cqi = v);
            case "net/band" -> SenmlGroup.number(record, number, v -> draft.band = v);
            default -> text(draft, quantity, record);
        };
    }

    private static @Nullable Refusal text(RadioDraft draft, String quantity, SenmlRecord record) {
        String word = record.text();
        if (word == null) {
            return wrongType(record, "vs");
        }
        switch (quantity) {
            case "net/serving" -> draft.serving = word;
            case "net/cell" -> draft.cell = word;
            case "net/rat" -> draft.rat = RadioDraft.rat(word);
            default -> draft.registration = RadioDraft.registration(word);
        }
        boolean isUnknown = (quantity.equals("net/rat") && draft.rat == null)
                || (quantity.equals("net/reg") && draft.registration == null);
        return isUnknown
                ? new Refusal(
                        RefusalReason.UNKNOWN_VALUE, record.name() + " has no value \"" + JsonFields.cut(word) + '"')
                : null;
    }
}
