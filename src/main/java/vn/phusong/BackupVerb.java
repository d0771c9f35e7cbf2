package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** {@code backup}: one file with all that may not be lost. */
final class BackupVerb implements Verb {
    @Override
    public String usage() {
        return """
                usage: bin/phusong backup FILE [--settings FILE] [--json]

                Writes the journal as of this moment (readings, standings, incidents, registry, hashed secrets of devices,
                what is owed) and the settings without secrets into one new file that only you can read. Beside a running
                server, whose devices notice nothing, or over the data folder of a stopped one. What devices send after
                it is not in it. household.key is not in it either: keep a copy of that elsewhere.

                example: bin/phusong backup /backup/phusong-2026-03-01.zip
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(arguments, "--json", "--settings FILE");
        Path file = Path.of(line.words(1, "the file to write").get(0)).toAbsolutePath();
        Settings settings = ground.settings(line);
        JsonObject request = new JsonObject().put("do", "backup").put("file", file.toString());
        JsonObject made = Errand.toRunning(settings.dataFolder(), request);
        if (made == null) {
            made = Backup.write(file, settings, InstantSource.system()).json();
        }
        ground.out()
                .println(
                        line.has("--json")
                                ? made.encodePrettily()
                                : file + ": all up to position " + made.getLong("position") + ", "
                                        + made.getString("at"));
        return 0;
    }
}
