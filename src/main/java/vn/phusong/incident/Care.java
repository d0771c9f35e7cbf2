package vn.phusong.incident;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did about one incident, over all its revisions. What was said of an outage that ended does not hold for the next one of the same incident: ask
 * {@link #isAcknowledged} and {@link #isSnoozed}, not the words.
 *
 * @param acknowledged the newest of them, null when nobody did
 * @param assigned {@code text} is the account that looks after it, empty when it was taken back
 * @param snoozedUntil first moment it may be told again
 * @param closed the newest closing by a person; {@code text} is the reason
 * @param comments oldest first
 */
public record Care(
        @Nullable Word acknowledged,
        @Nullable Word assigned,
        @Nullable Word snoozed,
        long snoozedUntil,
        @Nullable Word closed,
        @Nullable Word reopened,
        List<Word> comments) {
    public static final Care NONE = new Care(null, null, null, 0, null, null, List.of());

    /** That somebody said something. */
    public record Word(long at, String by, String text) {}

    public Care {
        comments = List.copyOf(comments);
    }

    /** Whether somebody acknowledged the outage it is of now: a re-opened incident is news again. */
    public boolean isAcknowledged(Incident incident) {
        return acknowledged != null && acknowledged.at() >= incident.span().detected();
    }

    /** Whether nobody is to be told of the outage it is of now. The moment of {@code snoozedUntil} is no longer in it. */
    public boolean isSnoozed(Incident incident, long at) {
        return snoozed != null && snoozed.at() >= incident.span().detected() && at < snoozedUntil;
    }

    /** Who looks after it, null for nobody. Stays so when it re-opens. */
    public @Nullable String assignee() {
        return assigned == null || assigned.text().isEmpty() ? null : assigned.text();
    }

    /** The same after one act more about the same incident. */
    Care with(Act act) {
        return switch (act.deed()) {
            case ACKNOWLEDGE ->
                new Care(word(act, Act.TEXT), assigned, snoozed, snoozedUntil, closed, reopened, comments);
            case ASSIGN ->
                new Care(acknowledged, word(act, Act.ASSIGNEE), snoozed, snoozedUntil, closed, reopened, comments);
            case SNOOZE ->
                new Care(
                        acknowledged, assigned, word(act, Act.REASON), act.time(Act.UNTIL), closed, reopened, comments);
            case CLOSE ->
                new Care(acknowledged, assigned, snoozed, snoozedUntil, word(act, Act.REASON), reopened, comments);
            case REOPEN ->
                new Care(acknowledged, assigned, snoozed, snoozedUntil, closed, word(act, Act.REASON), comments);
            case COMMENT -> commented(word(act, Act.TEXT));
            default -> this;
        };
    }

    private Care commented(Word said) {
        List<Word> more = new ArrayList<>(comments);
        more.add(said);
        return new Care(acknowledged, assigned, snoozed, snoozedUntil, closed, reopened, more);
    }

    private static Word word(Act act, String detail) {
        return new Word(act.at(), act.by(), act.text(detail));
    }
}
