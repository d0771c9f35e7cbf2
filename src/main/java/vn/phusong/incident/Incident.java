package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident at one revision. Its id is for life; every change is a new revision.
 *
 * @param id url-safe, {@code <village>-m<n>} (mobile), {@code <village>-r<n>} (mobile, by late data only), {@code <village>-f<n>} (fibre or power),
 *     {@code <olt>-p<n>} (PONs of that OLT), {@code <station>-b<n>}, {@code <commune>-a<n>} or {@code <province>-o<n>} (villages that lost mobile service
 *     together), {@code collection-<n>} (ourselves)
 * @param revision 1 for the first, then +1 for each change
 * @param at when this revision was made, epoch milliseconds of event time
 * @param span when the outage itself began and ended
 * @param scope whom it touches
 * @param marks what must be said beside it
 * @param earlier spans of the same incident that ended before it was re-opened, oldest first
 */
public record Incident(
        String id,
        int revision,
        IncidentState state,
        long at,
        Severity severity,
        Cause cause,
        double confidence,
        Span span,
        Scope scope,
        Marks marks,
        List<Span> earlier) {
    private static final int SPANS_KEPT = 32;

    /**
     * @param start of the outage itself, not of its detection
     * @param detected when it was first opened (or opened again)
     * @param end −1 while it lasts
     */
    public record Span(long start, long detected, long end) {
        public boolean hasEnded() {
            return end >= 0;
        }
    }

    /**
     * @param village null for an incident of an area, or of several villages
     * @param area code of the area, null for an incident of one village or of a network
     * @param villages how many
     * @param households how many, −1 when nobody told
     * @param operators the ones down, sorted
     * @param parent id of the incident this one joined, null when none
     * @param network the PONs it is of and the villages they touch, null for an incident of one village
     * @param reach the base stations it is of and the villages they touch, null for an incident of one village or of PONs
     */
    public record Scope(
            @Nullable String village,
            @Nullable String area,
            int villages,
            int households,
            List<String> operators,
            @Nullable String parent,
            @Nullable Network network,
            @Nullable Reach reach) {
        public Scope {
            operators = List.copyOf(operators);
        }

        /** Of one village, an area, or PONs. */
        public Scope(
                @Nullable String village,
                @Nullable String area,
                int villages,
                int households,
                List<String> operators,
                @Nullable String parent,
                @Nullable Network network) {
            this(village, area, villages, households, operators, parent, network, null);
        }

        /** Of one village, or an area. */
        public Scope(
                @Nullable String village,
                @Nullable String area,
                int villages,
                int households,
                List<String> operators,
                @Nullable String parent) {
            this(village, area, villages, households, operators, parent, null, null);
        }

        Scope with(@Nullable Network touched) {
            return new Scope(village, area, villages, households, operators, parent, touched, reach);
        }

        Scope reaching(@Nullable Reach far) {
            return new Scope(village, area, villages, households, operators, parent, network, far);
        }

        Scope with(List<String> down, @Nullable String joined) {
            return new Scope(village, area, villages, households, down, joined, network, reach);
        }

        /** Whether it is of that village, alone or among others. */
        public boolean touches(String id) {
            return id.equals(village) || (network != null && network.gone(id) > 0) || (reach != null && reach.has(id));
        }
    }

    /**
     * @param flapping in and out again and again: one notice, the others muted
     * @param unobserved nobody watches its place now (or watched when it ended)
     * @param retroactive found in late data; pages nobody
     * @param left its place left the registry, which closed it
     * @param hand who closed it (when it is closed) or re-opened it (when that is what this revision says) by hand; null when nobody did. What is closed by
     *     hand has no end before the outage was measured to be over
     * @param withdrawn what was told by late data is taken back: more of it showed that there was no outage to be told
     * @param back how far service was back when it closed; null while it is open, for one of a village's mobile service, and in what earlier programs wrote
     */
    public record Marks(
            boolean flapping,
            boolean unobserved,
            boolean retroactive,
            boolean left,
            @Nullable Hand hand,
            @Nullable Back back,
            boolean withdrawn) {
        public static final Marks NONE = new Marks(false, false, false, false);

        /** By what was measured. */
        public Marks(boolean flapping, boolean unobserved, boolean retroactive, boolean left) {
            this(flapping, unobserved, retroactive, left, null);
        }

        public Marks(boolean flapping, boolean unobserved, boolean retroactive, boolean left, @Nullable Hand hand) {
            this(flapping, unobserved, retroactive, left, hand, null, false);
        }

        /** As it ended, closed by nobody or by that hand. */
        Marks ended(Ending ending, @Nullable Hand by) {
            return new Marks(flapping, unobserved, retroactive, ending.left(), by, ending.back(), withdrawn);
        }

        /** Of its closing, so far back. */
        Marks with(@Nullable Back far) {
            return new Marks(flapping, unobserved, retroactive, left, hand, far, withdrawn);
        }

        Marks asWithdrawn() {
            return new Marks(flapping, unobserved, retroactive, left, hand, back, true);
        }

        /** Whether what is closed was measured to be back, all of it: no person said so, no place left, and nothing was taken back. */
        public boolean areMeasured() {
            return !left && !withdrawn && hand == null && (back == null || back.isWhole());
        }
    }

    public Incident {
        earlier = List.copyOf(earlier);
    }

    /** The same, of that part of the network. */
    public Incident of(@Nullable Network network) {
        return of(scope.with(network));
    }

    /** The same, of those villages. */
    public Incident reaching(@Nullable Reach reach) {
        return of(scope.reaching(reach));
    }

    /** The same, touching that. */
    Incident of(Scope other) {
        return new Incident(id, revision, state, at, severity, cause, confidence, span, other, marks, earlier);
    }

    /** The same, by that hand. */
    public Incident by(Hand hand) {
        return marked(new Marks(
                marks.flapping, marks.unobserved, marks.retroactive, marks.left, hand, marks.back, marks.withdrawn));
    }

    /** The same, taken back. */
    public Incident withdrawn() {
        return marked(marks.asWithdrawn());
    }

    /** The same, so far back. */
    public Incident back(Back far) {
        return marked(marks.with(far));
    }

    /** The same, with these marks. */
    Incident marked(Marks other) {
        return new Incident(id, revision, state, at, severity, cause, confidence, span, scope, other, earlier);
    }

    Incident because(Cause other, double sure) {
        return new Incident(id, revision, state, at, severity, other, sure, span, scope, marks, earlier);
    }

    Incident graded(Severity other) {
        return new Incident(id, revision, state, at, other, cause, confidence, span, scope, marks, earlier);
    }

    /** The same, of that time. */
    Incident lasting(Span other) {
        return new Incident(id, revision, state, at, severity, cause, confidence, other, scope, marks, earlier);
    }

    /** The revision after this one, saying the same. */
    Incident next(IncidentState then, long now) {
        return new Incident(id, revision + 1, then, now, severity, cause, confidence, span, scope, marks, earlier);
    }

    /** But for when, and as which revision. */
    boolean saysTheSame(Incident other) {
        return state == other.state
                && severity == other.severity
                && cause == other.cause
                && span.equals(other.span)
                && scope.equals(other.scope)
                && marks.equals(other.marks);
    }

    /** All its spans, oldest first; of one that re-opens for ever the newest only, the older revisions stay in the journal. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>(earlier);
        spans.add(span);
        return spans.subList(Math.max(0, spans.size() - SPANS_KEPT), spans.size());
    }

    /** There is a mobile signal, and no service over it. */
    public boolean isChoked() {
        return cause == Cause.BACKHAUL && !scope.operators().isEmpty();
    }

    public boolean isOpen() {
        return state != IncidentState.CLOSED;
    }
}
