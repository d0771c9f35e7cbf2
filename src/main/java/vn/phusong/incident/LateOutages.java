package vn.phusong.incident;

import java.util.List;
import vn.phusong.coverage.PastOutage;

/**
 * What is now known of the outages of an operator at a village's centre, when late data let its past be judged again.
 *
 * @param since from when on that is all there were
 * @param outages long enough to have been told or not, and whether live data showed them too or not
 * @param news those of them that late data alone shows
 */
public record LateOutages(
        String village, String operator, long since, List<PastOutage> outages, List<PastOutage> news) {
    public LateOutages {
        outages = List.copyOf(outages);
        news = List.copyOf(news);
    }
}
