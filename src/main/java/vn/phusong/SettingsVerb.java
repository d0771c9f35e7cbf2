package vn.phusong;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code settings}: checks the settings and prints what holds. Starts nothing, opens nothing, writes nothing. */
final class SettingsVerb {
    static final String USAGE =
            """
            usage: bin/phusong settings [--settings FILE] [--json]

            Checks the settings, and the policy that alert.policy names, and prints each key, its value and where it came from; secrets are not shown.
            Exit 0 if they hold together, 1 if not (every problem is printed), 2 for a wrong command line.

            example: PHUSONG_WEB_PORT=8081 bin/phusong settings --settings my.properties
            """;

    private SettingsVerb() {}

    /**
     * @param arguments without the verb itself
     * @return the exit of the program
     */
    static int run(
            List<String> arguments, Path home, Map<String, String> environment, PrintStream out, PrintStream err) {
        Optional<Path> file = Optional.empty();
        boolean isJson = false;
        for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (word.equals("--help")) {
                out.print(USAGE);
                return 0;
            } else if (word.equals("--json")) {
                isJson = true;
            } else if (word.equals("--settings") && words.hasNext()) {
                file = Optional.of(Path.of(words.next()));
            } else {
                err.print("phusong: what is " + word + "?\n" + USAGE);
                return 2;
            }
        }
        return print(file, home, environment, isJson, out, err);
    }

    private static int print(
            Optional<Path> file,
            Path home,
            Map<String, String> environment,
            boolean isJson,
            PrintStream out,
            PrintStream err) {
        try {
            Settings settings = Settings.load(home, file, environment);
            if (settings.path("alert.policy").isPresent()) {
                int routes = PolicyFile.read(settings).routes().size();
                assert routes > 0;
            }
            out.print(isJson ? SettingsPrint.json(settings) : SettingsPrint.text(settings));
            return 0;
        } catch (SettingsRefused | Failure e) {
            err.println("phusong: " + e.getMessage());
            return 1;
        }
    }
}
