package vn.phusong.alert;

import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the hours of digests and the round-ups of a policy. */
final class RoundupReader {
    private static final Policy.Digest USUAL = new Policy.Digest(List.of(LocalTime.of(7, 30)), WorkHours.weekdays());

    private final Set<String> targets;
    private final Map<String, WorkHours> hours;
    private final Policy.Digest digest;

    /** @param digests lines that say when digests leave; the last counts */
    RoundupReader(Set<String> targets, Map<String, WorkHours> hours, List<PolicyLine> digests) {
        this.targets = targets;
        this.hours = hours;
        Policy.Digest told = USUAL;
        for (PolicyLine line : digests) {
            line.fields(List.of("at", "during"));
            line.needed("at");
            told = hours(line, USUAL);
        }
        digest = told;
    }

    Policy.Digest digest() {
        return digest;
    }

    Roundup roundup(PolicyLine line) {
        line.fields(List.of("to", "about", "area", "at", "during"));
        if (line.name.isEmpty()) {
            line.problem("", "roundup", "has no name: write roundup NAME …");
        }
        line.needed("to");
        line.list("to").forEach(target -> RouteReader.known(line, "to", target, targets));
        List<Roundup.About> about = line.each("about", PolicyLine.words(Roundup.About.values()));
        return new Roundup(
                line.name,
                line.number,
                about.isEmpty() ? EnumSet.allOf(Roundup.About.class) : EnumSet.copyOf(about),
                new HashSet<>(line.list("area")),
                line.list("to"),
                hours(line, digest));
    }

    private Policy.Digest hours(PolicyLine line, Policy.Digest otherwise) {
        List<LocalTime> at = line.list("at").stream()
                .map(time -> line.time("at", time))
                .sorted()
                .toList();
        return new Policy.Digest(
                at.isEmpty() ? otherwise.at() : at,
                line.has("during") ? line.one("during", hours, otherwise.hours()) : otherwise.hours());
    }
}
