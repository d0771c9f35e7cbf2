package vn.phusong.ingest;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * {@code POST /api/v1/readings}: the door for devices and feeds that speak HTTP. Says 202 or 400 only when what was taken <em>and</em> what was refused is
 * durable, for the device then deletes it. Reads the body itself: mount it without a {@code BodyHandler}. Each request on its own event loop.
 */
public final class HttpDoor implements Handler<RoutingContext> {
    private final ReadingDecoder decoder;
    private final Credentials credentials;
    private final DeviceAccess access;
    private final Admission admission;
    private final Intake intake;
    private final Place place;

    /**
     * Where the door stands.
     *
     * @param clock gives the receive time
     * @param bodyMax largest body, bytes
     */
    record Place(InstantSource clock, int bodyMax) {}

    HttpDoor(
            ReadingDecoder decoder,
            Credentials credentials,
            DeviceAccess access,
            Admission admission,
            Intake intake,
            Place place) {
        this.decoder = decoder;
        this.credentials = credentials;
        this.access = access;
        this.admission = admission;
        this.intake = intake;
        this.place = place;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpAnswer answer = new HttpAnswer(routing.response());
        long now = place.clock().millis();
        BasicLogin login = BasicLogin.of(routing.request().getHeader("Authorization"));
        if (login == null || !credentials.isValid(login.device(), login.secret())) {
            String device = login == null ? "" : login.device();
            String from = routing.request().remoteAddress().hostAddress();
            intake.report(new SecurityEvent(now, "login_failed", device, from == null ? "" : from, "HTTP"));
            answer.loginFailed();
            return;
        }
        Refusal closed = access.mayConnect(login.device(), now);
        if (closed != null) {
            admission.count(closed.reason());
            answer.forbidden(closed);
            return;
        }
        Refusal unreadable = head(routing.request());
        if (unreadable != null) {
            admission.count(unreadable.reason());
            answer.unreadable(unreadable);
            return;
        }
        if (!intake.isOpen()) {
            answer.busy();
            return;
        }
        body(routing, login.device(), answer);
    }

    /** What the head alone says no to, before a byte of the body is read. */
    private @Nullable Refusal head(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        String encoding = request.getHeader("Content-Encoding");
        if (!HttpAnswer.isReadable(type) || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            return new Refusal(
                    RefusalReason.UNPARSABLE,
                    "send application/json, application/senml+json or application/senml+cbor, not compressed; was "
                            + JsonFields.cut(type + (encoding == null ? "" : ", " + encoding)));
        }
        String length = request.getHeader("Content-Length");
        boolean isLarge = length != null && length.length() < 19 && Long.parseLong(length) > place.bodyMax();
        return isLarge || (length != null && length.length() >= 19) ? tooLarge() : null;
    }

    private Refusal tooLarge() {
        return new Refusal(RefusalReason.TOO_LARGE, "at most " + place.bodyMax() + " bytes in one body");
    }

    private void body(RoutingContext routing, String device, HttpAnswer answer) {
        HttpServerRequest request = routing.request();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (answer.isGiven()) {
                return;
            }
            if (body.length() + chunk.length() > place.bodyMax()) {
                admission.count(RefusalReason.TOO_LARGE);
                answer.unreadable(tooLarge());
                return;
            }
            body.appendBuffer(chunk);
        });
        // A client that goes away before the end has said nothing; after it, what it said is kept and it will ask
        // again.
        request.exceptionHandler(gone -> answer.giveUp());
        request.endHandler(end -> {
            if (!answer.isGiven()) {
                take(routing, device, body.getBytes(), answer);
            }
        });
    }

    private void take(RoutingContext routing, String device, byte[] payload, HttpAnswer answer) {
        long now = place.clock().millis();
        Sender sender = new Sender(
                device, access.isCollector(device, now), now, routing.request().path());
        Decoded decoded = decoder.decode(sender, payload, routing.request().getHeader("Content-Type"), false);
        Decoded admitted = admission.admitted(sender, decoded);
        Context loop = routing.vertx().getOrCreateContext();
        Arrival arrival = admission.packed(
                sender, admitted, payload, settled -> loop.runOnContext(unused -> answer.settled(admitted, settled)));
        if (!intake.offer(arrival)) {
            answer.busy();
        }
    }
}
