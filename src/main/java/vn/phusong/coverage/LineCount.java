package vn.phusong.coverage;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Device;

/** Counts the lines of one village at one moment. Not for two threads. */
public final class LineCount {
    private final Rules.Fibre rules;
    private final long now;
    private final Set<String> active = new HashSet<>();
    private int lines;
    private int up;
    private int down;
    private int weak;
    private int lost;
    private int gasped;
    private boolean isHeard;

    /** @param now epoch milliseconds */
    public LineCount(Rules.Fibre rules, long now) {
        this.rules = rules;
        this.now = now;
    }

    /**
     * One line of the registry.
     *
     * @param line null when nothing was ever heard of it
     * @param isFeedHeard whether the collector that speaks for it was ever heard
     */
    public void add(Device device, @Nullable LineWatch line, boolean isFeedHeard) {
        lines++;
        isHeard |= isFeedHeard;
        if (line == null) {
            return;
        }
        isHeard |= line.wasHeard();
        if (line.isActiveAt(rules, now)) {
            String household = device.line().household();
            active.add(household == null ? device.id() : household);
        }
        if (!line.isSilentAt(rules, device.intervalMs(), now)) {
            up += line.isUp() ? 1 : 0;
            down += line.isUp() ? 0 : 1;
            weak += line.isUp() && isWeak(device, line) ? 1 : 0;
            boolean isLost = !line.isUp() && !line.isCounted();
            lost += isLost ? 1 : 0;
            gasped += isLost && line.gasped() ? 1 : 0;
        }
    }

    private static boolean isWeak(Device device, LineWatch line) {
        return switch (line.opticalLevel(device.line().ponClass())) {
            case CRITICAL, OVERLOAD -> true;
            case OK, WARN, UNKNOWN -> false;
        };
    }

    /** @param isOut whether the fibre of the whole village is: then no line went by itself */
    public FibreCoverage coverage(boolean isOut) {
        FibreCoverage.Alone alone = isOut ? FibreCoverage.Alone.NONE : new FibreCoverage.Alone(lost, gasped);
        return lines == 0
                ? FibreCoverage.NONE
                : new FibreCoverage(active.size(), lines, up, down, lines - up - down, weak, alone, isHeard);
    }
}
