package vn.phusong.ingest;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where sockets come in: counts them, bounds them, and puts a {@link GateValve} on each. One per event loop. */
final class Gate {
    private final MqttTally tally;
    private final MqttSockets sockets;
    private final Duration connectTimeout;
    // Event loop only.
    private @Nullable GateValve arriving;

    Gate(MqttTally tally, MqttSockets sockets, Duration connectTimeout) {
        this.tally = tally;
        this.sockets = sockets;
        this.connectTimeout = connectTimeout;
    }

    void opened(NetSocketInternal socket, Handler<NetSocket> mqtt) {
        if (!sockets.enter()) {
            tally.add(MqttCount.REFUSED_FULL);
            socket.close().onFailure(gone -> tally.add(MqttCount.BROKEN));
            return;
        }
        mqtt.handle(socket);
        ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "valve", new GateValve(this, connectTimeout));
    }

    void closed() {
        sockets.leave();
    }

    MqttTally tally() {
        return tally;
    }

    /** The valve whose CONNECT is on its way up right now. */
    void arriving(@Nullable GateValve valve) {
        arriving = valve;
    }

    /** The valve of the endpoint that is being handled: CONNECT goes up synchronously, on this loop. */
    GateValve valve() {
        GateValve now = arriving;
        if (now == null) {
            throw new IllegalStateException("an endpoint without a CONNECT on its way");
        }
        return now;
    }
}
