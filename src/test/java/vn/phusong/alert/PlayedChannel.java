package vn.phusong.alert;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.phusong.journal.Frozen;

/** A channel whose receiver does as the test says. Passes the contract every channel passes. */
final class PlayedChannel implements Channel {
    static final Answer TAKEN = new Answer(Answer.Kind.DELIVERED, "taken", 0);
    static final Answer REFUSED = new Answer(Answer.Kind.SET_ASIDE, "never", 0);
    static final Answer LATER = new Answer(Answer.Kind.AGAIN, "later", 0);
    /** Surely nothing was sent. */
    static final Answer NOBODY = Answer.silence(new java.net.ConnectException("nobody there"));
    /** Sent, and no word of what became of it. */
    static final Answer LOST = new Answer(Answer.Kind.SILENCE, "no answer within its time", 0);

    private final String name;
    private final Function<Frozen, Future<Answer>> manner;
    final List<Frozen> attempts = new ArrayList<>();
    final List<Frozen> taken = new ArrayList<>();

    PlayedChannel(String name, Function<Frozen, Future<Answer>> manner) {
        this.name = name;
        this.manner = manner;
    }

    static PlayedChannel answering(String name, Function<Frozen, Answer> manner) {
        return new PlayedChannel(name, message -> Future.succeededFuture(manner.apply(message)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] compose(Notice notice) {
        return (notice.text().vi() + "\n" + notice.text().en()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] compose(Letter letter) {
        return letter.json();
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        attempts.add(message);
        return manner.apply(message).onSuccess(answer -> {
            if (answer.kind() == Answer.Kind.DELIVERED) {
                taken.add(message);
            }
        });
    }

    List<String> takenIds() {
        return taken.stream().map(Frozen::id).toList();
    }

    /** All notices that it was told, in the order of their ids. */
    List<String> told() {
        return taken.stream()
                .flatMap(message -> message.members().stream())
                .sorted()
                .toList();
    }

    String vi(int i) {
        return new String(taken.get(i).body(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    String en(int i) {
        return new String(taken.get(i).body(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int atOnce() {
        return 4;
    }

    @Override
    public void close() {}
}
