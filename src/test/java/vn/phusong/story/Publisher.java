package vn.phusong.story;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * One connection of a real MQTT 5 client. Takes turns between its devices; what was not acknowledged stays in hand and is sent again, word for word, before
 * anything new.
 */
final class Publisher implements Runnable {
    private static final int WINDOW = 8;
    private static final int ROUNDS_PER_TURN = 6;
    private static final long PAUSE_NS = 20_000_000;

    /** One message with the readings in it. */
    private record Message(byte[] payload, List<Ledger.Said> readings) {}

    private final List<String> devices;
    private final int linesPerMessage;
    private final Map<String, String> secrets;
    private final IntSupplier port;
    private final Ledger ledger;
    private final Random random;

    final AtomicLong resent = new AtomicLong();
    final AtomicInteger inHand = new AtomicInteger();
    private final AtomicBoolean isLast = new AtomicBoolean();

    // Own thread only.
    private final Map<String, Deque<Message>> unacknowledged = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final Map<String, Integer> count = new HashMap<>();
    private int turn;

    /**
     * @param lines 0 for probes, which speak for themselves; else the lines a collector tells of in one message
     * @param port where the server listens now; below 1 while it does not
     */
    Publisher(
            List<String> devices, int lines, Map<String, String> secrets, IntSupplier port, Ledger ledger, long seed) {
        this.devices = devices;
        this.linesPerMessage = lines;
        this.secrets = secrets;
        this.port = port;
        this.ledger = ledger;
        this.random = new Random(seed);
        devices.forEach(device -> unacknowledged.put(device, new ArrayDeque<>()));
    }

    /** From now on only what is in hand is sent; the thread ends when its hands are empty. */
    void finish() {
        isLast.set(true);
    }

    @Override
    public void run() {
        while (!isLast.get() || inHand.get() > 0) {
            String device = devices.get(turn % devices.size());
            if (isLast.get() && unacknowledged.get(device).isEmpty()) {
                turn++;
            } else if (port.getAsInt() < 1 || !talk(device)) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    /** A connection of one device; true when it ended in order. */
    private boolean talk(String device) {
        try {
            MqttAsyncClient client = new MqttAsyncClient(
                    "tcp://127.0.0.1:" + port.getAsInt(), device + "-" + random.nextInt(1000), new MemoryPersistence());
            try {
                client.connect(options(device)).waitForCompletion(5000);
                for (int i = 0; i < ROUNDS_PER_TURN; i++) {
                    round(client, device);
                }
                turn++;
                client.disconnect().waitForCompletion(2000);
                return true;
            } finally {
                client.close(true);
            }
        } catch (MqttException e) {
            // The server was killed, or is not there yet: what is in hand stays in hand.
            return false;
        }
    }

    private MqttConnectionOptions options(String device) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(device);
        options.setPassword(secrets.get(device).getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(true);
        options.setConnectionTimeout(5);
        return options;
    }

    private void round(MqttAsyncClient client, String device) throws MqttException {
        Deque<Message> hand = unacknowledged.get(device);
        resent.addAndGet(hand.size());
        while (!isLast.get() && hand.size() < WINDOW) {
            Message message = message(device);
            ledger.said(message.readings());
            hand.add(message);
            inHand.incrementAndGet();
        }
        List<Message> sent = new ArrayList<>(hand);
        List<IMqttToken> tokens = new ArrayList<>();
        MqttException trouble = null;
        try {
            for (Message message : sent) {
                tokens.add(client.publish("phusong/v1/" + device + "/telemetry", message.payload(), 1, false));
            }
        } catch (MqttException e) {
            trouble = e;
        }
        for (int i = 0; i < tokens.size(); i++) {
            try {
                tokens.get(i).waitForCompletion(5000);
                acknowledged(hand, sent.get(i), tokens.get(i));
            } catch (MqttException e) {
                trouble = e;
            }
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private void acknowledged(Deque<Message> hand, Message message, IMqttToken token) {
        for (int code : token.getReasonCodes() == null ? new int[0] : token.getReasonCodes()) {
            if (code != 0) {
                throw new IllegalStateException(
                        "refused with " + code + ": " + new String(message.payload(), StandardCharsets.UTF_8));
            }
        }
        ledger.promised(message.readings());
        hand.remove(message);
        inHand.decrementAndGet();
    }

    private Message message(String device) {
        List<Ledger.Said> readings = new ArrayList<>();
        StringBuilder json = new StringBuilder("[");
        if (linesPerMessage == 0) {
            Ledger.Said said = new Ledger.Said(device, time(device), level(device));
            readings.add(said);
            json.append("{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%s}]}"
                    .formatted(said.at(), SmallRegistry.PLMN, said.level()));
        }
        int first = random.nextInt(150);
        for (int i = first; i < first + linesPerMessage; i++) {
            String line = SmallRegistry.line(i);
            Ledger.Said said = new Ledger.Said(line, time(line), -20 - random.nextInt(40) / 4f);
            readings.add(said);
            json.append(i == first ? "" : ",")
                    .append("{\"dev\":\"%s\",\"t\":%d,\"fibre\":{\"rx\":%s,\"tx\":2.5,\"state\":\"O5\"}}"
                            .formatted(line, said.at(), said.level()));
        }
        return new Message(json.append(']').toString().getBytes(StandardCharsets.UTF_8), readings);
    }

    /** A device says one thing of one instant. */
    private long time(String device) {
        return newest.merge(device, System.currentTimeMillis(), (before, now) -> Math.max(before + 1, now));
    }

    /** Every second device is well for a while, then in the shade for good: something must happen to villages too. */
    private float level(String device) {
        int said = count.merge(device, 1, Integer::sum);
        boolean isShaded = said > 60 && device.hashCode() % 2 == 0;
        return (isShaded ? -125 : -85) - random.nextInt(40) / 4f;
    }
}
