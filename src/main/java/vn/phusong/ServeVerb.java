package vn.phusong;

import java.util.List;

/** {@code serve}: the product without the simulation. */
final class ServeVerb implements Verb {
    @Override
    public String usage() {
        return """
                usage: bin/phusong serve [--settings FILE]

                Runs the server: MQTT door, HTTP door, page, alerts. Ctrl-C stops it in order. What the settings are
                and may be: bin/phusong settings, or the file phusong.properties, which is the manual.

                example: PHUSONG_WEB_PORT=8081 bin/phusong serve --settings my.properties
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--settings FILE");
        line.noWords();
        Settings settings = ground.settings(line);
        App app = App.start(settings, Clocks::real, false);
        ground.out().println(app.places());
        if (app.watch().registry().villages().isEmpty()) {
            ground.out().println("The registry is empty: bin/phusong import FOLDER fills it (--help says how).");
        }
        return Running.untilStopped(app::stop);
    }
}
