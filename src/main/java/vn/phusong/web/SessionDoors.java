package vn.phusong.web;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Logging in and out, who am I, and changing one's own password. */
final class SessionDoors {
    private final Accounts accounts;
    private final Porter porter;
    private final PeopleDesk desk;
    private final Vertx vertx;

    SessionDoors(Accounts accounts, Porter porter, PeopleDesk desk, Vertx vertx) {
        this.accounts = accounts;
        this.porter = porter;
        this.desk = desk;
        this.vertx = vertx;
    }

    void on(Router router) {
        router.get(Porter.SESSION)
                .handler(context -> Body.send(context, 200, session(context, Porter.entered(context))));
        router.post(Porter.SESSION).handler(Body.reader()).handler(this::login);
        router.delete(Porter.SESSION).handler(this::logout);
        router.post(Porter.PASSWORD).handler(Body.reader()).handler(this::change);
    }

    private JsonObject session(RoutingContext context, @Nullable Entered entered) {
        PeopleSettings settings = accounts.settings();
        JsonObject json = new JsonObject()
                .put("read", settings.readsNeedLogin() ? "login" : "open")
                .put("administration", porter.caller(context).isAtAdministration())
                .put("shortest", settings.password().shortest())
                .put("kinds", settings.password().kinds());
        if (entered == null) {
            return json.putNull("name").putNull("role");
        }
        return json.put("name", entered.account().name())
                .put("role", entered.role().word())
                .put("mustChange", entered.mustChange())
                .put("csrf", Session.csrf(entered.token()))
                .put("endsAt", Times.text(entered.endsAt()));
    }

    /** A refusal is held back until its time has come, whatever it is for. */
    private void login(RoutingContext context) {
        Body body = Body.of(context, Set.of("name", "password"));
        String name = body.text("name");
        String password = body.text("password");
        Caller from = porter.caller(context);
        long begun = System.nanoTime();
        desk.ask(() -> accounts.login(name, password, from)).onComplete(entered -> enter(context, entered), failure -> {
            long heldMs = accounts.settings().lock().heldMs() - (System.nanoTime() - begun) / 1_000_000;
            long timer = vertx.setTimer(Math.max(1, heldMs), due -> context.fail(failure));
            assert timer >= 0;
        });
    }

    private void enter(RoutingContext context, Entered entered) {
        porter.handOut(context, entered.token());
        Body.send(context, 200, session(context, entered));
    }

    private void logout(RoutingContext context) {
        Entered entered = in(context);
        Caller from = porter.caller(context);
        desk.ask(() -> accounts.logout(entered, from))
                .onComplete(
                        done -> {
                            porter.takeBack(context);
                            Sent.of(context.response().setStatusCode(204).end());
                        },
                        context::fail);
    }

    private void change(RoutingContext context) {
        Body body = Body.of(context, Set.of("old", "new"));
        String old = body.text("old");
        String next = body.text("new");
        Entered entered = in(context);
        Caller from = porter.caller(context);
        desk.ask(() -> accounts.change(entered, old, next, from))
                .onComplete(changed -> enter(context, changed), context::fail);
    }

    private static Entered in(RoutingContext context) {
        Entered entered = Porter.entered(context);
        if (entered == null) {
            throw Problem.of(401, "log in first");
        }
        return entered;
    }
}
