package vn.phusong.score;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.simulate.FaultKind.Feel;
import vn.phusong.simulate.Truth;

/**
 * What was told: each alert once, of one village or of many, against what was true in the villages it claims. One of many is right when the fault it tells
 * of holds in at least one of them and in none is nothing; a village claimed later that has nothing makes it wrong after all. One thread.
 */
final class Alerts {
    private final Places places;
    private final Sheet sheet;
    private final Map<String, Told> told = new HashMap<>();

    /** An incident from its opening to its closing. */
    private static final class Told {
        final @Nullable Truth truth;
        final Set<String> claimed = new HashSet<>();
        boolean isRight;

        Told(@Nullable Truth truth, boolean isRight) {
            this.truth = truth;
            this.isRight = isRight;
        }
    }

    /** What holds of the claim in the villages claimed. */
    private static final class Claim {
        final Map<Places.Settlement, Truth> held = new TreeMap<>(Comparator.comparing(s -> s.id));
        boolean isFalseSomewhere;
        Alarm.Blame blame = Alarm.Blame.NOTHING;

        void of(Incident incident, Places.Settlement settlement) {
            Truth truth = Alarm.truth(incident, settlement.truths);
            if (truth != null) {
                held.put(settlement, truth);
            } else {
                isFalseSomewhere = true;
                blame = Alarm.worse(blame, Alarm.blame(incident, settlement.truths));
            }
        }

        /** The fault that holds in most of them, the earliest of equals. */
        @Nullable
        Truth main() {
            Map<Truth, Integer> counts = new HashMap<>();
            Truth main = null;
            for (Truth truth : held.values()) {
                counts.merge(truth, 1, Integer::sum);
            }
            for (Truth truth : held.values()) {
                int more = main == null ? 1 : counts.getOrDefault(truth, 0) - counts.getOrDefault(main, 0);
                if (main == null || more > 0 || (more == 0 && truth.from() < main.from())) {
                    main = truth;
                }
            }
            return main;
        }
    }

    Alerts(Places places, Sheet sheet) {
        this.places = places;
        this.sheet = sheet;
    }

    void take(Incident incident) {
        List<Places.Settlement> touched = places.touched(incident);
        if (touched.isEmpty() || incident.marks().retroactive()) {
            return;
        }
        if (Alarm.isAboutUs(incident)) {
            sheet.aboutUs += incident.state() == IncidentState.OPENED ? 1 : 0;
            return;
        }
        if (incident.state() == IncidentState.CLOSED) {
            closed(incident, touched);
            return;
        }
        if (incident.state() == IncidentState.OPENED) {
            told.put(incident.id(), opened(incident, touched));
        }
        Told known = told.get(incident.id());
        if (known != null) {
            claims(incident, touched, known);
        }
    }

    private Told opened(Incident incident, List<Places.Settlement> touched) {
        // One that has a parent from its beginning is told with that and not apart.
        if (incident.scope().parent() != null) {
            return new Told(null, false);
        }
        Claim claim = new Claim();
        touched.forEach(settlement -> claim.of(incident, settlement));
        Truth main = claim.main();
        if (main == null || claim.isFalseSomewhere) {
            sheet.wrong(incident, claim.blame);
            return new Told(main, false);
        }
        sheet.right(incident, main, households(incident, claim), hasEvidence(incident, claim));
        return new Told(main, true);
    }

    /** Each village counts as told from the revision that claims it first. */
    private void claims(Incident incident, List<Places.Settlement> touched, Told known) {
        boolean isOpening = incident.state() == IncidentState.OPENED;
        for (Places.Settlement settlement : touched) {
            if (!known.claimed.add(settlement.id)) {
                continue;
            }
            if (!Alarm.isMobile(incident)) {
                settlement.openFibre.add(incident.id());
                settlement.fibre.forEach(outage -> outage.told(incident.at()));
            }
            boolean isTrue = Alarm.truth(incident, settlement.truths) != null;
            if (touched.size() > 1) {
                sheet.members.add(isTrue);
            }
            if (!isOpening && known.isRight && !isTrue) {
                known.isRight = false;
                sheet.wrongAfterAll(incident, Alarm.blame(incident, settlement.truths));
            }
        }
    }

    private void closed(Incident incident, List<Places.Settlement> touched) {
        touched.forEach(settlement -> settlement.openFibre.remove(incident.id()));
        Told known = told.remove(incident.id());
        Truth truth = known == null ? null : known.truth;
        if (truth != null && isSharp(truth.kind().feel()) && truth.holdsAt(incident.at() + 60_000)) {
            sheet.closedTooEarly++;
            sheet.note("closed too early", incident);
        }
    }

    /** The others have good moments, in which closing is no mistake. */
    private static boolean isSharp(Feel feel) {
        return feel != Feel.POOR_SERVICE && feel != Feel.FADING;
    }

    private static int households(Incident incident, Claim claim) {
        int households = 0;
        for (Map.Entry<Places.Settlement, Truth> entry : claim.held.entrySet()) {
            FibreOutage outage = entry.getKey().outage(entry.getValue());
            households += Alarm.isMobile(incident) ? entry.getKey().households : outage == null ? 0 : outage.touched();
        }
        return households;
    }

    /** Two operators measured at a centre, or enough last words. */
    private static boolean hasEvidence(Incident incident, Claim claim) {
        if (Alarm.isMobile(incident)) {
            return claim.held.keySet().stream()
                    .anyMatch(settlement -> settlement.centres.values().stream()
                                    .filter(centre -> centre.wasServed)
                                    .count()
                            > 1);
        }
        int words = 0;
        int touched = 0;
        for (Map.Entry<Places.Settlement, Truth> entry : claim.held.entrySet()) {
            FibreOutage outage = entry.getKey().outage(entry.getValue());
            words += outage == null ? 0 : outage.words();
            touched += outage == null ? 0 : outage.touched();
        }
        return words >= FibreOutage.LEAST_LINES && 2 * words >= touched;
    }

    void end() {
        told.clear();
    }
}
