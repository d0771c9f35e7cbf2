package vn.phusong.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;

/** The parameters of one request, each checked once and refused by name. An unknown parameter is refused too: a filter that is not applied would tell an untruth. */
final class Asked {
    static final int DEFAULT_LIMIT = 100;
    static final int MOST = 1000;
    private static final int LONGEST = 200;

    private final RoutingContext context;
    private final MultiMap query;

    Asked(RoutingContext context, Set<String> allowed) {
        this.context = context;
        this.query = query(context);
        for (String name : query.names()) {
            if (!allowed.contains(name)) {
                throw Problem.badField(
                        "parameter",
                        "must be one of " + allowed.stream().sorted().toList(),
                        name);
            }
            if (query.getAll(name).size() > 1) {
                throw Problem.badField(name, "must be given once", String.join("&", query.getAll(name)));
            }
        }
    }

    private static MultiMap query(RoutingContext context) {
        try {
            return context.queryParams();
        } catch (io.vertx.ext.web.handler.HttpException unreadable) {
            throw Problem.badField(
                    "query",
                    "must be percent-encoded UTF-8",
                    String.valueOf(context.request().query()));
        }
    }

    /** Whether somebody who logged in asks. */
    boolean isByPerson() {
        return Person.of(context) != null;
    }

    /** Whether somebody asks who mends what is out. */
    boolean isByOperator() {
        Person person = Person.of(context);
        return person != null && person.role().isAtLeast(Role.OPERATOR);
    }

    /** Notes in the security log that who asks saw what belongs to few households. */
    void saw(String subject) {
        Consumer<String> log = context.get(Porter.SAW);
        if (log != null) {
            log.accept(subject);
        }
    }

    /** Refuses who has not that role. */
    void only(Role least) {
        Person person = Person.with(least, context);
        assert person.role().isAtLeast(least);
    }

    String path(String name) {
        return String.valueOf(context.pathParam(name));
    }

    @Nullable
    String text(String name) {
        String value = query.get(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw Problem.badField(name, "must have at most " + LONGEST + " characters", value);
        }
        return value;
    }

    int limit() {
        String value = text("limit");
        if (value == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, like a number out of range.
        }
        throw Problem.badField("limit", "must be a whole number from 1 to " + MOST, value);
    }

    /** Whether a table is asked for, by {@code format=csv} or, without it, by an Accept header that names no other form we have. */
    boolean isForTable() {
        String format = text("format");
        if (format == null) {
            String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
            return accepted != null && accepted.contains("text/csv") && !accepted.contains("json");
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw Problem.badField("format", "must be json or csv", format);
        };
    }

    @Nullable
    Long time(String name) {
        String value = text(name);
        return value == null ? null : Times.read(name, value);
    }

    @Nullable
    Standing standing() {
        String value = text("standing");
        if (value == null) {
            return null;
        }
        for (Standing standing : Standing.values()) {
            if (standing != Standing.RECOVERING && standing.name().equals(value.toUpperCase(Locale.ROOT))) {
                return standing;
            }
        }
        throw Problem.badField("standing", "must be one of COVERED, DEGRADED, UNCOVERED, UNKNOWN", value);
    }

    /** True for {@code open}, false for {@code closed}, null when all are asked for. */
    @Nullable
    Boolean open() {
        String value = text("state");
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "open" -> Boolean.TRUE;
            case "closed" -> Boolean.FALSE;
            default -> throw Problem.badField("state", "must be open or closed", value);
        };
    }
}
