package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker that we tell, made when somebody has something to say, and made anew after any trouble: a client of its own each time and no
 * session, because what is not acknowledged is not ours to keep here. Never blocks, never fails. Any thread.
 */
final class MqttLine implements AutoCloseable {
    private static final long LEAVES_WITHIN_MS = 1_000;

    // Paho tells every lost connection there; we tell it ourselves, once. Held, or it would be collected with its
    // level.
    private static final java.util.logging.Logger PAHO = java.util.logging.Logger.getLogger("org.eclipse.paho.mqttv5");

    static {
        PAHO.setLevel(java.util.logging.Level.OFF);
    }

    private final Vertx vertx;
    private final MqttOutSettings settings;
    private final String name;
    private final @Nullable String will;
    private final MqttEars ears;

    // Guarded by this.
    private @Nullable Future<MqttAsyncClient> ready;
    private boolean isClosed;

    /**
     * @param name of the connection at the broker; a second one of that name would end the first
     * @param will the topic on which the broker says {@code offline}, retained, when we are gone without a word; null for none
     */
    MqttLine(Vertx vertx, MqttOutSettings settings, String name, @Nullable String will, MqttEars ears) {
        this.vertx = vertx;
        this.settings = settings;
        this.name = name;
        this.will = will;
        this.ears = ears;
    }

    /** With QoS 1; the answer is what the broker says in its PUBACK. */
    Future<Answer> publish(String topic, MqttMessage message) {
        message.setQos(1);
        return done((client, listener) -> {
            IMqttToken sent = client.publish(topic, message, null, listener);
            assert sent != null;
        });
    }

    /** Asks for these, kept copies too. */
    Future<Answer> subscribe(String... topics) {
        MqttSubscription[] asked = new MqttSubscription[topics.length];
        for (int i = 0; i < topics.length; i++) {
            asked[i] = new MqttSubscription(topics[i], 1);
        }
        return done((client, listener) -> {
            IMqttToken sent = client.subscribe(asked, null, listener, new MqttProperties());
            assert sent != null;
        });
    }

    Future<Answer> unsubscribe(String topic) {
        return done((client, listener) -> {
            IMqttToken sent = client.unsubscribe(topic, null, listener);
            assert sent != null;
        });
    }

    private interface Work {
        void with(MqttAsyncClient client, MqttActionListener listener) throws MqttException;
    }

    private Future<Answer> done(Work work) {
        Future<MqttAsyncClient> line = ready();
        return within(line.compose(client -> {
                    Promise<Answer> answer = Promise.promise();
                    try {
                        work.with(client, MqttAnswer.to(answer));
                    } catch (MqttException e) {
                        answer.tryFail(e);
                    }
                    return answer.future();
                }))
                .recover(failure -> {
                    drop(line);
                    return Future.succeededFuture(Answer.silence(failure));
                });
    }

    private <T> Future<T> within(Future<T> work) {
        Promise<T> first = Promise.promise();
        long timer = vertx.setTimer(
                settings.answerMs(), late -> first.tryFail("nothing within " + settings.answerMs() + " ms"));
        work.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                first.tryComplete(done.result());
            } else {
                first.tryFail(done.cause());
            }
        });
        return first.future();
    }

    private synchronized Future<MqttAsyncClient> ready() {
        if (isClosed) {
            return Future.failedFuture("closed");
        }
        Future<MqttAsyncClient> known = ready;
        if (known == null
                || known.failed()
                || (known.succeeded() && !known.result().isConnected())) {
            known = connect();
            ready = known;
        }
        return known;
    }

    private Future<MqttAsyncClient> connect() {
        Promise<MqttAsyncClient> connected = Promise.promise();
        try {
            MqttAsyncClient client = new MqttAsyncClient(settings.address(), name, new MemoryPersistence());
            client.setCallback(ears);
            IMqttToken asked = client.connect(settings.options(will), null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    connected.tryComplete(client);
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    connected.tryFail(cause);
                    end(client);
                }
            });
            assert asked != null;
        } catch (MqttException e) {
            connected.tryFail(e);
        }
        return connected.future();
    }

    private synchronized void drop(Future<MqttAsyncClient> line) {
        if (ready == line) {
            ready = null;
        }
        line.onComplete(this::end, never -> {});
    }

    /** Paho waits when it closes. */
    private void end(MqttAsyncClient client) {
        vertx.executeBlocking(() -> {
                    if (client.isConnected()) {
                        client.disconnectForcibly(0, 0, false);
                    }
                    client.close(true);
                    return true;
                })
                .onComplete(done -> {}, gone -> {});
    }

    /** In order, so that the broker says nothing of a Will. */
    private void leave(MqttAsyncClient client) {
        vertx.executeBlocking(() -> {
                    try {
                        client.disconnect(LEAVES_WITHIN_MS).waitForCompletion(2 * LEAVES_WITHIN_MS);
                    } finally {
                        client.close(true);
                    }
                    return true;
                })
                .onComplete(done -> {}, gone -> {});
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        Future<MqttAsyncClient> line = ready;
        ready = null;
        if (line != null) {
            line.onComplete(this::leave, never -> {});
        }
    }
}
