package vn.phusong.coverage;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Which of many moments lie together. */
final class Together {
    private Together() {}

    /** The first of the most that ever lay within that span, −1 for none. O(n log n). */
    static long firstOfMost(LongStream moments, long withinMs) {
        long[] times = moments.toArray();
        Arrays.sort(times);
        long first = -1;
        int most = 0;
        for (int begin = 0, end = 0; end < times.length; end++) {
            while (times[end] - times[begin] > withinMs) {
                begin++;
            }
            if (end - begin + 1 > most) {
                most = end - begin + 1;
                first = times[begin];
            }
        }
        return first;
    }
}
