package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;

/**
 * The life of the incidents of one village and one kind (mobile, or fibre and power): at most one open at a time, each change a revision, a new outage
 * soon after the closing goes on under the old id. Watch loop only.
 */
final class Case implements Life {
    private final String village;
    private final char kind;
    private int count;
    private @Nullable Incident newest;
    // Closed while flapping: the closing is told when the flapping is over, if it still is closed.
    private boolean closingUntold;

    Case(String village, char kind) {
        this.village = village;
        this.kind = kind;
    }

    /** What is known when an outage is opened. */
    record Opening(
            long now,
            long start,
            Severity severity,
            Cause cause,
            double confidence,
            List<String> operators,
            int households) {}

    boolean isOpen() {
        return newest != null && newest.isOpen();
    }

    @Nullable
    Incident open() {
        return isOpen() ? newest : null;
    }

    @Override
    public @Nullable Incident newest() {
        return newest;
    }

    @Override
    public void revise(Incident next) {
        newest = next;
        closingUntold = false;
    }

    /** Whether a person closed this operator's outage (of fibre: null), which lasts unbroken since. */
    boolean holds(@Nullable String operator) {
        Incident was = newest;
        return was != null
                && ByHand.isHeld(was)
                && (operator == null || was.scope().operators().contains(operator));
    }

    /** Operators whose outage is told by the newest incident, or was and is held. */
    List<String> told() {
        Incident was = newest;
        return was != null && (was.isOpen() || ByHand.isHeld(was)) ? was.scope().operators() : List.of();
    }

    void open(Rules.Alerts rules, Opening opening, boolean flapping, Telling telling) {
        Incident before = newest;
        // What a person closed and lasts is no other incident for who joined it later: its end could never be written.
        boolean again = before != null
                && (ByHand.isHeld(before)
                        || (!before.marks().left() && opening.start() - before.at() <= rules.reopenMs()));
        if (!again) {
            count++;
        }
        Incident incident = new Incident(
                again && before != null ? before.id() : village + "-" + kind + count,
                again && before != null ? before.revision() + 1 : 1,
                IncidentState.OPENED,
                opening.now(),
                opening.severity(),
                opening.cause(),
                opening.confidence(),
                new Incident.Span(opening.start(), opening.now(), -1),
                new Incident.Scope(village, null, 1, opening.households(), opening.operators(), null),
                new Incident.Marks(flapping, false, false, false),
                again && before != null ? before.spans() : List.of());
        newest = incident;
        telling.change(incident);
        // A muted closing followed by a muted re-opening leaves what was told true: it is out.
        boolean muted = again && flapping;
        closingUntold &= muted;
        if (!muted) {
            telling.owe(again ? Owed.Step.REOPENED : Owed.Step.OPENED, incident);
        }
    }

    void raise(long now, Severity severity, Telling telling) {
        Incident was = newest;
        if (was != null && was.isOpen() && severity.compareTo(was.severity()) > 0) {
            Incident raised =
                    next(was, IncidentState.UPDATED, now, severity, was.scope().operators(), was.marks(), was.span());
            telling.change(raised);
            if (!was.marks().flapping()) {
                telling.owe(Owed.Step.RAISED, raised);
            }
        }
    }

    /** The incident this one is of from now on, and told with; null when it is told for itself again. */
    void joins(long now, @Nullable String parent, Telling telling) {
        Incident was = newest;
        if (was != null && was.isOpen() && !Objects.equals(parent, was.scope().parent())) {
            Incident.Scope scope = was.scope().with(was.scope().operators(), parent);
            Incident joined = was.next(IncidentState.UPDATED, now).of(scope);
            newest = joined;
            telling.change(joined);
        }
    }

    void join(long now, String operator, Telling telling) {
        Incident was = newest;
        if (was != null && was.isOpen() && !was.scope().operators().contains(operator)) {
            TreeSet<String> operators = new TreeSet<>(was.scope().operators());
            operators.add(operator);
            telling.change(update(was, now, List.copyOf(operators), was.marks()));
        }
    }

    /** An operator is back, or left the registry; the last one to leave closes the incident. */
    void leave(long now, String operator, Ending ending, Telling telling) {
        Incident was = newest;
        if (was == null || !told().contains(operator)) {
            return;
        }
        List<String> operators = new ArrayList<>(was.scope().operators());
        operators.remove(operator);
        if (operators.isEmpty()) {
            close(now, ending, telling);
        } else {
            IncidentState state = was.isOpen() ? IncidentState.UPDATED : was.state();
            telling.change(next(was, state, now, was.severity(), operators, was.marks(), was.span()));
        }
    }

    void close(long now, Ending ending, Telling telling) {
        Incident was = newest;
        if (was == null || !was.isOpen()) {
            if (was != null && ByHand.isHeld(was)) {
                newest = ByHand.ended(was, now, ending);
                telling.change(newest);
            }
            return;
        }
        Incident.Marks marks = was.marks().ended(ending, null);
        Incident.Span span = new Incident.Span(
                was.span().start(),
                was.span().detected(),
                Math.max(ending.end(), was.span().start()));
        Incident closed =
                next(was, IncidentState.CLOSED, now, was.severity(), was.scope().operators(), marks, span);
        telling.change(closed);
        if (marks.flapping() && !ending.left()) {
            closingUntold = true;
        } else {
            telling.owe(Owed.Step.CLOSED, closed);
        }
    }

    void observed(long now, boolean observed, Telling telling) {
        Incident was = newest;
        if (was != null && was.isOpen() && was.marks().unobserved() == observed) {
            telling.change(update(
                    was,
                    now,
                    was.scope().operators(),
                    new Incident.Marks(
                            was.marks().flapping(), !observed, was.marks().retroactive(), false)));
        }
    }

    void flaps(long now, boolean flapping, Telling telling) {
        Incident was = newest;
        if (was == null) {
            return;
        }
        if (was.isOpen() && was.marks().flapping() != flapping) {
            Incident.Marks marks = new Incident.Marks(
                    flapping, was.marks().unobserved(), was.marks().retroactive(), false);
            Incident marked = update(was, now, was.scope().operators(), marks);
            telling.change(marked);
            if (flapping) {
                telling.owe(Owed.Step.FLAPPING, marked);
            }
        } else if (!was.isOpen() && !flapping && closingUntold) {
            closingUntold = false;
            telling.owe(Owed.Step.CLOSED, was);
        }
    }

    private Incident update(Incident was, long now, List<String> operators, Incident.Marks marks) {
        return next(was, IncidentState.UPDATED, now, was.severity(), operators, marks, was.span());
    }

    private Incident next(
            Incident was,
            IncidentState state,
            long now,
            Severity severity,
            List<String> operators,
            Incident.Marks marks,
            Incident.Span span) {
        Incident next = was.next(state, now)
                .graded(severity)
                .of(was.scope().with(operators, was.scope().parent()))
                .marked(marks)
                .lasting(span);
        newest = next;
        return next;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        out.writeBoolean(closingUntold);
        Incident incident = newest;
        out.writeBoolean(incident != null);
        if (incident != null) {
            IncidentCodec.write(out, incident);
        }
    }

    static Case read(DataInput in, String village, char kind) throws IOException {
        Case read = new Case(village, kind);
        read.count = in.readInt();
        read.closingUntold = in.readBoolean();
        read.newest = in.readBoolean() ? IncidentCodec.read(in) : null;
        return read;
    }
}
