package vn.phusong.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the members of an incident of the mobile network make of it at a tick. */
record MobileDraft(MobileCause cause, Severity severity, Incident.Scope scope) {
    private static final int MANY_HOUSEHOLDS = 500;
    private static final String ALONE = "";

    static MobileDraft of(MobileMembers members, Reach reach, Round round) {
        List<String> operators = members.operators();
        List<String> villages =
                reach.members().stream().map(Reach.Member::village).toList();
        // Places are named as they were when it began: codes of areas are used again.
        String area = round.commonArea(villages, members.start());
        Incident.Scope scope = new Incident.Scope(
                villages.size() == 1 ? villages.get(0) : null,
                area.isEmpty() ? null : area,
                villages.size(),
                households(villages, round),
                operators,
                null,
                null,
                reach);
        boolean othersServe = reach.members().stream()
                .anyMatch(member -> round.isServedByOthers(member.village(), member.operators()));
        MobileCause cause = members.areAllChoked()
                ? MobileCause.choked(othersServe)
                : MobileCause.of(reach, operators, othersServe);
        return new MobileDraft(cause, severity(reach, round), scope);
    }

    /** As it is told at one revision. */
    Told told(IncidentState state, Severity at, Incident.Span span, Incident.Marks marks) {
        return new Told(this, state, at, span, marks, null);
    }

    /** What one revision says that the members do not. */
    record Told(
            MobileDraft draft,
            IncidentState state,
            Severity severity,
            Incident.Span span,
            Incident.Marks marks,
            @Nullable String joined) {
        Told with(@Nullable String parent) {
            return new Told(draft, state, severity, span, marks, parent == null ? ALONE : parent);
        }

        Incident after(Incident was, long now) {
            String kept = joined == null ? was.scope().parent() : joined;
            // What is over is what it was last told to be: that its places are served again says nothing of the cause.
            boolean isOver = state == IncidentState.CLOSED;
            List<String> operators =
                    isOver ? was.scope().operators() : draft.scope().operators();
            return new Incident(
                    was.id(),
                    was.revision() + 1,
                    state,
                    now,
                    severity,
                    isOver ? was.cause() : draft.cause().cause(),
                    isOver ? was.confidence() : draft.cause().confidence(),
                    span,
                    draft.scope().with(operators, ALONE.equals(kept) ? null : kept),
                    marks,
                    was.earlier());
        }
    }

    /** A commune, or more than 500 households, measured to be served by nobody is critical; one that others serve, or nobody sees, is one step below. */
    static Severity severity(Reach reach, Round round) {
        Severity severity = Severity.WARNING;
        int dark = 0;
        int all = 0;
        int darkHouseholds = 0;
        for (Reach.Member member : reach.members()) {
            int households = Math.max(0, round.places().households(member.village()));
            all += households;
            if (round.isDark(member.village())) {
                dark++;
                darkHouseholds += households;
                Severity there = round.severity(member.village());
                severity = there.compareTo(severity) > 0 ? there : severity;
            }
        }
        boolean isWide = reach.level() != Quorum.STATION;
        if (darkHouseholds > MANY_HOUSEHOLDS
                || (isWide && 2 * dark >= reach.members().size())) {
            return Severity.CRITICAL;
        }
        boolean isLarge = isWide || all > MANY_HOUSEHOLDS;
        return isLarge && severity == Severity.WARNING ? Severity.MAJOR : severity;
    }

    /** Of all its villages, −1 when nobody told any. */
    private static int households(List<String> villages, Round round) {
        int all = -1;
        for (String village : villages) {
            int here = round.places().households(village);
            all = here < 0 ? all : Math.max(0, all) + here;
        }
        return all;
    }
}
