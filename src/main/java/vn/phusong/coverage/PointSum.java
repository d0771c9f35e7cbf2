package vn.phusong.coverage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The days of one point within one period, summed. Not for two threads. */
public final class PointSum {
    private final long firstDay;
    private final long endDay;
    private final Map<String, long[]> operators = new TreeMap<>();
    private final long[] looks = new long[5];
    private final Set<Long> heard = new HashSet<>();

    public PointSum(Period period) {
        firstDay = period.firstDay();
        endDay = period.endDay();
    }

    /** Takes in those days of the block that lie in the period. */
    public void add(DayBlock block) {
        for (int day = 0; day < DayBlock.DAYS; day++) {
            long epochDay = block.firstDay() + day;
            if (epochDay >= firstDay && epochDay < endDay && block.isHeard(day)) {
                heard.add(epochDay);
                add(block, day);
            }
        }
    }

    private void add(DayBlock block, int day) {
        int[] more = block.looks(day);
        for (int i = 0; i < looks.length; i++) {
            looks[i] += more[i];
        }
        List<String> names = block.operators();
        for (int column = 0; column < names.size(); column++) {
            long[] sum = operators.computeIfAbsent(names.get(column), name -> new long[2]);
            sum[0] += block.good(day, column);
            sum[1] += block.all(day, column);
        }
    }

    /** Days on which a probe spoke here. */
    public int days() {
        return heard.size();
    }

    /** By operator, in the order of id: those measured here. */
    public Map<String, SampleShare> operators() {
        Map<String, SampleShare> shares = new TreeMap<>();
        operators.forEach((name, sum) -> {
            if (sum[1] > 0) {
                shares.put(name, new SampleShare(sum[0], sum[1] - sum[0], 0));
            }
        });
        return shares;
    }

    /** Looks that found at least one operator good. */
    public SampleShare any() {
        return new SampleShare(looks[1], looks[2], looks[0] - looks[1] - looks[2]);
    }

    /** Looks that found at least two good. */
    public SampleShare two() {
        return new SampleShare(looks[3], looks[4], looks[0] - looks[3] - looks[4]);
    }
}
