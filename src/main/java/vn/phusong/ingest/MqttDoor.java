package vn.phusong.ingest;

import io.netty.handler.codec.mqtt.MqttConstant;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where devices knock: MQTT 3.1.1 and 5 on Vert.x, QoS 0, 1 and 2. Nothing is acknowledged before the commit that holds it is durable. A permanent no is a
 * PUBACK with a reason on MQTT 5 and an acknowledgement plus quarantine on 3.1.1; a temporary no is a withheld PUBACK, then a disconnect, so that a backlog
 * survives. QoS 2 is accepted: PUBREC is the answer after the commit. A retained publish is taken as any other. Keep-alive times 1.5, also while we do not
 * read. Any thread.
 */
public final class MqttDoor {
    // Vert.x lets servers of a negative port share one free port; each door needs its own number.
    private static final AtomicInteger FREE = new AtomicInteger();

    private static final int SERVER_LATER_S = 5;

    private final Vertx vertx;
    private final MqttShared shared;
    private final List<MqttLoop> loops;
    private final String deployment;

    private MqttDoor(Vertx vertx, MqttShared shared, List<MqttLoop> loops, String deployment) {
        this.vertx = vertx;
        this.shared = shared;
        this.loops = loops;
        this.deployment = deployment;
    }

    /** Opens the door; a port in use or a certificate that cannot be read fails with one sentence. */
    static Future<MqttDoor> open(Vertx vertx, MqttDoorSettings settings, MqttNeeds needs) {
        MqttShared shared = MqttShared.of(settings, needs);
        needs.credentials().whenChanged(shared.register()::secretChanged);
        List<MqttServerOptions> listeners = listeners(settings);
        List<MqttLoop> loops = new ArrayList<>();
        for (int i = 0; i < settings.loops(); i++) {
            loops.add(new MqttLoop(shared, listeners, i == 0));
        }
        AtomicInteger next = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> loops.get(next.getAndIncrement()), new DeploymentOptions().setInstances(loops.size()))
                .map(id -> new MqttDoor(vertx, shared, loops, id))
                .recover(cause -> Future.failedFuture(new IOException(sentence(settings, cause), cause)));
    }

    private static List<MqttServerOptions> listeners(MqttDoorSettings settings) {
        List<MqttServerOptions> listeners = new ArrayList<>();
        listeners.add(listener(settings, settings.port()));
        MqttDoorSettings.Tls tls = settings.tls();
        if (tls != null) {
            listeners.add(listener(settings, tls.port())
                    .setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(tls.certificate().toString())
                            .addKeyPath(tls.key().toString())));
        }
        return listeners;
    }

    private static MqttServerOptions listener(MqttDoorSettings settings, int port) {
        MqttDoorSettings.Limits limits = settings.limits();
        return new MqttServerOptions()
                .setHost(settings.host())
                .setPort(port == 0 ? FREE.decrementAndGet() : port)
                .setMaxMessageSize(limits.packetMax())
                .setAutoClientId(false)
                .setMaxClientIdLength(MqttConstant.DEFAULT_MAX_CLIENT_ID_LENGTH * 16)
                // The valve hangs up on a silent socket and counts it; this one only stands behind it.
                .setTimeoutOnConnect((int) limits.connectTimeout().toSeconds() + SERVER_LATER_S);
    }

    private static String sentence(MqttDoorSettings settings, Throwable cause) {
        MqttDoorSettings.Tls tls = settings.tls();
        String ports = tls == null ? "port " + settings.port() : "ports " + settings.port() + " and " + tls.port();
        return "The MQTT door cannot open " + ports + " on " + settings.host() + ": " + cause.getMessage()
                + ". Is another program using it? Choose another with mqtt.port or mqtt.tls.port.";
    }

    public int actualPort() {
        return loops.get(0).port(0);
    }

    /** @return the TLS port; an error when the door has none */
    public int actualTlsPort() {
        return loops.get(0).port(1);
    }

    public DoorCounts counts() {
        return shared.tally().picture(shared.register().open());
    }

    /** Takes nothing more, lets what is in flight settle for at most the patience, answers it, says goodbye; no Wills. */
    public Future<Void> close() {
        List<Future<Void>> draining = new ArrayList<>();
        loops.forEach(loop -> draining.add(loop.drain()));
        return Future.join(draining).transform(done -> vertx.undeploy(deployment));
    }
}
