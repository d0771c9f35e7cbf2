package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vn.phusong.incident.Incident;
import vn.phusong.journal.Frozen;

/**
 * Puts notices into a folder as CAP 1.2, one file each. What lies there is what was said: the feed is made of it, and later messages of an incident refer to
 * it. Any thread; composing reads the folder, on alert's thread.
 */
public final class Cap implements Channel {
    public static final String NAME = "cap";
    private static final char BETWEEN = '\0';

    private final Vertx vertx;
    private final CapFolder folder;
    private final CapXml form;
    private final BooleanSupplier simulated;
    private final Function<Incident, List<Spot>> spots;

    /**
     * @param simulated whether simulated devices speak: then nothing is {@code Actual}
     * @param spots the villages of an incident
     */
    public Cap(Vertx vertx, CapSettings settings, BooleanSupplier simulated, Function<Incident, List<Spot>> spots) {
        this.vertx = vertx;
        this.folder = new CapFolder(settings.folder());
        this.form = new CapXml(settings);
        this.simulated = simulated;
        this.spots = spots;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compose(Notice notice) {
        StringBuilder texts = new StringBuilder();
        for (Notice one : notice.each()) {
            texts.append(texts.length() == 0 ? "" : BETWEEN)
                    .append(one.id())
                    .append('\n')
                    .append(CapXml.text(form.message(one, around(one))));
        }
        return texts.toString().getBytes(StandardCharsets.UTF_8);
    }

    private CapXml.Around around(Notice notice) {
        Incident incident = notice.newest().incident();
        List<String> references = new ArrayList<>();
        for (CapFolder.Said said : folder.before(incident.id(), incident.revision())) {
            references.add(form.reference(said.id(), said.sent()));
        }
        return new CapXml.Around(simulated.getAsBoolean(), references, spots.apply(incident));
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        return vertx.executeBlocking(() -> put(new String(message.body(), StandardCharsets.UTF_8)))
                .otherwise(Answer::silence);
    }

    private Answer put(String texts) {
        int files = 0;
        try {
            for (String text : texts.split(String.valueOf(BETWEEN), -1)) {
                int end = text.indexOf('\n');
                folder.put(text.substring(0, end), text.substring(end + 1).getBytes(StandardCharsets.UTF_8));
                files++;
            }
        } catch (IOException e) {
            return new Answer(Answer.Kind.AGAIN, "the folder cannot be written: " + e, 0);
        }
        return new Answer(Answer.Kind.DELIVERED, files + (files == 1 ? " file" : " files"), 0);
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void close() {}
}
