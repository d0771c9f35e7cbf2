package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Standing;

/** What is known of each operator at the centre of one village. Watch loop only. */
final class OperatorWatches {
    private static final OperatorWatch[] NONE = {};

    private final String village;
    private final Map<String, OperatorWatch> byId = new TreeMap<>();
    private OperatorWatch[] all = NONE;

    OperatorWatches(String village) {
        this.village = village;
    }

    /** In the order of their ids; not to be changed. */
    Map<String, OperatorWatch> byId() {
        return byId;
    }

    OperatorWatch of(String operator) {
        OperatorWatch known = byId.get(operator);
        if (known != null) {
            return known;
        }
        OperatorWatch watch = new OperatorWatch(MobileMembers.key(village, operator));
        byId.put(operator, watch);
        all = byId.values().toArray(NONE);
        return watch;
    }

    void remove(String operator) {
        byId.remove(operator);
        all = byId.values().toArray(NONE);
    }

    void clear() {
        byId.clear();
        all = NONE;
    }

    /** {@link MobileMembers#key} of each. */
    List<String> keys(List<String> operators) {
        return operators.stream()
                .map(operator -> MobileMembers.key(village, operator))
                .toList();
    }

    // Asked of every village at every tick: loops over an array.
    boolean isAnyDown() {
        for (OperatorWatch watch : all) {
            if (watch.isDown()) {
                return true;
            }
        }
        return false;
    }

    boolean isAnyDue(Rules.Alerts rules, long now) {
        for (OperatorWatch watch : all) {
            if (watch.isDue(rules, now)) {
                return true;
            }
        }
        return false;
    }

    boolean isAnyToPage() {
        return byId.values().stream().anyMatch(OperatorWatch::mayPage);
    }

    /** Whether no other is out. */
    boolean isAlone(OperatorWatch down) {
        return byId.values().stream()
                .noneMatch(other -> other != down && other.everServed && other.standing == Standing.UNCOVERED);
    }

    boolean areUnknown(List<String> operators) {
        return operators.stream().map(byId::get).allMatch(watch -> watch == null || watch.standing == Standing.UNKNOWN);
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(byId.size());
        for (Map.Entry<String, OperatorWatch> entry : byId.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
    }

    static OperatorWatches read(DataInput in, String village) throws IOException {
        OperatorWatches read = new OperatorWatches(village);
        for (int i = in.readShort(); i > 0; i--) {
            String operator = in.readUTF();
            read.byId.put(operator, OperatorWatch.read(in, MobileMembers.key(village, operator)));
        }
        read.all = read.byId.values().toArray(NONE);
        return read;
    }
}
