package vn.phusong.incident;

/**
 * That a person, and not what was measured, closed or re-opened an incident.
 *
 * @param at when, epoch milliseconds
 * @param by name of the account
 * @param reason in the words of who did it; empty when it was re-opened without
 */
public record Hand(long at, String by, String reason) {
    static Hand of(Act act, long at) {
        return new Hand(at, act.by(), act.text(Act.REASON));
    }
}
