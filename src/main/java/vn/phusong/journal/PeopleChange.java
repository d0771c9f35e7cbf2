package vn.phusong.journal;

import java.util.List;
import vn.phusong.incident.Act;

/**
 * What changes about accounts and sessions, durable together or not at all, with the acts that say who did it.
 *
 * @param accounts to set, new ones and old ones
 * @param begun sessions that begin
 * @param seen sessions whose people were seen again
 * @param ended tokens of sessions that are over
 * @param acts for the audit log
 */
public record PeopleChange(
        List<Account> accounts, List<Login> begun, List<Login> seen, List<String> ended, List<Act> acts) {
    public PeopleChange {
        accounts = List.copyOf(accounts);
        begun = List.copyOf(begun);
        seen = List.copyOf(seen);
        ended = List.copyOf(ended);
        acts = List.copyOf(acts);
    }
}
