package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Account;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.People;
import vn.phusong.journal.PeopleChange;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.web.AccountRefused;
import vn.phusong.web.Accounts;
import vn.phusong.web.Caller;
import vn.phusong.web.Role;

/** What a person at this machine may do with accounts, and the first of them. The same whether the program runs or not. */
final class AccountDesk {
    /** Holds the first administrator's one-time password until it is changed; readable by its owner only. */
    static final String FIRST = "first-password";

    private final Accounts accounts;
    private final String firstName;
    private final Path file;

    AccountDesk(Watch watch, Settings settings) throws Failure {
        this.firstName = settings.text("admin.first").toLowerCase(Locale.ROOT);
        this.file = settings.dataFolder().resolve(FIRST);
        try {
            People known = People.of(settings.dataFolder());
            this.accounts = new Accounts(
                    PeopleReader.of(settings), known, new Kept(watch, file, firstName), System::currentTimeMillis);
        } catch (JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** Has the journal keep it; and takes the file of the first password away once that is used. */
    private record Kept(Watch watch, Path file, String firstName) implements Accounts.Keeper {
        @Override
        public CompletableFuture<PeopleChange> keep(PeopleChange change) {
            return watch.keep(change).thenApply(kept -> {
                boolean isUsed = kept.accounts().stream()
                        .anyMatch(account -> account.name().equals(firstName) && account.passwordAt() > 0);
                if (isUsed) {
                    forget();
                }
                return kept;
            });
        }

        private void forget() {
            try {
                boolean wasThere = Files.deleteIfExists(file);
                assert wasThere || !wasThere;
            } catch (IOException e) {
                // What it says does not work any more.
                assert Files.exists(file);
            }
        }

        @Override
        public void report(SecurityEvent event) {
            watch.batcher().report(event);
        }
    }

    Accounts accounts() {
        return accounts;
    }

    /** Makes the first administrator when nobody has an account yet: what to tell whoever started the program, null when somebody has. */
    @Nullable
    String first() throws Failure {
        try {
            String once = accounts.first(firstName, this::note);
            return once == null
                    ? null
                    : "No account was there: log in as " + firstName + " with the one-time password " + once
                            + " (also in " + file + " until it is changed)";
        } catch (AccountRefused e) {
            throw new Failure("the first administrator cannot be made (admin.first): " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage());
        }
    }

    private void note(String once) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(OwnFile.create(file), once + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code verb} is {@code add}, {@code list}, {@code role}, {@code password}, {@code disable} or {@code enable}. */
    JsonObject handle(JsonObject request) throws Failure {
        String name = request.getString("name", "");
        Caller by = Caller.console(request.getString("user", "unknown"));
        try {
            return switch (request.getString("verb", "")) {
                case "list" -> list();
                case "add" -> once(name, accounts.add(name, role(request), request.getString("password"), by));
                case "role" -> json(accounts.role(name, role(request), by));
                case "password" -> once(name, accounts.reset(name, request.getString("password"), by));
                case "disable" -> json(accounts.enable(name, false, by));
                case "enable" -> json(accounts.enable(name, true, by));
                default -> throw new Failure("nobody here does that with accounts");
            };
        } catch (AccountRefused e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static Role role(JsonObject request) throws Failure {
        String word = request.getString("role", "");
        Role role = Role.of(word);
        if (!role.word().equals(word)) {
            throw new Failure("a role is viewer, operator or administrator, was \"" + word + '"');
        }
        return role;
    }

    private JsonObject list() {
        JsonArray list = new JsonArray();
        accounts.all().forEach(account -> list.add(json(account)));
        return new JsonObject().put("accounts", list);
    }

    private static JsonObject once(String name, @Nullable String once) {
        JsonObject json = new JsonObject().put("name", name);
        return once == null ? json : json.put("oneTimePassword", once);
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("name", account.name())
                .put("role", account.role())
                .put("enabled", account.isEnabled())
                .put("oneTime", account.passwordAt() == 0)
                .put("locked", account.lockedUntil() > System.currentTimeMillis());
    }
}
