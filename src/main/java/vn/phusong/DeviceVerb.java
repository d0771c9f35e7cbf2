package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code device}: identities of devices. */
final class DeviceVerb implements Verb {
    private static final List<String> COLUMNS = List.of(
            "kind", "village_id", "point_id", "operators", "interval", "power", "household_key", "pon", "collector_id");

    @Override
    public String usage() {
        return """
                usage: bin/phusong device add|list|revoke|secret …  [--settings FILE] [--json]

                  device add ID --kind probe|ont|collector [--village_id V] [--point_id P] [--operators "a;b"]
                             [--interval 60s] [--power mains] [--household_key K] [--pon O/S/P] [--collector_id C]
                  device list
                  device secret ID     makes a new secret, prints it once; the old one stops working
                  device revoke ID     the device may not log in any more

                Works beside a running program and without one. Secrets are never stored in clear.

                example: bin/phusong device secret probe-gn-9869901
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(
                arguments,
                "--json",
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
            throw new CommandLine.Misused("missing: add, list, secret or revoke");
        }
        String what = line.firstWord("add, list, secret or revoke");
        if (!List.of("add", "list", "secret", "revoke").contains(what)) {
            throw new CommandLine.Misused(
                    "what is " + what + "?" + DidYouMean.among(List.of("add", "list", "secret", "revoke"), what));
        }
        JsonObject request = new JsonObject().put("do", what);
        if (!what.equals("list")) {
            request.put("device", line.words(2, "the device's id").get(1));
        }
        if (what.equals("add")) {
            request.put("row", row(line, request.getString("device")));
        }
        JsonObject answer = Errand.run(ground.settings(line), request);
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(what, answer));
        return 0;
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
