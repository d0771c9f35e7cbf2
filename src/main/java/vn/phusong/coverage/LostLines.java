package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lines that the outage of one PON took, village by village. Counts those that went since it began and marks them counted. Watch loop only. */
public final class LostLines {
    private final Map<String, Part> parts = new TreeMap<>();
    private int gone;
    private int stillGone;
    private int gasps;
    private int expected;

    /** What the probes of a village say of the grid's power since {@code since}. */
    public interface Power {
        Mains in(String village, long since);
    }

    /** One village's part. */
    private static final class Part {
        private int gone;
        private int expected;
        private final Set<String> households = new HashSet<>();
        private final Set<Integer> shared = new TreeSet<>();
    }

    LostLines(Rules.Fibre rules, List<PonWatch.Line> lines, long start, long now) {
        for (PonWatch.Line line : lines) {
            LineWatch watch = line.watch();
            // A gasp that came late may have moved the time of one that is counted already.
            boolean isDown = !watch.isUp() && (watch.isCounted() || watch.downAt() >= start);
            if (isDown && watch.isExpectedUp(rules)) {
                watch.counted(true);
            }
            if (watch.isCounted()) {
                count(line, isDown);
            } else if (watch.isUp() && watch.isExpectedUp(rules) && !watch.isSilentAt(rules, line.intervalMs(), now)) {
                expected++;
                part(line).expected++;
            }
        }
    }

    private void count(PonWatch.Line line, boolean isDown) {
        gone++;
        expected++;
        stillGone += isDown ? 1 : 0;
        gasps += line.watch().gasped() ? 1 : 0;
        Part part = part(line);
        part.gone++;
        part.expected++;
        part.households.add(line.household());
        if (line.isShared()) {
            part.shared.add(line.household().hashCode());
        }
    }

    private Part part(PonWatch.Line line) {
        return parts.computeIfAbsent(line.village(), village -> new Part());
    }

    int gone() {
        return gone;
    }

    int stillGone() {
        return stillGone;
    }

    int gasps() {
        return gasps;
    }

    int expected() {
        return expected;
    }

    /** The villages that lost a line, by id. */
    List<PonSignal.Member> members(Power power, long since) {
        List<PonSignal.Member> members = new ArrayList<>();
        parts.forEach((village, part) -> {
            if (part.gone > 0) {
                members.add(new PonSignal.Member(
                        village,
                        part.gone,
                        part.expected,
                        part.households.size(),
                        power.in(village, since),
                        List.copyOf(part.shared)));
            }
        });
        return members;
    }
}
