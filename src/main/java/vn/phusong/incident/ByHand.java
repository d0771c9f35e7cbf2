package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/**
 * What a person's closing and re-opening make of an incident. Neither ends nor begins an outage: a closing by hand holds for the outage it was said of as long
 * as that lasts, unbroken, and is told as what it is. When the outage ends, its end is written down, and told to nobody.
 */
final class ByHand {
    private ByHand() {}

    /** Closed by a person while it is, for all we know, still out. */
    static boolean isHeld(@Nullable Incident newest) {
        return newest != null && isClosed(newest) && !newest.span().hasEnded();
    }

    /** Closed by a person, whatever became of the outage. */
    static boolean isClosed(@Nullable Incident newest) {
        return newest != null && !newest.isOpen() && newest.marks().hand() != null;
    }

    /** Does it, if there is something to do: what is closed already is not closed again, and what is over is not re-opened. */
    static void act(Life life, Act act, long now, Telling telling) {
        Incident was = life.newest();
        if (was == null || !was.id().equals(act.subject())) {
            return;
        }
        if (act.deed() == Deed.CLOSE && was.isOpen()) {
            tell(life, Owed.Step.CLOSED, by(was, IncidentState.CLOSED, was.span(), act, now), telling);
        } else if (act.deed() == Deed.REOPEN && isHeld(was)) {
            // It is the same outage: it began when it began, and what was said of it before does not hold any more.
            Incident.Span span = new Incident.Span(was.span().start(), now, -1);
            tell(life, Owed.Step.REOPENED, by(was, IncidentState.OPENED, span, act, now), telling);
        }
    }

    private static Incident by(Incident was, IncidentState state, Incident.Span span, Act act, long now) {
        return was.next(state, now).lasting(span).by(Hand.of(act, now));
    }

    private static void tell(Life life, Owed.Step step, Incident next, Telling telling) {
        life.revise(next);
        telling.change(next);
        telling.owe(step, next);
    }

    /** The outage of one that is held is over, or its place left: written down, told to nobody. */
    static Incident ended(Incident held, long now, Ending ending) {
        Incident.Span span = held.span();
        Incident.Marks marks = held.marks();
        return held.next(IncidentState.CLOSED, now)
                .lasting(new Incident.Span(span.start(), span.detected(), Math.max(ending.end(), span.start())))
                .marked(marks.ended(ending, marks.hand()));
    }
}
