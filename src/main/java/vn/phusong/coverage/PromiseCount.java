package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Villages of one area over one period, counted into indicators. Each has its own denominator. Not for two threads. */
public final class PromiseCount {
    private final List<VillagePromise> villages = new ArrayList<>();

    public void add(VillagePromise village) {
        villages.add(village);
    }

    /** By any operator. */
    public Ratio any(@Nullable Integer target) {
        return kept("mobile", target, VillagePromise::any);
    }

    public Ratio two() {
        return kept("mobile.two", null, VillagePromise::two);
    }

    public Ratio operator(String id, @Nullable Integer target) {
        return kept(
                "mobile.operator." + id,
                target,
                village -> Objects.requireNonNullElse(
                        village.operators().get(id),
                        new VillagePromise.Judged(SampleShare.NONE, PromiseKept.NOT_ENOUGH)));
    }

    private Ratio kept(
            String indicator, @Nullable Integer target, Function<VillagePromise, VillagePromise.Judged> judged) {
        long met = 0;
        long unknown = 0;
        for (VillagePromise village : villages) {
            PromiseKept kept = judged.apply(village).kept();
            met += kept == PromiseKept.MET ? 1 : 0;
            unknown += kept == PromiseKept.NOT_ENOUGH ? 1 : 0;
        }
        return new Ratio(indicator, met, unknown, villages.size(), target);
    }

    /** Of the villages that meet it by any operator, those that do not by two. */
    public Ratio fragile() {
        List<VillagePromise> met = villages.stream()
                .filter(village -> village.any().kept() == PromiseKept.MET)
                .toList();
        return yes("fragile", met, VillagePromise::isFragile);
    }

    /** Trắng sóng, of all villages. */
    public Ratio white() {
        return yes("trangSong", villages, PromiseCount::isWhite);
    }

    /** Lõm sóng, of the villages that are not trắng sóng (domain.md §4.6). */
    public Ratio pocket() {
        List<VillagePromise> others = villages.stream()
                .filter(village -> village.centre() != PromiseKept.NOT_MET)
                .toList();
        return yes("lomSong", others, VillagePromise::pocket);
    }

    private static @Nullable Boolean isWhite(VillagePromise village) {
        return village.centre() == PromiseKept.NOT_ENOUGH
                ? null
                : Boolean.valueOf(village.centre() == PromiseKept.NOT_MET);
    }

    private static Ratio yes(
            String indicator,
            Collection<VillagePromise> counted,
            Function<VillagePromise, @Nullable Boolean> question) {
        long yes = 0;
        long unknown = 0;
        for (VillagePromise village : counted) {
            Boolean is = question.apply(village);
            unknown += is == null ? 1 : 0;
            yes += is != null && is ? 1 : 0;
        }
        return new Ratio(indicator, yes, unknown, counted.size(), null);
    }
}
