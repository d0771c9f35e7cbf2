package vn.phusong.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The door to brokers that others run: one link each, with the decoders, the refusals and the commit of our own door. The device is who the topic names; that
 * is only as true as the broker's access list. Any thread.
 */
public final class BrokerDoor {
    private final List<BrokerLink> links;
    private final long patienceMs;

    private BrokerDoor(List<BrokerLink> links, long patienceMs) {
        this.links = links;
        this.patienceMs = patienceMs;
    }

    /** Begins to connect to all of them and returns at once. */
    static BrokerDoor open(List<BrokerSettings> brokers, MqttDoorSettings.Rate rate, MqttNeeds needs) {
        List<BrokerLink> links = brokers.stream()
                .map(settings -> new BrokerLink(settings, rate, needs))
                .toList();
        links.forEach(BrokerLink::open);
        return new BrokerDoor(links, rate.patience().toMillis());
    }

    /** One for each broker, in the order of the settings. */
    public List<BrokerStatus> status() {
        return links.stream().map(BrokerLink::status).toList();
    }

    /** Takes nothing more; what is in flight is settled and acknowledged first, for at most the patience. The sessions stay at their brokers. */
    public Future<Void> close() {
        List<Future<?>> closing = new ArrayList<>();
        links.forEach(link -> closing.add(Future.fromCompletionStage(link.close(patienceMs))));
        return Future.join(closing).mapEmpty();
    }
}
