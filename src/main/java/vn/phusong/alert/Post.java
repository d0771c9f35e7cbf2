package vn.phusong.alert;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.Frozen;

/**
 * Letters that wait, word for word, and their sending: on each channel one after the other, each until it is taken or refused, no channel behind another.
 * Whoever keeps {@link #json} before a letter leaves and after it was taken tells a letter again as the same letter only. Own thread only.
 */
final class Post {
    private static final Logger LOG = LoggerFactory.getLogger(Post.class);

    private final List<Channel> channels;
    private final FollowerThread thread;
    private final Backoff retry;
    private final BooleanSupplier mayLeave;
    private final Runnable settled;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();

    /** @param key a newer letter of this key takes this one's place */
    private record Waiting(String channel, String key, String id, String body) {}

    /**
     * @param mayLeave false while what waits is not durable and must be
     * @param settled what to do when a letter waits no longer
     */
    Post(List<Channel> channels, FollowerThread thread, Backoff retry, BooleanSupplier mayLeave, Runnable settled) {
        this.channels = List.copyOf(channels);
        this.thread = thread;
        this.retry = retry;
        this.mayLeave = mayLeave;
        this.settled = settled;
    }

    List<Channel> channels() {
        return channels;
    }

    /** Letters for channels that are no longer set are nobody's. */
    void read(JsonArray letters) {
        for (Object each : letters) {
            JsonObject one = (JsonObject) each;
            Waiting letter =
                    new Waiting(one.getString("way"), one.getString("key"), one.getString("id"), one.getString("body"));
            if (channels.stream().anyMatch(channel -> channel.name().equals(letter.channel))) {
                waiting.add(letter);
            }
        }
    }

    JsonArray json() {
        JsonArray letters = new JsonArray();
        waiting.forEach(one -> letters.add(new JsonObject()
                .put("way", one.channel)
                .put("key", one.key)
                .put("id", one.id)
                .put("body", one.body)));
        return letters;
    }

    /** False when that channel carries no letters. */
    @CanIgnoreReturnValue
    boolean owe(Channel channel, String key, Letter letter) {
        byte[] body = channel.compose(letter);
        if (body != null) {
            waiting.removeIf(it -> it.channel.equals(channel.name()) && it.key.equals(key));
            waiting.add(new Waiting(channel.name(), key, letter.id(), new String(body, StandardCharsets.UTF_8)));
        }
        return body != null;
    }

    int size() {
        return waiting.size();
    }

    /** Makes all attempts that may be made now. */
    void pump() {
        if (!mayLeave.getAsBoolean()) {
            return;
        }
        for (Channel channel : channels) {
            waiting.stream()
                    .filter(it -> it.channel.equals(channel.name()))
                    .findFirst()
                    .filter(first -> busy.add(channel.name()))
                    .ifPresent(first -> send(channel, first));
        }
    }

    private void send(Channel channel, Waiting letter) {
        Frozen message = new Frozen(
                letter.channel,
                letter.key,
                letter.id,
                List.of(letter.id),
                0,
                letter.body.getBytes(StandardCharsets.UTF_8));
        channel.deliver(message)
                .onComplete(
                        answer -> thread.run(() -> answered(letter, answer)),
                        bug -> thread.run(() -> answered(letter, Answer.silence(bug))));
    }

    private void answered(Waiting letter, Answer answer) {
        switch (answer.kind()) {
            case DELIVERED, SET_ASIDE -> {
                if (answer.kind() == Answer.Kind.SET_ASIDE) {
                    LOG.warn("letter {} set aside, {} refuses it: {}", letter.id, letter.channel, answer.detail());
                }
                failures.remove(letter.channel);
                busy.remove(letter.channel);
                waiting.remove(letter);
                settled.run();
                pump();
            }
            case AGAIN, SILENCE -> {
                int times = failures.merge(letter.channel, 1, Integer::sum);
                if (times == 1) {
                    LOG.warn("letters are not taken by {}: {} (tried again)", letter.channel, answer.detail());
                }
                long wait = Math.max(answer.waitMs(), retry.waitMs(times, letter.id));
                thread.after(wait, () -> {
                    busy.remove(letter.channel);
                    pump();
                });
            }
        }
    }
}
