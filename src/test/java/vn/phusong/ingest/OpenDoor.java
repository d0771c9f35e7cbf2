package vn.phusong.ingest;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The real door on a free port, with a registry of everyone but "stranger", and a reader of a few words. */
final class OpenDoor implements AutoCloseable {
    static final MqttDoorSettings.Limits LIMITS =
            new MqttDoorSettings.Limits(256 * 1024, Duration.ofSeconds(1), 1000, 1000, 32, Duration.ofSeconds(120));
    static final MqttDoorSettings.Rate RATE = new MqttDoorSettings.Rate(10, 1000, 0.5, Duration.ofSeconds(1), 6);
    static final MqttDoorSettings USUAL = new MqttDoorSettings("127.0.0.1", 0, null, LIMITS, RATE, 2);

    private static final Fibre FIBRE = new Fibre(-21.4f, 2.3f, OnuState.O5, false);

    final Vertx vertx = Vertx.vertx();
    final SettledWhenTold intake = new SettledWhenTold();
    final Credentials credentials = new Credentials(List.of());
    final AtomicLong now = new AtomicLong(1_772_000_000_000L);
    final MqttDoor door;

    OpenDoor() {
        this(USUAL);
    }

    OpenDoor(MqttDoorSettings settings) {
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        door = await(MqttDoor.open(
                vertx, settings, new MqttNeeds(intake, credentials, new Everyone(), OpenDoor::read, clock)));
    }

    static MqttDoorSettings with(MqttDoorSettings.Limits limits, MqttDoorSettings.Rate rate) {
        return new MqttDoorSettings("127.0.0.1", 0, null, limits, rate, 2);
    }

    int port() {
        return door.actualPort();
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within 10 s", e);
        }
    }

    /** A new secret for {@code device}. */
    @CanIgnoreReturnValue
    String secret(String device) {
        Credentials.Issued issued = Credentials.issue(device);
        credentials.put(issued.kept());
        return issued.plain();
    }

    /** Waits on the door's own counts; they move on its loops. */
    void until(MqttCount what, long least) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (door.counts().of(what) < least) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " reached only " + door.counts().of(what) + " of " + least);
            }
            Thread.onSpinWait();
        }
    }

    static Arrival read(
            Sender sender, byte[] payload, @Nullable String contentType, boolean isState, Consumer<Settled> settled) {
        String said = new String(payload, StandardCharsets.UTF_8);
        List<Reading> readings = new ArrayList<>();
        List<Quarantined> refused = new ArrayList<>();
        if (said.startsWith("bad")) {
            Refusal refusal = new Refusal(RefusalReason.UNPARSABLE, said);
            refused.add(new Quarantined(0, sender.receivedAt(), sender.device(), sender.topic(), refusal, payload));
        } else if (isState || said.equals("dying_gasp")) {
            readings.add(reading(sender, new DeviceEvent(EventKind.OTHER, said)));
        } else {
            int n = said.startsWith("n=") ? Integer.parseInt(said.substring(2)) : 1;
            for (int i = 0; i < n; i++) {
                readings.add(reading(sender, FIBRE));
            }
        }
        return new Arrival(sender, readings, refused, payload, settled);
    }

    private static Reading reading(Sender sender, Content content) {
        return new Reading(sender.device(), sender.device(), sender.receivedAt(), sender.receivedAt(), -1, content);
    }

    @Override
    public void close() {
        await(door.close());
        await(vertx.close());
    }

    static final class Everyone implements MqttDevices {
        @Override
        public @Nullable Refusal mayConnect(String device, long at) {
            return device.equals("stranger") ? new Refusal(RefusalReason.UNKNOWN_DEVICE, device) : null;
        }

        @Override
        public boolean isCollector(String device, long at) {
            return device.startsWith("olt");
        }

        @Override
        public int lines(String collector, long at) {
            return collector.startsWith("olt") ? 100 : 0;
        }
    }
}
