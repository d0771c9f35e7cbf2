package vn.phusong.alert;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Tells an Alertmanager every while what it was told and still holds: it keeps alerts in memory only, so after a restart it knows of none. Says nothing that
 * has no receipt of it: what is new is {@link Outbox}'s to tell. Needs no memory of its own, the journal has it. Alert's thread only.
 */
public final class AlertmanagerAgain {
    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerAgain.class);
    private static final int AT_ONCE = 200;
    /** By a message of its own, or of several incidents, or of a newer notice, which then is the newest. */
    private static final Set<String> TOLD = Set.of("delivered", "carried");

    private final Ground ground;
    private final Alertmanager channel;
    private boolean isUnheard;

    /**
     * What it lives on.
     *
     * @param journal a reader that alert's thread may use
     * @param open every open incident, as it is durable; must not block
     * @param link address of our page, empty for none
     * @param everyMs the pause between two rounds
     */
    public record Ground(
            JournalReader journal,
            FollowerThread thread,
            Supplier<List<Incident>> open,
            Function<Incident, Names> names,
            String link,
            long everyMs) {}

    public AlertmanagerAgain(Ground ground, Alertmanager channel) {
        this.ground = ground;
        this.channel = channel;
    }

    public void start() {
        ground.thread().after(ground.everyMs(), this::round);
    }

    private void round() {
        List<Notice> told = new ArrayList<>();
        try {
            for (Incident incident : ground.open().get()) {
                Owed newest = newestTold(incident.id());
                if (newest != null && newest.incident().isOpen()) {
                    told.add(new Notice(List.of(newest), ground.names().apply(newest.incident()), ground.link()));
                }
            }
        } catch (JournalTrouble e) {
            LOG.warn("what {} was told cannot be read, tried again: {}", channel.name(), e.getMessage());
        }
        post(told).onComplete(answer -> ground.thread().run(() -> ended(answer)), bug -> ground.thread()
                .run(() -> ended(Answer.silence(bug))));
    }

    private @Nullable Owed newestTold(String incident) throws JournalTrouble {
        Owed newest = null;
        for (Map.Entry<Long, Owed> owed : ground.journal().owedOf(incident)) {
            Owed one = owed.getValue();
            boolean isTold = ground.journal().receipts(one.id()).stream()
                    .anyMatch(receipt -> receipt.channel().equals(channel.name()) && TOLD.contains(receipt.result()));
            newest = isTold ? one : newest;
        }
        return newest;
    }

    private Future<Answer> post(List<Notice> told) {
        Future<Answer> answer = Future.succeededFuture(new Answer(Answer.Kind.DELIVERED, "", 0));
        for (int from = 0; from < told.size(); from += AT_ONCE) {
            List<Notice> some = told.subList(from, Math.min(told.size(), from + AT_ONCE));
            answer = answer.compose(before ->
                    before.kind() == Answer.Kind.DELIVERED ? channel.again(some) : Future.succeededFuture(before));
        }
        return answer;
    }

    private void ended(Answer answer) {
        boolean isDown = answer.kind() != Answer.Kind.DELIVERED;
        if (isDown && !isUnheard) {
            LOG.warn(
                    "{} could not be told again what is open: {}; tried until it works",
                    channel.name(),
                    answer.detail());
        }
        isUnheard = isDown;
        start();
    }
}
