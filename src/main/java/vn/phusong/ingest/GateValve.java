package vn.phusong.ingest;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tap on one socket: stops reading, stops packets out of turn and broken ones before they reach the MQTT server, and sends many acknowledgements with one
 * write. What waits behind a shut valve is at most what one read of the socket brought. Event loop only.
 */
final class GateValve extends ChannelDuplexHandler {
    /** Type 4, no flags, two more bytes: the packet's number (MQTT 3.1.1 §3.4, MQTT 5 §3.4.2.1). */
    private static final int PUBACK = 0x4002_0000;

    private final Gate gate;
    private final Duration connectTimeout;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable ScheduledFuture<?> silence;
    private @Nullable Consumer<Throwable> broken;
    private boolean isConnected;
    private boolean isShut;
    private boolean isCorked;
    private boolean isFlushOwed;
    private boolean isDeaf;
    private boolean isGone;

    GateValve(Gate gate, Duration connectTimeout) {
        this.gate = gate;
        this.connectTimeout = connectTimeout;
    }

    /** Whom to tell of bytes that are no MQTT packet; without one the socket is closed. */
    void onBroken(Consumer<Throwable> handler) {
        broken = handler;
    }

    void shut() {
        if (!isShut && ctx != null) {
            isShut = true;
            ctx.channel().config().setAutoRead(false);
        }
    }

    void open() {
        if (!isShut || ctx == null) {
            return;
        }
        isShut = false;
        boolean isPassing = !waiting.isEmpty();
        while (!isShut && !waiting.isEmpty()) {
            pass(ctx, waiting.remove());
        }
        if (isPassing) {
            // Vert.x flushes nothing it writes between a read and the end of that read.
            ctx.fireChannelReadComplete();
        }
        if (!isShut) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** Lets nothing more up: the session is over, its socket about to close. */
    void deafen() {
        isDeaf = true;
    }

    /** Runs {@code writes} and sends all they wrote at once. */
    void together(Runnable writes) {
        isCorked = true;
        try {
            writes.run();
        } finally {
            isCorked = false;
        }
        if (isFlushOwed && ctx != null) {
            isFlushOwed = false;
            ctx.flush();
        }
    }

    /**
     * Sends the PUBACK of a QoS 1 publish: four bytes, in both versions the word for success. Nine of ten packets we send are this one, and the way through
     * the MQTT server costs a fifth of all we do for a reading.
     */
    void acknowledge(int packet) {
        if (ctx == null) {
            return;
        }
        // A socket that is gone has nobody to tell; its device sends again.
        ChannelFuture unused = ctx.write(ctx.alloc().directBuffer(Integer.BYTES).writeInt(PUBACK | packet));
        flush(ctx);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        // Not an idle timer: a byte every few seconds must not hold a place for ever.
        silence = context.executor()
                .schedule(
                        () -> {
                            gate.tally().add(MqttCount.SILENT_SOCKETS);
                            hangUp(context);
                        },
                        connectTimeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        leave();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
        context.fireChannelInactive();
    }

    private void leave() {
        if (isGone) {
            return;
        }
        isGone = true;
        calm();
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        gate.closed();
    }

    private void calm() {
        if (silence != null) {
            silence.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isShut) {
            waiting.add(message);
        } else {
            pass(context, message);
        }
    }

    private void pass(ChannelHandlerContext context, Object message) {
        if (isDeaf) {
            ReferenceCountUtil.release(message);
        } else if (!(message instanceof MqttMessage mqtt)) {
            context.fireChannelRead(message);
        } else if (mqtt.decoderResult().isFailure()) {
            refuse(context, message, mqtt.decoderResult().cause());
        } else if (isConnected == (mqtt.fixedHeader().messageType() == MqttMessageType.CONNECT)) {
            refuse(context, message, new IllegalStateException("CONNECT must be the first packet and the only one"));
        } else if (isConnected) {
            context.fireChannelRead(message);
        } else {
            isConnected = true;
            calm();
            gate.arriving(this);
            context.fireChannelRead(message);
            gate.arriving(null);
        }
    }

    private void refuse(ChannelHandlerContext context, Object message, Throwable cause) {
        gate.tally().add(cause instanceof TooLongFrameException ? MqttCount.PACKETS_TOO_LARGE : MqttCount.BROKEN);
        if (cause instanceof MqttUnacceptableProtocolVersionException && !isConnected) {
            // The MQTT server has the right answer to an old or future version.
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (broken != null) {
            broken.accept(cause);
        } else {
            hangUp(context);
        }
    }

    private static void hangUp(ChannelHandlerContext context) {
        // Whether the close worked is told by channelInactive.
        ChannelFuture unused = context.close();
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (isCorked) {
            isFlushOwed = true;
        } else {
            context.flush();
        }
    }
}
