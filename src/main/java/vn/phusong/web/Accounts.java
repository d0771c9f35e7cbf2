package vn.phusong.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.journal.Account;
import vn.phusong.journal.People;
import vn.phusong.journal.PeopleChange;
import vn.phusong.journal.SecurityEvent;

/**
 * Rules over accounts: adds, changes, locks and opens them, each an act in the audit log, durable when the method returns. The same for the page and for the
 * console. Every method blocks and comes in turn: for workers only, never for a loop.
 */
public final class Accounts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");
    /** By whom acts of the program itself are. */
    private static final String PROGRAM = "phusong";

    /** Who makes it durable. */
    public interface Keeper {
        /** Completes when it is, or fails with the reason why it is not. */
        CompletableFuture<PeopleChange> keep(PeopleChange change);

        /** A line for the security log, soon. */
        void report(SecurityEvent event);
    }

    private final PeopleSettings settings;
    private final LongSupplier clock;
    private final Roll roll;
    private final Passwords passwords;
    private final Logins logins;
    private final Keeper keeper;

    /** @param clock real time, epoch milliseconds: how long somebody may stay logged in does not hang on the speed of a simulation */
    public Accounts(PeopleSettings settings, People known, Keeper keeper, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
        this.keeper = keeper;
        this.roll = new Roll(known, keeper, settings.span());
        this.passwords = new Passwords(settings.password());
        this.logins = new Logins(settings, roll, passwords, keeper, clock);
    }

    /**
     * Makes the first administrator when nobody has an account.
     *
     * @param noted takes the one-time password before the account is there, so that nobody can be left with an account and no password
     * @return the one-time password; null when somebody has an account
     */
    public synchronized @Nullable String first(String name, Consumer<String> noted) throws AccountRefused {
        if (!roll.accounts().isEmpty()) {
            return null;
        }
        String once = Passwords.once();
        noted.accept(once);
        add(name, Role.ADMINISTRATOR, passwords.hash(once), 0, new Caller(PROGRAM, "", true));
        return once;
    }

    /** Every account, by name. */
    public Collection<Account> all() {
        return roll.accounts();
    }

    /**
     * Adds one.
     *
     * @param password chosen by its owner, null for a one-time password
     * @return the one-time password; null when one was given
     */
    public synchronized @Nullable String add(String name, Role role, @Nullable String password, Caller by)
            throws AccountRefused {
        checked(name, password);
        String once = password == null ? Passwords.once() : null;
        String hash = passwords.hash(once == null ? String.valueOf(password) : once);
        add(name, role, hash, once == null ? clock.getAsLong() : 0, by);
        return once;
    }

    private void add(String name, Role role, String hash, long chosenAt, Caller by) throws AccountRefused {
        if (!NAME.matcher(name).matches() || name.equals(PROGRAM)) {
            throw new AccountRefused(
                    400, "a name has 2 to 32 small letters, digits, dots, dashes and underscores, and is not phusong");
        }
        if (roll.account(name) != null) {
            throw new AccountRefused(409, "there is an account " + name + " already");
        }
        Account account = new Account(name, role.word(), hash, true, chosenAt, 0);
        keep(account, List.of(), act(by, Deed.ACCOUNT_ADDED, name, "role", role.word()));
    }

    @CanIgnoreReturnValue
    public synchronized Account role(String name, Role role, Caller by) throws AccountRefused {
        Account before = known(name);
        if (before.role().equals(role.word())) {
            return before;
        }
        Account after = stillRuled(before.as(role.word()));
        keep(
                after,
                roll.sessionsOf(name),
                act(by, Deed.ROLE_CHANGED, name, "role", role.word(), "before", before.role()));
        return after;
    }

    /** Lets one log in again, also when it is locked, or no more. */
    @CanIgnoreReturnValue
    public synchronized Account enable(String name, boolean whether, Caller by) throws AccountRefused {
        Account before = known(name);
        boolean isLocked = before.lockedUntil() > clock.getAsLong();
        if (before.isEnabled() == whether && !(whether && isLocked)) {
            return before;
        }
        Account after = stillRuled(before.enabled(whether).lockedUntil(whether ? 0 : before.lockedUntil()));
        Deed deed =
                !whether ? Deed.ACCOUNT_DISABLED : before.isEnabled() ? Deed.ACCOUNT_UNLOCKED : Deed.ACCOUNT_ENABLED;
        keep(after, whether ? List.of() : roll.sessionsOf(name), act(by, deed, name));
        logins.forget(name);
        return after;
    }

    /**
     * Gives one another password, unlocks it and ends its sessions.
     *
     * @param password chosen by its owner, null for a one-time password
     * @return the one-time password; null when one was given
     */
    public synchronized @Nullable String reset(String name, @Nullable String password, Caller by)
            throws AccountRefused {
        Account before = known(name);
        checked(name, password);
        String once = password == null ? Passwords.once() : null;
        String hash = passwords.hash(once == null ? String.valueOf(password) : once);
        Account after = before.with(hash, once == null ? clock.getAsLong() : 0).lockedUntil(0);
        keep(
                after,
                roll.sessionsOf(name),
                act(by, Deed.PASSWORD_CHANGED, name, "oneTime", String.valueOf(once != null)));
        logins.forget(name);
        return once;
    }

    synchronized Entered login(String name, String password, Caller from) throws AccountRefused {
        return logins.login(name, password, from);
    }

    synchronized Entered change(Entered session, String old, String next, Caller from) throws AccountRefused {
        return logins.change(session, old, next, from);
    }

    synchronized Entered logout(Entered session, Caller from) throws AccountRefused {
        return logins.logout(session, from);
    }

    /** Who holds this token now, null for nobody. Never blocks: any thread. */
    @Nullable
    Entered entered(String token, boolean isActive) {
        return logins.entered(token, isActive);
    }

    /** Notes who looked at what belongs to few households. Any thread. */
    void saw(String subject, Caller who) {
        keeper.report(new SecurityEvent(clock.getAsLong(), "household_data_seen", subject, who.address(), who.name()));
    }

    PeopleSettings settings() {
        return settings;
    }

    long now() {
        return clock.getAsLong();
    }

    Account known(String name) throws AccountRefused {
        Account account = roll.account(name);
        if (account == null) {
            throw new AccountRefused(404, "there is no account " + name.replaceAll("[^a-z0-9._-]", "?"));
        }
        return account;
    }

    private void checked(String name, @Nullable String password) throws AccountRefused {
        String complaint = password == null ? null : passwords.complaint(name, password);
        if (complaint != null) {
            throw new AccountRefused(400, complaint);
        }
    }

    /** Somebody must be left who may give the others back what they lost. */
    private Account stillRuled(Account after) throws AccountRefused {
        boolean isRuled = rules(after)
                || roll.accounts().stream().anyMatch(other -> !other.name().equals(after.name()) && rules(other));
        if (!isRuled) {
            throw new AccountRefused(409, after.name() + " is the last administrator who may log in");
        }
        return after;
    }

    private static boolean rules(Account account) {
        return account.isEnabled() && account.role().equals(Role.ADMINISTRATOR.word());
    }

    private Act act(Caller by, Deed deed, String subject, String... details) {
        List<String> said = new ArrayList<>(List.of(details));
        if (!by.address().isEmpty()) {
            said.addAll(List.of(Act.PEER, by.address()));
        }
        return Act.of(clock.getAsLong(), by.name(), deed, subject, said.toArray(String[]::new));
    }

    private void keep(Account account, List<Session> ended, Act act) throws AccountRefused {
        List<String> tokens =
                ended.stream().map(session -> session.login().token()).toList();
        roll.keep(new PeopleChange(List.of(account), List.of(), List.of(), tokens, List.of(act)));
    }
}
