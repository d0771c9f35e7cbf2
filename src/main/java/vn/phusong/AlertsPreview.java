package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vn.phusong.alert.Preview;
import vn.phusong.alert.Samples;
import vn.phusong.alert.Templates;

/** {@code alerts preview}: what would be sent, with the templates people wrote. Sends nothing, opens no journal. */
final class AlertsPreview {
    private AlertsPreview() {}

    /** @return 1 when a template is broken, so that a script may ask before a folder is put in place */
    static int run(CommandLine line, Verb.Ground ground) throws Failure, SettingsRefused {
        Settings settings = ground.settings(line);
        Optional<Path> folder = line.value("--template-dir").map(Path::of).or(() -> settings.path("alert.templates"));
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new Failure("there is no folder " + folder.get());
        }
        Templates templates = new Templates(folder.orElse(null));
        JsonArray samples = new JsonArray();
        for (Samples sample : Samples.all(settings.text("web.link"))) {
            JsonObject texts = new JsonObject();
            Preview.of(sample.notice(), templates).forEach(texts::put);
            samples.add(new JsonObject().put("kind", sample.kind()).put("texts", texts));
        }
        JsonObject broken = new JsonObject();
        templates.troubles().forEach(broken::put);
        ground.out().println(line.has("--json")
                ? new JsonObject().put("samples", samples).put("broken", broken).encodePrettily()
                : text(samples));
        for (Map.Entry<String, String> trouble : templates.troubles().entrySet()) {
            ground.err().println(trouble.getKey() + " is broken, the built-in text goes out: " + trouble.getValue());
        }
        return broken.isEmpty() ? 0 : 1;
    }

    private static String text(JsonArray samples) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            JsonObject sample = samples.getJsonObject(i);
            text.append("======== ").append(sample.getString("kind")).append('\n');
            sample.getJsonObject("texts").forEach(one -> text.append("-- ")
                    .append(one.getKey())
                    .append('\n')
                    .append(String.valueOf(one.getValue()).strip())
                    .append('\n'));
        }
        return text.toString();
    }
}
