package vn.phusong.ingest;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.village.Registry;

/** All doors over one watch loop: the same identity, the same decoders, the same refusals. */
public final class Entrance {
    private final MqttDoor mqtt;
    private final BrokerDoor brokers;
    private final HttpDoor http;
    private final Admission admission;

    /**
     * What the doors work with.
     *
     * @param registry the newest durable one
     * @param bodyMax bytes of one HTTP request
     */
    public record Ground(
            Batcher batcher, Credentials credentials, Supplier<Registry> registry, InstantSource clock, int bodyMax) {}

    private Entrance(MqttDoor mqtt, BrokerDoor brokers, HttpDoor http, Admission admission) {
        this.mqtt = mqtt;
        this.brokers = brokers;
        this.http = http;
        this.admission = admission;
    }

    /**
     * Opens the MQTT door; a port in use fails with one sentence. The HTTP door is hung into the web by the hall. Brokers are connected to in the background.
     */
    public static Future<Entrance> open(
            Vertx vertx, MqttDoorSettings settings, List<BrokerSettings> brokers, WireLimits limits, Ground ground) {
        ReadingDecoder decoder = new ReadingDecoder(limits);
        DeviceAccess access = new DeviceAccess(ground.registry());
        Admission admission = new Admission(access);
        HttpDoor http = new HttpDoor(
                decoder,
                ground.credentials(),
                access,
                admission,
                ground.batcher(),
                new HttpDoor.Place(ground.clock(), ground.bodyMax()));
        MqttNeeds needs = new MqttNeeds(
                ground.batcher(),
                ground.credentials(),
                new Devices(access, ground.registry()),
                new Reader(decoder, admission),
                ground.clock());
        return MqttDoor.open(vertx, settings, needs)
                .map(mqtt -> new Entrance(mqtt, BrokerDoor.open(brokers, settings.rate(), needs), http, admission));
    }

    record Devices(DeviceAccess access, Supplier<Registry> registry) implements MqttDevices {
        @Override
        public @Nullable Refusal mayConnect(String device, long at) {
            return access.mayConnect(device, at);
        }

        @Override
        public boolean isCollector(String device, long at) {
            return access.isCollector(device, at);
        }

        @Override
        public int lines(String collector, long at) {
            return registry.get().ontsOf(collector, at).size();
        }
    }

    record Reader(ReadingDecoder decoder, Admission admission) implements MqttReader {
        @Override
        public Arrival read(
                Sender sender,
                byte[] payload,
                @Nullable String contentType,
                boolean isState,
                Consumer<Settled> settled) {
            return admission.arrival(sender, decoder.decode(sender, payload, contentType, isState), payload, settled);
        }
    }

    /** {@code POST /api/v1/readings}. */
    public Handler<RoutingContext> http() {
        return http;
    }

    public int mqttPort() {
        return mqtt.actualPort();
    }

    public DoorCounts mqttCounts() {
        return mqtt.counts();
    }

    /** Each broker we listen to, in the order of the settings. */
    public List<BrokerStatus> brokers() {
        return brokers.status();
    }

    /** Fields set aside as out of range or a sentinel, by name. */
    public Map<String, Long> droppedFields() {
        return admission.dropped();
    }

    /** Lets nobody in any more; what is in flight is settled and acknowledged first. */
    public Future<Void> close() {
        return Future.join(mqtt.close(), brokers.close()).mapEmpty();
    }
}
