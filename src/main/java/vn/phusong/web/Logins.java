package vn.phusong.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.journal.Account;
import vn.phusong.journal.Login;
import vn.phusong.journal.PeopleChange;
import vn.phusong.journal.SecurityEvent;

/** Lets people in and out: the password, the lock, the sessions. Guarded by {@link Accounts}, but for {@link #entered}. */
final class Logins {
    /** So many sessions one account may have, the oldest ends for a new one. */
    private static final int SESSIONS = 10;
    /** One sentence for every reason, so that it never says which. */
    private static final String REFUSED = "name or password is wrong, or this account may not log in here now";

    private final PeopleSettings settings;
    private final Roll roll;
    private final Passwords passwords;
    private final Accounts.Keeper keeper;
    private final LongSupplier clock;
    private final Attempts attempts;

    Logins(PeopleSettings settings, Roll roll, Passwords passwords, Accounts.Keeper keeper, LongSupplier clock) {
        this.settings = settings;
        this.roll = roll;
        this.passwords = passwords;
        this.keeper = keeper;
        this.clock = clock;
        this.attempts = new Attempts(settings.lock());
    }

    Entered login(String given, String password, Caller from) throws AccountRefused {
        long now = clock.getAsLong();
        String name = given.toLowerCase(Locale.ROOT);
        mayTry(from, now);
        Account account = roll.account(name);
        boolean isRight = passwords.isRight(account == null ? null : account.hash(), password);
        if (account == null || !isRight || !mayEnter(account, from, now)) {
            refused(account, isRight, from, now);
            throw new AccountRefused(401, REFUSED);
        }
        attempts.forget(name);
        return enter(fresh(account, password), List.of(), Deed.LOGIN, from, now);
    }

    private void mayTry(Caller from, long now) throws AccountRefused {
        long waitsMs = attempts.waitsMs(from.address(), now);
        if (waitsMs > 0) {
            throw new AccountRefused(
                    429, "too many wrong logins from this address, try again in " + (waitsMs / 60_000 + 1) + " min");
        }
    }

    private static boolean mayEnter(Account account, Caller from, long now) {
        return account.isEnabled() && account.lockedUntil() <= now && !isRulerElsewhere(account, from);
    }

    private static boolean isRulerElsewhere(Account account, Caller from) {
        return !from.isAtAdministration() && Role.of(account.role()) == Role.ADMINISTRATOR;
    }

    /**
     * The audit log is never trimmed, so only what the lock bounds goes there: wrong passwords of an account that is open. Names that nobody has are not
     * kept at all, for people type their passwords there. An administrator who cannot log in here anyway is not locked either: whoever reaches only the
     * public page could lock out those who rule elsewhere.
     */
    private void refused(@Nullable Account account, boolean isRight, Caller from, long now) {
        attempts.failedFrom(from.address(), now);
        if (account == null
                || isRight
                || isRulerElsewhere(account, from)
                || !account.isEnabled()
                || account.lockedUntil() > now) {
            String whom = account == null ? "" : account.name();
            keeper.report(new SecurityEvent(now, "person_refused", "", from.address(), whom));
            return;
        }
        Act failed = act(now, "phusong", Deed.LOGIN_FAILED, account.name(), from);
        if (!attempts.isEnough(account.name(), now)) {
            roll.later(Roll.acts(failed));
            return;
        }
        Account locked = account.lockedUntil(now + settings.lock().ms());
        Act lock = act(now, "phusong", Deed.ACCOUNT_LOCKED, account.name(), from);
        roll.later(new PeopleChange(List.of(locked), List.of(), List.of(), List.of(), List.of(failed, lock)));
    }

    /** Its hash made anew when the settings ask for other parameters since: only now is the password known. */
    private Account fresh(Account account, String password) {
        Account open = account.lockedUntil(0);
        return passwords.isOld(open.hash()) ? open.with(passwords.hash(password), open.passwordAt()) : open;
    }

    /** Changes the password of who is logged in; every session of the account ends, and a new one begins. */
    Entered change(Entered session, String old, String next, Caller from) throws AccountRefused {
        long now = clock.getAsLong();
        mayTry(from, now);
        Account account = roll.account(session.account().name());
        if (account == null || !passwords.isRight(account.hash(), old) || account.lockedUntil() > now) {
            refused(account, false, from, now);
            throw new AccountRefused(401, "the old password is wrong, or the account is locked");
        }
        String complaint = passwords.complaint(account.name(), next);
        if (complaint != null || passwords.isRight(account.hash(), next)) {
            throw new AccountRefused(400, complaint == null ? "the new password is the old one" : complaint);
        }
        Account changed = account.with(passwords.hash(next), now);
        return enter(changed, roll.sessionsOf(account.name()), Deed.PASSWORD_CHANGED, from, now);
    }

    private Entered enter(Account account, List<Session> left, Deed deed, Caller from, long now) throws AccountRefused {
        List<Session> ended = new ArrayList<>(left);
        roll.sessionsOf(null).stream()
                .filter(session -> session.isOver(now, settings.span()))
                .forEach(ended::add);
        List<Session> others = roll.sessionsOf(account.name());
        others.removeAll(ended);
        ended.addAll(others.subList(0, Math.max(0, others.size() - SESSIONS + 1)));
        String token = Session.token();
        roll.keep(new PeopleChange(
                List.of(account),
                List.of(new Login(Session.kept(token), account.name(), now, now)),
                List.of(),
                ended.stream()
                        .map(session -> session.login().token())
                        .distinct()
                        .toList(),
                List.of(act(now, account.name(), deed, account.name(), from))));
        return entered(token, account, now + settings.span().wholeMs());
    }

    Entered logout(Entered session, Caller from) throws AccountRefused {
        long now = clock.getAsLong();
        String name = session.account().name();
        roll.keep(new PeopleChange(
                List.of(),
                List.of(),
                List.of(),
                List.of(Session.kept(session.token())),
                List.of(act(now, name, Deed.LOGOUT, name, from))));
        return session;
    }

    /** Any thread. */
    @Nullable
    Entered entered(String token, boolean isActive) {
        Session session = roll.session(token, clock.getAsLong(), isActive);
        Account account = session == null ? null : roll.account(session.login().account());
        return session == null || account == null || !account.isEnabled()
                ? null
                : entered(token, account, session.endsAt(settings.span()));
    }

    private Entered entered(String token, Account account, long endsAt) {
        long oldestMs = settings.password().oldestMs();
        boolean isTooOld = oldestMs > 0 && clock.getAsLong() - account.passwordAt() >= oldestMs;
        return new Entered(token, account, Role.of(account.role()), endsAt, account.passwordAt() == 0 || isTooOld);
    }

    void forget(String account) {
        attempts.forget(account);
    }

    private static Act act(long at, String by, Deed deed, String subject, Caller from) {
        return from.address().isEmpty()
                ? Act.of(at, by, deed, subject)
                : Act.of(at, by, deed, subject, Act.PEER, from.address());
    }
}
