package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Account;

/** The accounts, for administrators; the porter asked for that role before. */
final class AccountDoors {
    private static final String ONCE = "oneTimePassword";

    private final Accounts accounts;
    private final Porter porter;
    private final PeopleDesk desk;

    AccountDoors(Accounts accounts, Porter porter, PeopleDesk desk) {
        this.accounts = accounts;
        this.porter = porter;
        this.desk = desk;
    }

    void on(Router router) {
        router.get(Porter.ACCOUNTS).handler(this::list);
        router.post(Porter.ACCOUNTS).handler(Body.reader()).handler(this::add);
        router.patch(Porter.ACCOUNTS + "/:name").handler(Body.reader()).handler(this::patch);
    }

    private void list(RoutingContext context) {
        JsonArray list = new JsonArray();
        accounts.all().forEach(account -> list.add(json(account, null)));
        Body.send(context, 200, new JsonObject().put("accounts", list));
    }

    private void add(RoutingContext context) {
        Body body = Body.of(context, Set.of("name", "role"));
        String name = body.text("name");
        Role role = body.role();
        Caller by = porter.caller(context);
        desk.ask(() -> {
                    String once = accounts.add(name, role, null, by);
                    return json(accounts.known(name), once);
                })
                .onComplete(added -> Body.send(context, 201, added), context::fail);
    }

    private void patch(RoutingContext context) {
        Body body = Body.of(context, Set.of("role", "enabled", ONCE));
        String name = String.valueOf(context.pathParam("name"));
        Role role = body.has("role") ? body.role() : null;
        Boolean enabled = body.flag("enabled");
        boolean isReset = Boolean.TRUE.equals(body.flag(ONCE));
        if (body.json().size() != 1 || (role == null && enabled == null && !isReset)) {
            throw Problem.of(400, "say one thing that changes: role, enabled, or " + ONCE + ": true");
        }
        Caller by = porter.caller(context);
        desk.ask(() -> {
                    if (role != null) {
                        return json(accounts.role(name, role, by), null);
                    }
                    if (enabled != null) {
                        return json(accounts.enable(name, enabled, by), null);
                    }
                    String once = accounts.reset(name, null, by);
                    return json(accounts.known(name), once);
                })
                .onComplete(after -> Body.send(context, 200, after), context::fail);
    }

    private JsonObject json(Account account, @Nullable String once) {
        long lockedUntil = account.lockedUntil();
        JsonObject json = new JsonObject()
                .put("name", account.name())
                .put("role", account.role())
                .put("enabled", account.isEnabled())
                .put("oneTime", account.passwordAt() == 0)
                .put("passwordAt", account.passwordAt() == 0 ? null : Times.text(account.passwordAt()))
                .put("lockedUntil", lockedUntil > accounts.now() ? Times.text(lockedUntil) : null);
        return once == null ? json : json.put(ONCE, once);
    }
}
