package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A refusal as RFC 9457 has it: status, title and one sentence that names the field and the value it saw. Carries no stack: it is an answer, not a bug. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_VALUE = 100;

    private final int status;
    private final @Nullable String field;
    private final @Nullable String value;

    private final @Nullable String by;

    private Problem(int status, String detail, @Nullable String field, @Nullable String value, @Nullable String by) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
        this.value = value;
        this.by = by;
    }

    static Problem of(int status, String detail) {
        return new Problem(status, detail, null, null, null);
    }

    /** A parameter that cannot be understood: {@code rule} continues "field …". */
    static Problem badField(String field, String rule, String value) {
        String seen = shown(value);
        return new Problem(400, field + " " + rule + ", was \"" + seen + '"', field, seen, null);
    }

    static Problem notFound(String what, String id) {
        String seen = shown(id);
        return new Problem(404, "there is no " + what + " \"" + seen + '"', what, seen, null);
    }

    /** Somebody else was first: {@code did} continues their name. */
    static Problem taken(String by, String did) {
        return new Problem(409, by + " " + did, null, null, by);
    }

    int status() {
        return status;
    }

    JsonObject json(String path) {
        JsonObject json = new JsonObject()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", shown(path));
        if (field != null) {
            json.put("field", field).put("value", value);
        }
        if (by != null) {
            json.put("by", by);
        }
        return json;
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 421 -> "Misdirected Request";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Request refused" : "Internal Server Error";
        };
    }

    private static String shown(String value) {
        String cut = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
