package vn.phusong.alert;

import java.util.List;
import java.util.function.BiPredicate;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.village.Registry;

/**
 * What is known when a round-up is written.
 *
 * @param map durable
 * @param isQuiet whether people asked for quiet about a village and these operators: planned works, or a silence
 * @param simulated whether simulated devices speak there
 */
public record RoundupView(
        CoverageMap map, Registry registry, BiPredicate<String, List<String>> isQuiet, boolean simulated) {}
