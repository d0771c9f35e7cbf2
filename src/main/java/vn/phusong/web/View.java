package vn.phusong.web;

import java.util.List;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.village.Village;

/**
 * A scene as one request sees it.
 *
 * @param isPast whether it was made again from the journal for a time that has passed; then fibre lines, silence and levels are not known any more and are
 *     written as null, never as zero
 */
record View(Scene scene, boolean isPast) {
    long asOf() {
        return scene.asOf();
    }

    /** How a village of the roster stands; unknown when the picture does not hold it. */
    VillageCoverage coverage(Village village) {
        VillageCoverage coverage = scene.map().villages().get(village.id());
        return coverage == null ? unknown(village.id()) : coverage;
    }

    /** Every village of the roster at this time, in the order of id: the roster decides who is shown, not the data. */
    List<Village> villages() {
        return scene.registry().villages().stream()
                .filter(village -> village.valid().holdsAt(asOf()))
                .toList();
    }

    static VillageCoverage unknown(String village) {
        return new VillageCoverage(
                village, Standing.UNKNOWN, 0, Standing.UNKNOWN, List.of(), null, null, FibreCoverage.NONE);
    }
}
