package vn.phusong.ingest;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Outcome;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The one answer to one request of the HTTP door; whoever comes second says nothing. Problems are RFC 9457. The request's event loop only. */
final class HttpAnswer {
    private static final String RETRY_AFTER_S = "5";

    private final HttpServerResponse response;
    private boolean isGiven;

    HttpAnswer(HttpServerResponse response) {
        this.response = response;
    }

    boolean isGiven() {
        return isGiven;
    }

    /** Nobody is there to be answered. */
    void giveUp() {
        isGiven = true;
    }

    static boolean isReadable(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "", "application/json", "application/senml+json", "application/senml+cbor" -> true;
            default -> false;
        };
    }

    void loginFailed() {
        response.putHeader("WWW-Authenticate", "Basic realm=\"phusong\", charset=\"UTF-8\"");
        problem(401, "Log in with the device's id and secret", new JsonObject());
    }

    void forbidden(Refusal why) {
        problem(403, "This device may not speak", because(why));
    }

    void unreadable(Refusal why) {
        // The rest of the body is not worth reading.
        response.putHeader("Connection", "close");
        boolean isLarge = why.reason() == RefusalReason.TOO_LARGE;
        problem(isLarge ? 413 : 415, isLarge ? "The body is too large" : "Not a format of this door", because(why));
    }

    /** A temporary no: nothing was taken, the same request later is right. */
    void busy() {
        response.putHeader("Retry-After", RETRY_AFTER_S);
        problem(503, "Nothing was taken; send it again later", new JsonObject());
    }

    /** Everything is durable: what was taken and what was refused. */
    void settled(Decoded admitted, Settled settled) {
        JsonArray records = new JsonArray();
        for (Decoded.Refused refused : admitted.refused()) {
            records.add(because(refused.refusal()).put("index", refused.index()));
        }
        int committed = 0;
        int duplicate = 0;
        for (int i = 0; i < settled.outcomes().size(); i++) {
            Outcome outcome = settled.outcomes().get(i);
            committed += outcome == Outcome.COMMITTED ? 1 : 0;
            duplicate += outcome == Outcome.DUPLICATE ? 1 : 0;
            Refusal late = refusedByFold(outcome);
            if (late != null) {
                records.add(because(late).put("index", Admission.placeOf(admitted, i)));
            }
        }
        JsonObject counts = new JsonObject()
                .put("committed", committed)
                .put("duplicate", duplicate)
                .put("refused", records.size());
        if (records.isEmpty()) {
            send(202, "application/json", counts);
        } else {
            problem(400, "Some records were refused; the others are taken", counts.put("records", records));
        }
    }

    private static @Nullable Refusal refusedByFold(Outcome outcome) {
        return switch (outcome) {
            case COMMITTED, DUPLICATE -> null;
            case CONFLICT ->
                new Refusal(RefusalReason.CONFLICT, "another content was taken before for this device, time and kind");
            case NOT_ALLOWED ->
                new Refusal(RefusalReason.DEVICE_NOT_ALLOWED, "the registry of that time does not allow this");
        };
    }

    private static JsonObject because(Refusal why) {
        return new JsonObject().put("reason", why.reason().word()).put("detail", why.detail());
    }

    private void problem(int status, String title, JsonObject more) {
        JsonObject problem =
                new JsonObject().put("type", "about:blank").put("title", title).put("status", status);
        send(status, "application/problem+json", problem.mergeIn(more));
    }

    private void send(int status, String type, JsonObject body) {
        if (isGiven || response.ended() || response.closed()) {
            return;
        }
        isGiven = true;
        // A client that has gone away finds out by asking again: what it said is a duplicate then.
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .end(body.toBuffer())
                .onComplete(sent -> {}, gone -> {});
    }
}
