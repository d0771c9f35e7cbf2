package vn.phusong.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * Turns a message of one broker into what goes to the commit. Who speaks is what the topic says: the broker let only that device write there, if its access
 * list is ours. Never throws and never returns nothing: what cannot be read is a refusal. Paho's callback thread.
 */
final class BrokerInbox {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerInbox.class);
    private static final int LONGEST_NAME = 128;

    private final BrokerSettings settings;
    private final MqttDoorSettings.Rate rate;
    private final MqttNeeds needs;
    private final BrokerTally tally;
    // One for each device of the registry that ever spoke, so bounded by it.
    private final Map<String, TokenBucket> paces = new ConcurrentHashMap<>();

    BrokerInbox(BrokerSettings settings, MqttDoorSettings.Rate rate, MqttNeeds needs, BrokerTally tally) {
        this.settings = settings;
        this.rate = rate;
        this.needs = needs;
        this.tally = tally;
    }

    Arrival read(String topic, MqttMessage message, BrokerMessage settled) {
        long now = needs.clock().millis();
        try {
            return read(topic, message, settled, now);
        } catch (RuntimeException fault) {
            // A fault of our own over one message must not stop all that come after it.
            tally.add(BrokerCount.DECODER_FAULTS);
            LOG.error("broker {}: a message on {} cannot be read by a fault of ours", settings.name(), topic, fault);
            Refusal refusal = new Refusal(RefusalReason.UNPARSABLE, "our decoder failed: " + fault);
            return refused("", topic, message.getPayload(), refusal, settled, now);
        }
    }

    private Arrival read(String topic, MqttMessage message, BrokerMessage settled, long now) {
        byte[] payload = message.getPayload();
        String kind = topic.startsWith(SessionTopics.ROOT) ? topic.substring(topic.lastIndexOf('/') + 1) : "";
        int end = topic.length() - kind.length() - 1;
        boolean isShaped = end > SessionTopics.ROOT.length()
                && end - SessionTopics.ROOT.length() <= LONGEST_NAME
                && topic.indexOf('/', SessionTopics.ROOT.length()) == end
                && (kind.equals("telemetry") || kind.equals("event") || kind.equals("state"));
        if (!isShaped) {
            tally.add(BrokerCount.UNKNOWN_TOPIC);
            return refused("", topic, payload, new Refusal(RefusalReason.UNKNOWN_TOPIC, topic), settled, now);
        }
        String device = topic.substring(SessionTopics.ROOT.length(), end);
        Refusal refusal = refusal(device, message, now);
        if (refusal != null) {
            return refused(device, topic, payload, refusal, settled, now);
        }
        Sender sender = new Sender(device, needs.devices().isCollector(device, now), now, topic);
        String type = message.getProperties().getContentType();
        Arrival arrival = needs.reader().read(sender, payload, type, kind.equals("state"), settled);
        count(device, arrival, now);
        return arrival;
    }

    /** What is refused without a look into it. Who was in the registry once may have a backlog: its readings' own times decide. */
    private @Nullable Refusal refusal(String device, MqttMessage message, long now) {
        if (message.isRetained()) {
            tally.add(BrokerCount.RETAINED);
            return new Refusal(
                    RefusalReason.RETAINED, "the broker had kept it for newcomers; when it was said is not known");
        }
        if (message.getPayload().length > settings.limits().packetMax()) {
            return new Refusal(
                    RefusalReason.TOO_LARGE,
                    "the message has " + message.getPayload().length + " bytes, at most "
                            + settings.limits().packetMax());
        }
        Refusal stranger = needs.devices().mayConnect(device, now);
        return stranger != null && stranger.reason() == RefusalReason.UNKNOWN_DEVICE ? stranger : null;
    }

    /** Behind a broker nothing can be withheld from one device alone: its pace only counts. */
    private void count(String device, Arrival arrival, long now) {
        TokenBucket pace = paces.computeIfAbsent(
                device, first -> new TokenBucket(perSecond(device, now), burst(perSecond(device, now)), now));
        if (!pace.take(arrival.weight(), now)) {
            tally.add(BrokerCount.OVER_RATE);
            // Asked again only now: lines come and go, and most devices never get here.
            double perSecond = perSecond(device, now);
            pace.retune(perSecond, burst(perSecond), now);
        }
    }

    private double perSecond(String device, long now) {
        return rate.perDevice() + rate.perOnt() * needs.devices().lines(device, now);
    }

    private double burst(double perSecond) {
        return rate.burst() * (perSecond / rate.perDevice());
    }

    private static Arrival refused(
            String device, String topic, byte[] payload, Refusal refusal, BrokerMessage settled, long now) {
        // The refusal cleans and cuts it: a topic may be 64 KB of anything.
        String shown = new Refusal(refusal.reason(), topic).detail();
        Sender sender = new Sender(device, false, now, shown);
        Quarantined row = KeptBytes.row(sender, refusal, payload);
        return new Arrival(sender, List.of(), List.of(row), row.bytes(), settled);
    }
}
