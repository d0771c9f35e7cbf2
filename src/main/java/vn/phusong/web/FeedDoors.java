package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalReader.IncidentQuery;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Registry;

/** Feeds of what was told. An incident that was told to nobody, or is held back, is in none of them, and one that was is there as it was told last. */
final class FeedDoors {
    private static final int ENTRIES = 100;
    /** Newest incidents that are looked through, beside all that are open. */
    private static final int LOOKED_THROUGH = 300;

    /** By a message of its own, or of several incidents, or of a newer notice, which then is the newest. */
    private static final Set<String> TOLD = Set.of("delivered", "carried");

    private final Views views;
    private final Desk desk;
    private final Sources.Feeds feeds;
    private final BooleanSupplier simulated;

    FeedDoors(Views views, Desk desk, Sources.Feeds feeds, BooleanSupplier simulated) {
        this.views = views;
        this.desk = desk;
        this.feeds = feeds;
        this.simulated = simulated;
    }

    List<Door> doors() {
        return List.of(
                new Door("/feeds/incidents.atom", Set.of(), this::incidents),
                new Door("/feeds/cap.atom", Set.of(), this::cap),
                new Door("/feeds/cap/{file}", Set.of(), this::message));
    }

    private String title(String name) {
        return "Phủ Sóng: " + name + (simulated.getAsBoolean() ? " (mô phỏng / simulated)" : "");
    }

    private Future<Answer> incidents(Asked asked) {
        String channel = feeds.incidents();
        if (channel == null) {
            throw Problem.of(404, "there is no feed of incidents here: feed.incidents is not set");
        }
        Scene scene = views.live().scene();
        return desk.ask(journal -> told(journal, scene, channel)).map(told -> new Atom(
                        "/feeds/incidents.atom",
                        feeds.link(),
                        title("sự cố / incidents"),
                        told.stream().map(owed -> entry(owed, scene.registry())).toList())
                .answer());
    }

    private static List<Owed> told(JournalReader journal, Scene scene, String channel)
            throws JournalTrouble {
        TreeSet<String> incidents = new TreeSet<>();
        scene.open().forEach(incident -> incidents.add(incident.id()));
        journal.incidents(new IncidentQuery(null, null, Long.MAX_VALUE, null, LOOKED_THROUGH))
                .forEach(incident -> incidents.add(incident.id()));
        List<Owed> told = new ArrayList<>();
        for (String incident : incidents) {
            Owed newest = newestTold(journal, incident, channel);
            if (newest != null) {
                told.add(newest);
            }
        }
        told.sort(Comparator.comparing((Owed owed) -> owed.incident().at())
                .thenComparing(Owed::id)
                .reversed());
        return told.subList(0, Math.min(ENTRIES, told.size()));
    }

    private static @Nullable Owed newestTold(JournalReader journal, String incident, String channel)
            throws JournalTrouble {
        Owed newest = null;
        for (Map.Entry<Long, Owed> owed : journal.owedOf(incident)) {
            boolean isTold = journal.receipts(owed.getValue().id()).stream()
                    .anyMatch(receipt -> receipt.channel().equals(channel) && TOLD.contains(receipt.result()));
            newest = isTold ? owed.getValue() : newest;
        }
        return newest;
    }

    private static Atom.Entry entry(Owed owed, Registry registry) {
        Incident incident = owed.incident();
        IncidentText text = IncidentText.of(owed, Names.of(registry, incident));
        return new Atom.Entry(
                "urn:phusong:incident:" + incident.id(),
                text.vi(),
                Times.text(incident.at()),
                "/#incident=" + incident.id(),
                "text/html",
                text.vi() + "\n\n" + text.en(),
                incident.isOpen() ? incident.severity().word() : "closed");
    }

    private Future<Answer> cap(Asked asked) {
        Supplier<List<Sources.Feeds.Message>> cap = feeds.cap();
        if (cap == null) {
            throw Problem.of(404, "no messages of CAP are made here: cap.dir is not set");
        }
        return desk.ask(journal -> cap.get()).map(messages -> new Atom(
                        "/feeds/cap.atom",
                        feeds.link(),
                        title("CAP 1.2"),
                        messages.stream().map(FeedDoors::entry).toList())
                .answer());
    }

    private static Atom.Entry entry(Sources.Feeds.Message message) {
        return new Atom.Entry(
                "urn:phusong:cap:" + message.id(),
                message.headline(),
                message.sent(),
                "/feeds/cap/" + message.id() + ".xml",
                "application/cap+xml",
                "",
                null);
    }

    private Future<Answer> message(Asked asked) {
        String file = asked.path("file");
        return desk.ask(journal -> found(file)).map(xml -> new Answer("application/cap+xml; charset=utf-8", xml));
    }

    private Buffer found(String file) {
        byte[] xml = feeds.message().apply(file);
        if (xml == null) {
            throw Problem.notFound("CAP message", file);
        }
        return Buffer.buffer(xml);
    }
}
