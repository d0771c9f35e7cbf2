package vn.phusong.ingest;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.internal.tls.SslContextProvider;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrafficShapingOptions;
import io.vertx.core.net.impl.NetServerInternal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server whose sockets pass the {@link Gate} before anyone else sees them; all else is the server's own. */
final class GateServer implements NetServerInternal {
    private final NetServerInternal server;
    private final Gate gate;

    GateServer(NetServerInternal server, Gate gate) {
        this.server = server;
        this.gate = gate;
    }

    @Override
    public NetServerInternal connectHandler(@Nullable Handler<NetSocket> handler) {
        NetServerInternal same = handler == null
                ? server.connectHandler(null)
                : server.connectHandler(socket -> gate.opened((NetSocketInternal) socket, handler));
        return same == server ? this : same;
    }

    @Override
    public Handler<NetSocket> connectHandler() {
        return server.connectHandler();
    }

    @Override
    public NetServerInternal exceptionHandler(Handler<Throwable> handler) {
        NetServerInternal same = server.exceptionHandler(handler);
        return same == server ? this : same;
    }

    @Override
    public SslContextProvider sslContextProvider() {
        return server.sslContextProvider();
    }

    @Override
    public Future<NetServer> listen() {
        return server.listen();
    }

    @Override
    public Future<NetServer> listen(SocketAddress address) {
        return server.listen(address);
    }

    @Override
    public Future<NetServer> listen(ContextInternal context, SocketAddress address) {
        return server.listen(context, address);
    }

    @Override
    public Future<Void> shutdown(long timeout, TimeUnit unit) {
        return server.shutdown(timeout, unit);
    }

    @Override
    public int actualPort() {
        return server.actualPort();
    }

    @Override
    public Future<Boolean> updateSSLOptions(ServerSSLOptions options, boolean force) {
        return server.updateSSLOptions(options, force);
    }

    @Override
    public Future<Boolean> updateTrafficShapingOptions(TrafficShapingOptions options) {
        return server.updateTrafficShapingOptions(options);
    }

    @Override
    public boolean isMetricsEnabled() {
        return server.isMetricsEnabled();
    }
}
