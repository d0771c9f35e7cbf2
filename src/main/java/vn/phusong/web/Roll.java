package vn.phusong.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Act;
import vn.phusong.journal.Account;
import vn.phusong.journal.Login;
import vn.phusong.journal.People;
import vn.phusong.journal.PeopleChange;

/**
 * Who has an account and who is logged in, as the journal holds it, in memory. What changes is durable before it is here, but for the end of a session: that
 * is here first. Read by any thread; changed by who holds {@link Accounts}.
 */
final class Roll {
    private static final Logger LOG = LoggerFactory.getLogger(Roll.class);

    private final Accounts.Keeper keeper;
    private final PeopleSettings.Span span;
    private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    Roll(People known, Accounts.Keeper keeper, PeopleSettings.Span span) {
        this.keeper = keeper;
        this.span = span;
        known.accounts().forEach(account -> accounts.put(account.name(), account));
        known.logins().forEach(login -> sessions.put(login.token(), new Session(login)));
    }

    @Nullable
    Account account(String name) {
        return accounts.get(name);
    }

    Collection<Account> accounts() {
        return new TreeMap<>(accounts).values();
    }

    /**
     * The session of a token, null when it is over or never was.
     *
     * @param isActive whether the person did something, or the page by itself
     */
    @Nullable
    Session session(String token, long now, boolean isActive) {
        Session session = sessions.get(Session.kept(token));
        if (session == null || session.isOver(now, span)) {
            return null;
        }
        if (isActive && session.isSeen(now, span)) {
            later(new PeopleChange(List.of(), List.of(), List.of(session.login().seenAt(now)), List.of(), List.of()));
        }
        return session;
    }

    /** Sessions of one account, or of all; those that are over among them. Oldest first. */
    List<Session> sessionsOf(@Nullable String account) {
        List<Session> found = new ArrayList<>(sessions.values());
        found.removeIf(session -> account != null && !session.login().account().equals(account));
        found.sort((one, other) ->
                Long.compare(one.login().begunAt(), other.login().begunAt()));
        return found;
    }

    /** Durable when this returns. Blocks. */
    void keep(PeopleChange change) throws AccountRefused {
        List<Session> ended = new ArrayList<>();
        for (String token : change.ended()) {
            Session session = sessions.remove(token);
            if (session != null) {
                ended.add(session);
            }
        }
        try {
            boolean isKept = keeper.keep(change).join() != null;
            assert isKept;
        } catch (CompletionException e) {
            // Nothing of it happened: a session that seems over would be there again after a restart.
            ended.forEach(session -> sessions.put(session.login().token(), session));
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new AccountRefused(503, "this cannot be kept now: " + cause.getMessage());
        }
        change.accounts().forEach(account -> accounts.put(account.name(), account));
        change.begun().forEach(this::begin);
    }

    /** Durable soon; nobody waits. What is lost by a full disk is told in the log. */
    void later(PeopleChange change) {
        change.accounts().forEach(account -> accounts.put(account.name(), account));
        CompletableFuture<PeopleChange> kept = keeper.keep(change).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("what happened about accounts could not be kept: {}", failure.getMessage());
            }
        });
        assert kept != null;
    }

    private void begin(Login login) {
        sessions.put(login.token(), new Session(login));
    }

    PeopleSettings.Span span() {
        return span;
    }

    static PeopleChange acts(Act... acts) {
        return new PeopleChange(List.of(), List.of(), List.of(), List.of(), List.of(acts));
    }
}
