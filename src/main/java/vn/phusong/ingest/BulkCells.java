package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The cellular interfaces of one report, on their way to one radio reading. One thread. */
final class BulkCells {
    private static final String ROAMING = "Device.Cellular.RoamingStatus";
    private static final String INTERFACE = "Device.Cellular.Interface.";
    private static final String NUMBER = ".IMSI";
    private static final String SIM = "Device.TrustedElements.SIM.";

    private final Dropped dropped;
    private final Map<String, BulkCell> cells = new LinkedHashMap<>();
    private final Map<String, String> homes = new LinkedHashMap<>();
    private boolean isRoaming;

    BulkCells(Dropped dropped) {
        this.dropped = dropped;
    }

    /** Takes a parameter of a modem or its SIM; null too for every other. */
    @Nullable
    Refusal take(BulkValue value) {
        String name = value.name();
        if (name.equals(ROAMING)) {
            isRoaming = value.text().equals("Roaming");
        } else if (isSimNumber(name)) {
            String home = BulkCell.home(value.text());
            if (home != null && homes.size() < RadioDraft.MOST_SLOTS) {
                homes.put(name.substring(0, name.length() - NUMBER.length()), home);
            }
        } else if (name.startsWith(INTERFACE)) {
            int end = name.indexOf('.', INTERFACE.length());
            return end < 0 ? null : cell(name.substring(0, end), name.substring(end + 1), value);
        }
        return null;
    }

    /** Not of a profile on the SIM: which of them is in use is the SIM's own number to say. */
    private static boolean isSimNumber(String name) {
        return name.startsWith(SIM)
                && name.endsWith(NUMBER)
                && name.indexOf('.', SIM.length()) == name.length() - NUMBER.length();
    }

    private @Nullable Refusal cell(String key, String parameter, BulkValue value) {
        BulkCell known = cells.get(key);
        if (known == null && cells.size() == RadioDraft.MOST_SLOTS) {
            return new Refusal(
                    RefusalReason.TOO_LARGE, "at most " + RadioDraft.MOST_SLOTS + " cellular interfaces in one report");
        }
        BulkCell cell = known == null ? new BulkCell() : known;
        cells.put(key, cell);
        return cell.take(parameter, value);
    }

    /** All slots of the report, null when there is none; a slot that says too little is told to {@code refused}. */
    @Nullable
    Mobile mobile(Consumer<Refusal> refused) {
        List<Radio> radio = new ArrayList<>(cells.size());
        Set<String> heard = new HashSet<>();
        cells.forEach((name, cell) -> {
            if (cell.isMute(dropped)) {
                return;
            }
            RadioDraft draft = cell.finish(home(cell), isRoaming, dropped);
            Refusal problem = draft.plmn == null ? cell.homeless(name) : draft.problem();
            if (problem == null && !heard.add(String.valueOf(draft.plmn))) {
                problem = new Refusal(RefusalReason.OUT_OF_RANGE, "two cellular interfaces of plmn " + draft.plmn);
            }
            if (problem == null) {
                radio.add(draft.finish(dropped));
            } else {
                refused.accept(problem);
            }
        });
        return radio.isEmpty() ? null : new Mobile(radio, null, null);
    }

    /** By the reference to the SIM, or because there is only one of each. */
    private @Nullable String home(BulkCell cell) {
        String reference = cell.simReference;
        if (reference != null) {
            String first = reference.split(",", 2)[0].strip();
            String sim = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
            return homes.get(sim);
        }
        return homes.size() == 1 && cells.size() == 1
                ? homes.values().iterator().next()
                : null;
    }
}
