package vn.phusong;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thing that can be asked of the program at the command line. */
interface Verb {
    /** What a verb has of the world around it. */
    record Ground(Path home, Map<String, String> environment, PrintStream out, PrintStream err) {
        Settings settings(CommandLine line) throws SettingsRefused {
            return Settings.load(home, line.value("--settings").map(Path::of), environment);
        }

        Settings settings(Optional<Path> file) throws SettingsRefused {
            return Settings.load(home, file, environment);
        }
    }

    String usage();

    /** @return 0 done, 1 the work failed (said on {@code err}) */
    int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException;
}
