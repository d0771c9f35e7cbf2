package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code import}: a registry folder into the log. */
final class ImportVerb implements Verb {
    @Override
    public String usage() {
        return """
                usage: bin/phusong import FOLDER [--dry-run] [--skip-bad] [--simulated] [--settings FILE] [--json]

                Takes the registry from a folder of CSV files: areas, villages, points, operators, devices, targets,
                sites, boundaries.geojson; any of them may be missing. Rows replace the row of their key, nothing is
                removed. One bad row and nothing is taken, unless --skip-bad. The same import twice says 0 changed.
                --simulated says that simulated devices will speak for it: from then on, and for good, every answer says so.
                Works beside a running program and without one.

                example: bin/phusong import src/main/resources/sample/backan --dry-run
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line =
                CommandLine.of(arguments, "--dry-run", "--skip-bad", "--simulated", "--json", "--settings FILE");
        Path folder = Path.of(line.words(1, "the folder").get(0)).toAbsolutePath();
        JsonObject request = new JsonObject()
                .put("do", "import")
                .put("folder", RegistryDesk.checked(folder).toString())
                .put("dryRun", line.has("--dry-run"))
                .put("skipBad", line.has("--skip-bad"))
                .put("simulated", line.has("--simulated"));
        JsonObject report = Errand.run(ground.settings(line), request);
        if (line.has("--json")) {
            ground.out().println(report.encodePrettily());
        } else {
            print(report, ground.out());
        }
        return report.getBoolean("taken") || (line.has("--dry-run") && report.getInteger("bad") == 0) ? 0 : 1;
    }

    private static void print(JsonObject report, PrintStream out) {
        JsonArray errors = report.getJsonArray("errors");
        for (int i = 0; i < errors.size(); i++) {
            out.println(errors.getJsonObject(i).getString("sentence"));
        }
        JsonArray files = report.getJsonArray("files");
        for (int i = 0; i < files.size(); i++) {
            out.println(files.getJsonObject(i).getString("file") + ": " + counts(files.getJsonObject(i)));
        }
        String result = report.getBoolean("dryRun")
                ? "dry run, nothing taken: "
                : report.getBoolean("taken") ? "taken: " : "nothing taken because of the rows above: ";
        out.println(result + counts(report));
    }

    private static String counts(JsonObject counts) {
        return counts.getInteger("added") + " added, " + counts.getInteger("changed") + " changed, "
                + counts.getInteger("unchanged") + " unchanged, " + counts.getInteger("bad") + " bad";
    }
}
