package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** The parts of a native reading that tell of mobile networks: an element of {@code radio}, and {@code test}. */
final class NativeRadio {
    private NativeRadio() {}

    /** Reads one element of {@code radio}, whose first token is {@code token}; null when {@code fields} holds a refusal. */
    static @Nullable Radio read(JsonToken token, JsonFields fields, Dropped dropped) throws IOException {
        JsonParser json = fields.json;
        if (token != JsonToken.START_OBJECT) {
            fields.refuse(RefusalReason.WRONG_TYPE, "an element of radio must be an object");
            json.skipChildren();
            return null;
        }
        RadioDraft draft = new RadioDraft();
        String cesq = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "plmn" -> draft.plmn = fields.text(name);
                case "serving" -> draft.serving = fields.text(name);
                case "rat" -> draft.rat = rat(fields);
                case "reg" -> draft.registration = registration(fields);
                case "cqi" -> draft.cqi = fields.number(name);
                case "band" -> draft.band = fields.number(name);
                case "cell" -> draft.cell = fields.text(name);
                case "cesq" -> cesq = fields.text(name);
                case "nr" -> leg(draft, fields);
                default -> level(draft.levels, name, fields);
            }
        }
        if (cesq != null && !ReportIndex.cesq(cesq, draft, dropped)) {
            fields.refuse(
                    RefusalReason.OUT_OF_RANGE,
                    "cesq must be 6 or 9 whole numbers between commas, was \"" + JsonFields.cut(cesq) + '"');
        }
        Refusal problem = draft.problem();
        if (problem != null) {
            fields.refuse(problem);
        }
        return fields.hasRefusal() ? null : draft.finish(dropped);
    }

    private static void leg(RadioDraft draft, JsonFields fields) throws IOException {
        if (!fields.isObject("nr")) {
            return;
        }
        RawLevels leg = draft.nrLeg();
        for (String name = fields.json.nextFieldName(); name != null; name = fields.json.nextFieldName()) {
            level(leg, name, fields);
        }
    }

    private static void level(RawLevels levels, String name, JsonFields fields) throws IOException {
        switch (name) {
            case "rsrp" -> levels.rsrp = fields.number(name);
            case "rsrq" -> levels.rsrq = fields.number(name);
            case "sinr" -> levels.sinr = fields.number(name);
            case "rssi" -> levels.rssi = fields.number(name);
            case "rscp" -> levels.rscp = fields.number(name);
            case "ecno" -> levels.ecno = fields.number(name);
            default -> fields.skip();
        }
    }

    private static @Nullable Rat rat(JsonFields fields) throws IOException {
        String word = fields.text("rat");
        Rat rat = word == null ? null : RadioDraft.rat(word);
        if (word != null && rat == null) {
            NativeWords.unknown("rat", word, "GSM UMTS LTE NR-NSA NR none", fields);
        }
        return rat;
    }

    private static @Nullable Registration registration(JsonFields fields) throws IOException {
        String word = fields.text("reg");
        Registration registration = word == null ? null : RadioDraft.registration(word);
        if (word != null && registration == null) {
            NativeWords.unknown("reg", word, "home roaming searching denied emergency none unknown", fields);
        }
        return registration;
    }

    /** Reads the object {@code test}; null when it is absent or {@code fields} holds a refusal. */
    static @Nullable ActiveTest test(JsonFields fields, Dropped dropped) throws IOException {
        if (!fields.isObject("test")) {
            return null;
        }
        JsonParser json = fields.json;
        String plmn = null;
        double down = Double.NaN;
        double up = Double.NaN;
        double rtt = Double.NaN;
        double loss = Double.NaN;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            switch (name) {
                case "plmn" -> plmn = fields.text(name);
                case "dl" -> down = Ranges.bitPerS(fields.number(name), name, dropped);
                case "ul" -> up = Ranges.bitPerS(fields.number(name), name, dropped);
                case "rtt" -> rtt = Ranges.rttS(fields.number(name), dropped);
                case "loss" -> loss = Ranges.lossRatio(fields.number(name), dropped);
                default -> fields.skip();
            }
        }
        if (plmn == null) {
            fields.refuse(RefusalReason.MISSING_FIELD, "test needs plmn, the home network of the SIM it tested");
            return null;
        }
        Refusal problem = RadioDraft.plmnProblem(plmn);
        if (problem != null) {
            fields.refuse(problem.reason(), "test: " + problem.detail());
            return null;
        }
        return new ActiveTest(plmn, down, up, rtt, loss);
    }
}
