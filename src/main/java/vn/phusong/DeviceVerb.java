package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code device}: identities of devices. */
final class DeviceVerb implements Verb {
    private static final List<String> COLUMNS = List.of(
            "kind", "village_id", "point_id", "operators", "interval", "power", "household_key", "pon", "collector_id");

    private static final List<String> WORDS = List.of("add", "list", "secret", "secrets", "revoke");

    @Override
    public String usage() {
        return """
                usage: bin/phusong device add|list|revoke|secret|secrets …  [--settings FILE] [--json] [--mosquitto PASSWORDS]

                  device add ID --kind probe|ont|collector [--village_id V] [--point_id P] [--operators "a;b"]
                             [--interval 60s] [--power mains] [--household_key K] [--pon O/S/P] [--collector_id C]
                  device list
                  device secret ID     makes a new secret, prints it once; the old one stops working
                  device secrets FILE  one for every device that logs in by itself and has none yet, into a new CSV
                                       file only you can read
                  device revoke ID     the device may not log in any more

                --mosquitto PASSWORDS also writes the secret into, or takes it out of, the password file of a Mosquitto
                broker before us (see `mosquitto --help`).

                Works beside a running program and without one. Secrets are never stored in clear.

                example: bin/phusong device secret probe-9869901
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(
                arguments,
                "--json",
                "--mosquitto PASSWORDS",
                "--settings FILE",
                "--kind K",
                "--village_id V",
                "--point_id P",
                "--operators O",
                "--interval I",
                "--power P",
                "--household_key K",
                "--pon P",
                "--collector_id C");
        if (arguments.isEmpty()) {
            throw new CommandLine.Misused("missing: add, list, secret, secrets or revoke");
        }
        String what = line.firstWord("add, list, secret, secrets or revoke");
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no device " + what + DidYouMean.among(WORDS, what));
        }
        // Opened first, so that no secret is issued that cannot be told.
        MosquittoPasswords broker = line.value("--mosquitto").isEmpty()
                ? null
                : MosquittoPasswords.open(Path.of(line.value("--mosquitto").orElseThrow()));
        if (what.equals("secrets")) {
            return secrets(Path.of(line.words(2, "the file to write").get(1)), broker, ground.settings(line), ground);
        }
        JsonObject request = new JsonObject().put("do", what);
        if (!what.equals("list")) {
            request.put("device", line.words(2, "the device's id").get(1));
        }
        if (what.equals("add")) {
            request.put("row", row(line, request.getString("device")));
        }
        JsonObject answer = Errand.run(ground.settings(line), request);
        if (broker != null) {
            tell(broker, what, answer);
        }
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(what, answer));
        return 0;
    }

    /** The file is made first, so that no secret is issued that cannot be told. */
    private static int secrets(Path file, @Nullable MosquittoPasswords broker, Settings settings, Ground ground)
            throws Failure, InterruptedException {
        try {
            OwnFile.create(file);
            JsonObject secrets =
                    Errand.run(settings, new JsonObject().put("do", "secrets")).getJsonObject("secrets");
            StringBuilder lines = new StringBuilder("device_id,secret\n");
            secrets.forEach(entry -> lines.append(entry.getKey())
                    .append(',')
                    .append(entry.getValue())
                    .append('\n'));
            if (broker != null) {
                for (String device : secrets.fieldNames()) {
                    broker.put(device, secrets.getString(device));
                }
                broker.save();
            }
            ground.out().println(secrets.size() + " secrets written to " + Files.writeString(file, lines));
            return 0;
        } catch (IOException e) {
            throw new Failure(file + " cannot be made anew: " + e.getMessage());
        }
    }

    private static void tell(MosquittoPasswords broker, String what, JsonObject answer) throws Failure {
        String secret = answer.getString("secret");
        if (secret != null) {
            broker.put(answer.getString("device"), secret);
            broker.save();
        } else if (what.equals("revoke") && broker.remove(answer.getString("device"))) {
            broker.save();
        }
    }

    private static JsonObject row(CommandLine line, String device) {
        JsonObject row = new JsonObject().put("device_id", device);
        COLUMNS.forEach(column -> line.value("--" + column).ifPresent(value -> row.put(column, value)));
        return row;
    }

    private static String text(String what, JsonObject answer) {
        return switch (what) {
            case "list" -> list(answer.getJsonArray("devices"));
            case "revoke" -> answer.getString("device") + " may not log in any more";
            default ->
                "device: " + answer.getString("device") + "\nsecret: " + answer.getString("secret")
                        + "\n(shown this once; only a hash is kept)";
        };
    }

    private static String list(JsonArray devices) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < devices.size(); i++) {
            JsonObject device = devices.getJsonObject(i);
            text.append(device.getString("device"))
                    .append('\t')
                    .append(device.getString("kind"))
                    .append('\t')
                    .append(device.getString("village", "-"))
                    .append('\t')
                    .append(device.getBoolean("hasSecret") ? "has a secret" : "no secret yet")
                    .append('\n');
        }
        return text.append(devices.size()).append(" devices").toString();
    }
}
