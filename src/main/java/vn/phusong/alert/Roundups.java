package vn.phusong.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalTrouble;

/**
 * Sends the round-ups of a policy, each once at its hours and never when there is nothing to say. Which hour was the last one, and every letter word for word,
 * are durable before a letter leaves: a restart neither leaves an hour out nor tells it twice, but for the letter that was taken in the moment we died. Own
 * thread only, but for {@link #waiting()}.
 */
public final class Roundups {
    static final long EVERY_MS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(Roundups.class);

    /**
     * What it lives on.
     *
     * @param view what is known now, durable; must not block
     * @param held while something is, nothing leaves: a restored journal does not know what the lost server told
     * @param notBefore epoch milliseconds: until then the picture is of before our own absence
     * @param link address of our page, empty for none
     */
    public record Ground(
            Supplier<RoundupView> view,
            Shelf shelf,
            FollowerThread thread,
            InstantSource clock,
            Held held,
            long notBefore,
            String link) {}

    private final Policy policy;
    private final Ground ground;
    private final Post letters;
    private final TreeMap<String, Long> last = new TreeMap<>();
    private boolean isKept = true;

    // Any thread.
    private volatile int waiting;

    public Roundups(Policy policy, Ground ground, List<Channel> channels, Backoff retry) {
        this.policy = policy;
        this.ground = ground;
        this.letters = new Post(channels, ground.thread(), retry, () -> isKept, this::keep);
        read(ground.shelf().read());
    }

    private void read(byte @Nullable [] bytes) {
        if (bytes != null) {
            JsonObject json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            json.getJsonObject("last").forEach(hour -> last.put(hour.getKey(), ((Number) hour.getValue()).longValue()));
            letters.read(json.getJsonArray("letters", new JsonArray()));
        }
    }

    public void start() {
        if (!policy.roundups().isEmpty()) {
            ground.thread().run(this::round);
        }
    }

    /** Letters that are not taken yet. Any thread. */
    public int waiting() {
        return waiting;
    }

    private void round() {
        // First, so that a look that fails is not the last.
        ground.thread().after(EVERY_MS, this::round);
        long now = ground.clock().millis();
        if (now < ground.notBefore() || isHeld()) {
            return;
        }
        boolean isAny = false;
        for (Roundup roundup : policy.roundups()) {
            long due = roundup.due(now);
            if (due > last.getOrDefault(roundup.name(), -1L)) {
                last.put(roundup.name(), due);
                write(roundup, due);
                isAny = true;
            }
        }
        if (isAny || !isKept) {
            keep();
        }
        // Only what is durable leaves: after a restart it would be another letter.
        letters.pump();
        waiting = letters.size();
    }

    private boolean isHeld() {
        try {
            return !ground.held().notices(1).isEmpty();
        } catch (JournalTrouble e) {
            LOG.warn("round-ups wait: the journal cannot be read: {}", e.getMessage());
            return true;
        }
    }

    private void write(Roundup roundup, long due) {
        RoundupLetter letter = RoundupLetter.of(roundup, due, ground.view().get(), ground.link());
        if (letter.isEmpty()) {
            LOG.info("round-up {} has nothing to say", letter.id());
            return;
        }
        Set<String> names = names(roundup, due);
        for (Channel channel : letters.channels()) {
            if (names.contains(channel.name()) && !letters.owe(channel, roundup.name(), letter)) {
                LOG.warn("round-up {} does not go by {}, which carries notices only", letter.id(), channel.name());
            }
        }
    }

    /** The log is told everything; a contact by its first choice. */
    private Set<String> names(Roundup roundup, long due) {
        Set<String> names = new HashSet<>(Set.of(LogChannel.NAME));
        for (String target : roundup.to()) {
            Contact contact = policy.contact(target, due);
            if (contact != null) {
                names.addAll(contact.turns().get(0));
            }
        }
        return names;
    }

    private void keep() {
        JsonObject hours = new JsonObject();
        last.forEach(hours::put);
        boolean could = ground.shelf()
                .keep(new JsonObject()
                        .put("last", hours)
                        .put("letters", letters.json())
                        .encode()
                        .getBytes(StandardCharsets.UTF_8));
        if (!could && isKept) {
            LOG.warn("round-ups cannot be made durable now and wait");
        }
        isKept = could;
        waiting = letters.size();
    }
}
