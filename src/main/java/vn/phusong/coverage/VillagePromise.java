package vn.phusong.coverage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one village kept the promise in one period, from the samples of its centre. Made from counted samples alone, never from a live standing. Immutable.
 *
 * @param operators what was measured of each
 * @param any by any operator: met also where one operator alone meets it
 * @param two by at least two, from looks that asked two or more
 * @param centre against the share below which a place is without signal: {@code NOT_MET} is trắng sóng
 * @param pocket whether a cluster is without signal while the centre is not; null while that cannot be told
 * @param days days of the period on which the centre was heard
 */
public record VillagePromise(
        Map<String, Judged> operators, Judged any, Judged two, PromiseKept centre, @Nullable Boolean pocket, int days) {
    /** A share and what it comes to. */
    public record Judged(SampleShare share, PromiseKept kept) {}

    /**
     * @param centre null where no probe was ever heard at a centre
     * @param clusters one for each cluster of the village, of those never heard too
     */
    public static VillagePromise of(PromiseRule rule, @Nullable PointSum centre, List<PointSum> clusters) {
        Map<String, Judged> operators = new TreeMap<>();
        if (centre != null) {
            centre.operators().forEach((name, share) -> operators.put(name, judged(rule, share)));
        }
        SampleShare any = centre == null ? SampleShare.NONE : centre.any();
        SampleShare two = centre == null ? SampleShare.NONE : centre.two();
        PromiseKept signal = reached(centre, rule.whiteHundredths(), rule.enough());
        return new VillagePromise(
                operators,
                new Judged(any, reached(centre, rule.shareHundredths(), rule.enough())),
                judged(rule, two),
                signal,
                pocket(rule, signal, clusters),
                centre == null ? 0 : centre.days());
    }

    private static Judged judged(PromiseRule rule, SampleShare share) {
        return new Judged(share, share.against(rule.shareHundredths(), rule.enough()));
    }

    /** A share reached by one operator alone is reached by any: what others measured of others cannot undo it. */
    private static PromiseKept reached(@Nullable PointSum point, int hundredths, int enough) {
        if (point == null) {
            return PromiseKept.NOT_ENOUGH;
        }
        for (SampleShare share : point.operators().values()) {
            if (share.against(hundredths, enough) == PromiseKept.MET) {
                return PromiseKept.MET;
            }
        }
        return point.any().against(hundredths, enough);
    }

    private static @Nullable Boolean pocket(PromiseRule rule, PromiseKept centre, List<PointSum> clusters) {
        if (centre != PromiseKept.MET) {
            return centre == PromiseKept.NOT_MET ? Boolean.FALSE : null;
        }
        boolean isKnown = true;
        for (PointSum cluster : clusters) {
            PromiseKept signal = reached(cluster, rule.whiteHundredths(), rule.enough());
            if (signal == PromiseKept.NOT_MET) {
                return Boolean.TRUE;
            }
            isKnown &= signal == PromiseKept.MET;
        }
        return isKnown ? Boolean.FALSE : null;
    }

    /** Met by any operator, but surely not by two: one mast away from nothing. Null while that cannot be told. */
    public @Nullable Boolean isFragile() {
        return switch (any.kept()) {
            case NOT_MET -> Boolean.FALSE;
            case NOT_ENOUGH -> null;
            case MET ->
                switch (two.kept()) {
                    case MET -> Boolean.FALSE;
                    case NOT_MET -> Boolean.TRUE;
                    case NOT_ENOUGH -> null;
                };
        };
    }
}
