package vn.phusong.ingest;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The real broker door towards a {@link SmallBroker}, with the registry and the reader of {@link OpenDoor}. */
final class OpenBroker implements AutoCloseable {
    static final int WINDOW = 8;

    final Vertx vertx = Vertx.vertx();
    final SettledWhenTold intake = new SettledWhenTold();
    final AtomicLong now = new AtomicLong(1_772_000_000_000L);
    final SmallBroker broker;
    final BrokerDoor door;

    OpenBroker() {
        this(new SmallBroker(Vertx.vertx()));
    }

    OpenBroker(SmallBroker broker) {
        this.broker = broker;
        this.door = door(broker.port(), OpenDoor::read);
        until(() -> status().isConnected(), "connected");
    }

    BrokerDoor door(int port, MqttReader reader) {
        MqttNeeds needs = new MqttNeeds(
                intake,
                new Credentials(List.of()),
                new OpenDoor.Everyone(),
                reader,
                () -> Instant.ofEpochMilli(now.get()));
        return BrokerDoor.open(List.of(settings(port)), OpenDoor.RATE, needs);
    }

    static BrokerSettings settings(int port) {
        return new BrokerSettings(
                "main",
                URI.create("mqtt://127.0.0.1:" + port),
                new BrokerSettings.Login("phusong", "", "", BrokerSettings.Tls.USUAL),
                new BrokerSettings.Limits(Duration.ofDays(7), WINDOW, 1000, Duration.ofMillis(200)));
    }

    BrokerStatus status() {
        return door.status().get(0);
    }

    void until(BrokerCount what, long least) {
        until(() -> status().of(what) >= least, what + " reaches " + least);
    }

    static void until(BooleanSupplier isSo, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 10 s: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        OpenDoor.await(door.close());
        broker.close();
        OpenDoor.await(vertx.close());
    }
}
