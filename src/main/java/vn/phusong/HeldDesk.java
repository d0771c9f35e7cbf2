package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vn.phusong.alert.Held;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** What a person may do with the notices that a restored journal holds back. The same whether the program runs or not. */
final class HeldDesk {
    private static final int LISTED = 1_000;

    private final Watch watch;
    private final List<String> channels;
    private volatile Runnable whenReleased = () -> {};

    HeldDesk(Watch watch, List<String> channels) {
        this.watch = watch;
        this.channels = channels;
    }

    void whenReleased(Runnable told) {
        whenReleased = told;
    }

    /** Something to do with what is held. */
    private interface Work<T> {
        T with(Held held) throws JournalTrouble;
    }

    private <T> T look(Work<T> work) throws Failure {
        try (JournalReader reader = watch.journal().reader()) {
            return work.with(new Held(reader, channels));
        } catch (JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private List<Owed> notices() throws Failure {
        return look(held -> held.notices(LISTED));
    }

    /** The first {@value #LISTED} of them. */
    JsonObject list() throws Failure {
        JsonArray held = new JsonArray();
        for (Owed owed : notices()) {
            held.add(new JsonObject()
                    .put("id", owed.id())
                    .put(
                            "text",
                            IncidentText.of(owed, Names.of(watch.registry(), owed.incident()))
                                    .vi()));
        }
        return new JsonObject().put("held", held);
    }

    /** Has them told under the ids they always had; durable when this returns. */
    JsonObject release() throws Failure {
        int count = notices().size();
        watch.note(Held.release());
        whenReleased.run();
        return new JsonObject().put("released", count);
    }

    /** Has them never told, with receipts that say so; durable when this returns. */
    JsonObject discard() throws Failure {
        long now = watch.clock().millis();
        int count = 0;
        FollowerNote note;
        do {
            count += notices().size();
            note = look(held -> held.discard(now));
            watch.note(note);
        } while (!note.receipts().isEmpty());
        whenReleased.run();
        return new JsonObject().put("discarded", count);
    }
}
