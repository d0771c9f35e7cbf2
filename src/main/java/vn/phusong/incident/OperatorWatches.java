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
    private final String village;
    private final Map<String, OperatorWatch> byId = new TreeMap<>();

    OperatorWatches(String village) {
        this.village = village;
    }

    Map<String, OperatorWatch> byId() {
        return byId;
    }

    OperatorWatch of(String operator) {
        return byId.computeIfAbsent(operator, name -> new OperatorWatch(MobileMembers.key(village, name)));
    }

    /** {@link MobileMembers#key}, made once for those that are watched. */
    String key(String operator) {
        OperatorWatch watch = byId.get(operator);
        return watch == null ? MobileMembers.key(village, operator) : watch.key;
    }

    // Asked of every village at every tick: loops, not streams.
    boolean isAnyDown() {
        for (OperatorWatch watch : byId.values()) {
            if (watch.isDown()) {
                return true;
            }
        }
        return false;
    }

    boolean isAnyDue(Rules.Alerts rules, long now) {
        for (OperatorWatch watch : byId.values()) {
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
        return read;
    }
}
