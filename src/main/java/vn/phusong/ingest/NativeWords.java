package vn.phusong.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.RefusalReason;

/** Words of the wire, and the object {@code fibre}, which is little else. */
final class NativeWords {
    private static final int LONGEST_EVENT = 64;
    private static final int LONGEST_ID = 128;

    private NativeWords() {}

    static void unknown(String field, String word, String known, JsonFields fields) {
        fields.refuse(
                RefusalReason.UNKNOWN_VALUE,
                field + " must be one of " + known + ", was \"" + JsonFields.cut(word) + '"');
    }

    static @Nullable PowerSource power(@Nullable String word, JsonFields fields) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "mains" -> PowerSource.MAINS;
            case "battery" -> PowerSource.BATTERY;
            case "solar" -> PowerSource.SOLAR;
            default -> {
                unknown("power", word, "mains battery solar", fields);
                yield null;
            }
        };
    }

    /** A word we do not know is kept for people to see, at most 64 characters of it, none of which can break a log line. */
    static @Nullable DeviceEvent event(@Nullable String word, JsonFields fields) {
        if (word == null) {
            return null;
        }
        if (word.isBlank()) {
            fields.refuse(RefusalReason.UNKNOWN_VALUE, "event must be a word, was empty");
            return null;
        }
        EventKind kind = EventKind.of(word);
        return new DeviceEvent(kind, kind == EventKind.OTHER ? plain(word) : word);
    }

    /** At most 64 characters, none of which can break a log line. */
    static String plain(String word) {
        StringBuilder plain = new StringBuilder(LONGEST_EVENT);
        for (int i = 0; i < word.length() && i < LONGEST_EVENT; i++) {
            char c = word.charAt(i);
            plain.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return plain.toString();
    }

    /** Whether a text may be a device id at all: printable, without space, quote or slash, at most 128 characters. */
    static boolean isDeviceId(String text) {
        boolean isId = !text.isEmpty() && text.length() <= LONGEST_ID;
        for (int i = 0; i < text.length() && isId; i++) {
            char c = text.charAt(i);
            isId = c > ' ' && c < 0x7F && c != '/' && c != '"' && c != '+' && c != '#';
        }
        return isId;
    }

    /** Reads the object {@code fibre}; null when it is absent, says nothing at all, or {@code fields} holds a refusal. */
    static @Nullable Fibre fibre(JsonFields fields, Dropped dropped) throws IOException {
        if (!fields.isObject("fibre")) {
            return null;
        }
        double rx = Double.NaN;
        double tx = Double.NaN;
        String state = null;
        for (String name = fields.json.nextFieldName(); name != null; name = fields.json.nextFieldName()) {
            switch (name) {
                case "rx" -> rx = fields.number("fibre.rx");
                case "tx" -> tx = fields.number("fibre.tx");
                case "state" -> state = fields.text("fibre.state");
                default -> fields.skip();
            }
        }
        boolean isEmpty = Double.isNaN(rx) && Double.isNaN(tx) && state == null;
        return isEmpty ? null : fibre(rx, tx, state, dropped);
    }

    /** Powers in dBm, NaN when absent. */
    static Fibre fibre(double rx, double tx, @Nullable String state, Dropped dropped) {
        boolean isNoLight = Ranges.isNoLight(rx);
        if (isNoLight) {
            dropped.add("rx");
        }
        OnuState known = state == null ? OnuState.UNKNOWN : onuState(state, dropped);
        float kept = isNoLight ? Float.NaN : Ranges.opticalRx(rx, dropped);
        return new Fibre(kept, Ranges.opticalTx(tx, dropped), known, isNoLight);
    }

    /** O1 to O9 (ITU-T G.984.3 §10); a state told in other words is no state. */
    private static OnuState onuState(String word, Dropped dropped) {
        if (word.equals("O2-3")) {
            // XG-PON and XGS-PON have the two as one (G.987.3 §12).
            return OnuState.O2;
        }
        for (OnuState state : OnuState.values()) {
            if (state.name().equals(word) && state != OnuState.UNKNOWN) {
                return state;
            }
        }
        if (!word.equals("unknown")) {
            dropped.add("state");
        }
        return OnuState.UNKNOWN;
    }
}
