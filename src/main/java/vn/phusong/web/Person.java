package vn.phusong.web;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Put on a request by who checked it, before any door answers.
 *
 * @param name of the account
 */
public record Person(String name, Role role) {
    private static final String KEY = "phusong.person";

    /** Null when nobody logged in. */
    public static @Nullable Person of(RoutingContext context) {
        return context.get(KEY);
    }

    /** From here on the request is this person's. */
    public void put(RoutingContext context) {
        context.put(KEY, this);
    }

    /**
     * The person who may do it.
     *
     * @throws Problem 401 when nobody logged in, 403 when the role is not enough
     */
    static Person with(Role least, RoutingContext context) {
        Person person = of(context);
        if (person == null) {
            throw Problem.of(401, "log in first");
        }
        if (!person.role().isAtLeast(least)) {
            throw Problem.of(
                    403,
                    "this takes the role " + least.word() + ", yours is "
                            + person.role().word());
        }
        return person;
    }
}
