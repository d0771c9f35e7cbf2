package vn.phusong.alert;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Whereabouts;
import vn.phusong.journal.RememberedJournal;

/** An office that tells by a policy, in played time: what is owed, who answers, what people do, and restarts. */
final class TellingOffice {
    static final long EIGHT = OutboxTest.EIGHT;
    static final long MINUTE = 60_000;

    final RememberedJournal journal = new RememberedJournal();
    PlayedThread thread = new PlayedThread(EIGHT);
    private Policy policy;
    private final List<Act> acts = new ArrayList<>();
    private final List<String> areas;
    private final List<Channel> channels;
    private AlertFollower follower;

    /** Where everything lies. */
    private final Whereabouts ground = new Whereabouts() {
        @Override
        public List<String> areas(String village, long at) {
            return areas;
        }
    };

    TellingOffice(Policy policy, List<String> areas, Channel... channels) {
        this.policy = policy;
        this.areas = areas;
        this.channels = List.of(channels);
        start();
    }

    static Policy policy(List<Channel> channels, String... lines) throws PolicyRefused {
        return policy(channels, file -> "", lines);
    }

    static Policy policy(List<Channel> channels, PolicyReader.Files files, String... lines) throws PolicyRefused {
        return PolicyReader.read(
                String.join("\n", lines), channels.stream().map(Channel::name).toList(), files);
    }

    private void start() {
        List<String> names = channels.stream().map(Channel::name).toList();
        follower = new AlertFollower(
                new AlertFollower.Ground(
                        journal,
                        note -> {
                            journal.note(note);
                            return CompletableFuture.completedFuture(0L);
                        },
                        thread,
                        thread),
                new AlertSettings(names, "", AlertSettings.LOADED, new Backoff(1_000, 300_000)),
                TellingOffice::named,
                new Ruling(policy, incident -> areas, (incident, at) -> Asked.of(Acts.of(acts), incident, at, ground)),
                channels);
        follower.wake();
    }

    private static Names named(Incident incident) {
        return new Names("Thôn " + incident.scope().village(), incident.scope().village() + " village", id -> id);
    }

    /** Killed and started again, after that long; nothing is known but what is in the journal. */
    void restart(long afterMs) {
        thread.close();
        thread = new PlayedThread(thread.millis() + afterMs);
        start();
    }

    /** The same under another policy. */
    void restart(long afterMs, Policy other) {
        policy = other;
        restart(afterMs);
    }

    void act(Act act) {
        acts.add(act);
        follower.lookAgain();
    }

    void owe(Owed... owed) {
        journal.owe(thread.millis(), owed);
        follower.wake();
    }

    @CanIgnoreReturnValue
    Owed owe(String incident, int revision, Owed.Step step) {
        Owed owed = OutboxTest.owed(incident, revision, step, thread.millis());
        owe(owed);
        return owed;
    }

    AlertStatus status() {
        return follower.status();
    }

    List<String> receipts(String owed, String channel) throws Exception {
        return journal.receipts(owed).stream()
                .filter(it -> it.channel().equals(channel))
                .map(it -> it.result() + " " + it.detail())
                .toList();
    }
}
