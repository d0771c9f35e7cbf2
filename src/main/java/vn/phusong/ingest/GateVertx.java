package vn.phusong.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetServerInternal;

/**
 * Vert.x as the MQTT server sees it: every server it makes has our valve on each socket. {@code MqttEndpoint} has no way to stop reading, and without one a
 * device that does not wait for its acknowledgements fills our memory.
 */
final class GateVertx extends VertxWrapper {
    private final Gate gate;

    GateVertx(Vertx vertx, Gate gate) {
        super((VertxInternal) vertx);
        this.gate = gate;
    }

    @Override
    public NetServerInternal createNetServer(NetServerOptions options) {
        return new GateServer(delegate.createNetServer(options), gate);
    }
}
