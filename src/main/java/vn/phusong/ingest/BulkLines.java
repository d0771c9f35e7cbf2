package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The optical interfaces of one report, on their way to what is said of one line: a terminal has one, and a second interface is its spare. One thread. */
final class BulkLines {
    private static final int MOST = 8;
    private static final String OPTICAL = "Device.Optical.Interface.";
    private static final String ONU = "Device.XPON.ONU.";
    private static final String ANI = "ANI.";

    private final Dropped dropped;
    private final Map<String, BulkLine> opticals = new LinkedHashMap<>();
    private final Map<String, BulkLine> anis = new LinkedHashMap<>();

    BulkLines(Dropped dropped) {
        this.dropped = dropped;
    }

    /** Takes a parameter of the two objects; null too for every other. */
    @Nullable
    Refusal take(BulkValue value) {
        String name = value.name();
        if (name.startsWith(OPTICAL)) {
            int end = name.indexOf('.', OPTICAL.length());
            BulkLine line = end < 0 ? null : line(opticals, name.substring(0, end));
            return line == null ? tooMany(end) : line.optical(name.substring(end + 1), value, dropped);
        }
        if (!name.startsWith(ONU)) {
            return null;
        }
        int onu = name.indexOf('.', ONU.length());
        boolean isAni = onu > 0 && name.startsWith(ANI, onu + 1);
        int end = isAni ? name.indexOf('.', onu + 1 + ANI.length()) : -1;
        BulkLine line = end < 0 ? null : line(anis, name.substring(0, end));
        return line == null ? tooMany(end) : line.ani(name.substring(end + 1), value, dropped);
    }

    private static @Nullable BulkLine line(Map<String, BulkLine> lines, String key) {
        BulkLine known = lines.get(key);
        if (known == null && lines.size() < MOST) {
            known = new BulkLine();
            lines.put(key, known);
        }
        return known;
    }

    private static @Nullable Refusal tooMany(int end) {
        return end < 0
                ? null
                : new Refusal(RefusalReason.TOO_LARGE, "at most " + MOST + " optical interfaces in one report");
    }

    /** What the report says of the line: light and state, then what happened. */
    List<Content> contents() {
        BulkLine optical = pick(opticals);
        BulkLine ani = pick(anis);
        List<Content> contents = new ArrayList<>(2);
        Fibre fibre = fibre(optical, ani);
        if (fibre != null) {
            contents.add(fibre);
        }
        Boolean isDark = ani.lossOfSignal;
        if (Boolean.TRUE.equals(isDark)) {
            contents.add(new DeviceEvent(EventKind.LOS, EventKind.LOS.word()));
        } else if (isDark != null && fibre == null) {
            // Light alone is no service: where the state is told too, that is the word on the line.
            contents.add(new DeviceEvent(EventKind.LOS_CLEAR, EventKind.LOS_CLEAR.word()));
        }
        if (!ani.alarms.isEmpty()) {
            contents.add(new DeviceEvent(EventKind.OTHER, NativeWords.plain("alarms " + String.join(" ", ani.alarms))));
        }
        return contents;
    }

    /** The one in operation, else the first. */
    private BulkLine pick(Map<String, BulkLine> lines) {
        BulkLine picked = null;
        for (BulkLine line : lines.values()) {
            if (line.isBroken()) {
                continue;
            }
            if (picked != null) {
                dropped.add("tr181:other_line");
            }
            picked = picked == null || (!picked.isUp() && line.isUp()) ? line : picked;
        }
        return picked == null ? new BulkLine() : picked;
    }

    /** Both objects may tell of the same light: the optical one is finer, unless it has no number where the other has. */
    private @Nullable Fibre fibre(BulkLine optical, BulkLine ani) {
        if (!optical.hasLine() && !ani.hasLine()) {
            return null;
        }
        boolean isRxFiner = Ranges.isOpticalRx(optical.rxDbm) || Double.isNaN(ani.rxDbm);
        boolean isTxFiner = Ranges.isOpticalTx(optical.txDbm) || Double.isNaN(ani.txDbm);
        String state = ani.state() == null ? optical.state() : ani.state();
        Fibre fibre = NativeWords.fibre(
                isRxFiner ? optical.rxDbm : ani.rxDbm, isTxFiner ? optical.txDbm : ani.txDbm, state, dropped);
        boolean isMute = Float.isNaN(fibre.rxDbm())
                && Float.isNaN(fibre.txDbm())
                && fibre.state() == OnuState.UNKNOWN
                && !fibre.noLight();
        return isMute ? null : fibre;
    }
}
