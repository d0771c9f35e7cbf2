package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
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
        next("");
    }

    /**
     * Posts some of those behind that incident, as they are now. Never more than one post is made ahead: what ended while it was on the line would be
     * raised by the next, behind its close, and stand there for ever.
     */
    private void next(String after) {
        List<Notice> told = new ArrayList<>();
        try {
            for (Incident incident : behind(after)) {
                Owed newest = told.size() < AT_ONCE ? newestTold(incident.id()) : null;
                if (newest != null) {
                    told.add(new Notice(List.of(newest), ground.names().apply(newest.incident()), ground.link()));
                }
            }
        } catch (JournalTrouble e) {
            LOG.warn("what {} was told cannot be read, tried again: {}", channel.name(), e.getMessage());
        }
        if (told.isEmpty()) {
            ended(new Answer(Answer.Kind.DELIVERED, "", 0));
            return;
        }
        String last = told.get(told.size() - 1).newest().incident().id();
        channel.again(told)
                .onComplete(answer -> ground.thread().run(() -> answered(answer, last)), bug -> ground.thread()
                        .run(() -> ended(Answer.silence(bug))));
    }

    private List<Incident> behind(String after) {
        return ground.open().get().stream()
                .filter(incident -> incident.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Incident::id))
                .toList();
    }

    /** Null when it was told nothing, or owes an end that may be on its way already. */
    private @Nullable Owed newestTold(String incident) throws JournalTrouble {
        Owed told = null;
        for (Map.Entry<Long, Owed> owed : ground.journal().owedOf(incident)) {
            Owed one = owed.getValue();
            boolean isTold = ground.journal().receipts(one.id()).stream()
                    .anyMatch(receipt -> receipt.channel().equals(channel.name()) && TOLD.contains(receipt.result()));
            boolean isOver = !one.incident().isOpen();
            told = isOver ? null : isTold ? one : told;
        }
        return told;
    }

    private void answered(Answer answer, String last) {
        if (answer.kind() == Answer.Kind.DELIVERED) {
            next(last);
        } else {
            ended(answer);
        }
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
