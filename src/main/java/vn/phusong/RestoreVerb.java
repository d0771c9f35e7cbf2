package vn.phusong;

import java.nio.file.Path;
import java.util.List;

/** {@code restore}: a data folder out of a backup. */
final class RestoreVerb implements Verb {
    @Override
    public String usage() {
        return """
                usage: bin/phusong restore FILE [--data DIR] [--settings FILE] [--json]

                Makes a data folder out of a backup: DIR, or data.dir of the settings. It must be new or empty; nothing is
                ever overwritten. The backup is checked as a whole before anything is written. Then start the server:
                history fills itself again, and notices owed at the time of the backup are held until you say
                bin/phusong alerts release, or discard. What devices sent after the backup is gone, unless they keep it.

                example: bin/phusong restore /backup/phusong-2026-03-01.zip --data /var/lib/phusong
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--json", "--data DIR", "--settings FILE");
        Path file = Path.of(line.words(1, "the backup").get(0)).toAbsolutePath();
        Path folder = line.value("--data")
                .map(Path::of)
                .orElse(ground.settings(line).dataFolder())
                .toAbsolutePath();
        BackupManifest restored = Restore.run(file, folder);
        ground.out().println(line.has("--json") ? restored.json().encodePrettily() : text(restored, folder));
        return 0;
    }

    private static String text(BackupManifest restored, Path folder) {
        return folder + ": all up to position " + restored.journal().position() + ", " + restored.until()
                + "\nWhat devices sent after that is gone, unless they keep it."
                + "\nWhat was owed then is held: bin/phusong alerts held, and then release or discard."
                + "\nThe settings of then are in " + folder.resolve(Restore.SETTINGS)
                + "; put household.key beside it before the next import."
                + "\nA history outside of this folder is of another past: empty it, it fills itself again.";
    }
}
