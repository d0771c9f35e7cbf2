package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.ingest.Credentials;
import vn.phusong.journal.RegistryFolder;
import vn.phusong.simulate.Address;
import vn.phusong.simulate.Limits;
import vn.phusong.simulate.OntRegistry;
import vn.phusong.simulate.Simulation;
import vn.phusong.simulate.SimulationPlan;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;

/** {@code demo}: the whole product on embedded defaults with the simulated province over the real villages. */
final class DemoVerb implements Verb {
    private static final long SEED = 1;
    private static final String LINES_FOLDER = "demo-registry";
    private static final String TRUTH_FILE = "truth.ndjson";

    @Override
    public String usage() {
        return """
                usage: bin/phusong demo [--speed N] [--fresh] [--settings FILE]

                Runs the whole product with a simulated province over the real villages of Bắc Kạn: 1 000 probes and
                58 000 fibre lines as real MQTT clients, with weather, terrain and faults. Data stays in ./data and a
                second start goes on with it; --fresh begins anew. --speed 60 makes an hour pass in a minute.

                example: bin/phusong demo --speed 60
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--speed N", "--fresh", "--settings FILE");
        line.noWords();
        double speed = line.number("--speed", 1, 0.1);
        Settings settings = ground.settings(line);
        if (line.has("--fresh")) {
            Fresh.clear(settings.dataFolder());
        }
        PrintStream out = ground.out();
        App app = App.start(settings, notBefore -> Clocks.fast(speed, notBefore), true);
        out.println(app.places());
        furnish(app, settings.dataFolder(), out);
        Simulation simulation = simulate(app, settings, out);
        return Running.untilStopped(() -> {
            Waits.on(simulation.stop());
            app.stop();
        });
    }

    /** The sample province and its fibre lines, through the ordinary import; the second time nothing changes. */
    private static void furnish(App app, Path dataFolder, PrintStream out) throws Failure {
        JsonObject places = app.office().importFolder(RegistryFolder.sample(), new JsonObject());
        taken(places, out, "the sample province");
        Path folder = dataFolder.resolve(LINES_FOLDER);
        if (!Files.exists(folder.resolve("devices.csv"))) {
            int lines = OntRegistry.write(
                    app.watch().registry(), app.watch().clock().millis(), SEED, folder);
            out.println("simulated " + lines + " fibre lines: " + folder.resolve("devices.csv"));
        }
        taken(app.office().importFolder(RegistryFolder.of(folder), new JsonObject()), out, "its fibre lines");
    }

    private static void taken(JsonObject report, PrintStream out, String what) throws Failure {
        if (!report.getBoolean("taken")) {
            throw new Failure(what + " cannot be imported: "
                    + report.getJsonArray("errors").getJsonObject(0).getString("sentence"));
        }
        out.println(what + ": " + report.getInteger("added") + " rows added, " + report.getInteger("changed")
                + " changed, " + report.getInteger("unchanged") + " as before");
    }

    /** Every device that connects gets a new secret at each start, so that none has to lie on the disk in clear. */
    private static Simulation simulate(App app, Settings settings, PrintStream out) throws Failure {
        List<String> speakers = new ArrayList<>();
        long now = app.watch().clock().millis();
        for (Device device : app.watch().registry().devices()) {
            boolean speaks = device.kind() != DeviceKind.ONT || device.line().collector() == null;
            if (speaks && device.valid().holdsAt(now)) {
                speakers.add(device.id());
            }
        }
        Map<String, String> secrets = new HashMap<>();
        for (Credentials.Issued issued : app.watch().issue(speakers)) {
            secrets.put(issued.kept().device(), issued.plain());
        }
        Simulation simulation = Waits.on(Simulation.start(
                app.vertx(),
                new SimulationPlan(
                        new Address("127.0.0.1", app.mqttPort()),
                        SEED,
                        settings.dataFolder().resolve(TRUTH_FILE),
                        Limits.USUAL),
                app.watch().registry(),
                device -> secrets.getOrDefault(device, ""),
                app.watch().clock()));
        out.println(speakers.size() + " simulated devices connect to MQTT port " + app.mqttPort()
                + "; open the address above. Ctrl-C stops, the data stays in " + settings.dataFolder());
        return simulation;
    }

    /** Takes away what earlier demos left; nothing else. */
    private static final class Fresh {
        private static final List<String> OURS =
                List.of("phusong.", "history.", TRUTH_FILE, "household.key", "admin.json", AccountDesk.FIRST);

        private Fresh() {}

        static void clear(Path folder) throws Failure {
            if (!Files.isDirectory(folder)) {
                return;
            }
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    if (OURS.stream()
                            .anyMatch(name -> file.getFileName().toString().startsWith(name))) {
                        Files.deleteIfExists(file);
                    }
                }
                Path lines = folder.resolve(LINES_FOLDER);
                Files.deleteIfExists(lines.resolve("devices.csv"));
                Files.deleteIfExists(lines);
            } catch (IOException e) {
                throw new Failure("the old demo in " + folder + " cannot be taken away: " + e.getMessage());
            }
        }
    }
}
