package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code alerts}: notices that a restored journal holds back, and what notices look like. */
final class AlertsVerb implements Verb {
    private static final List<String> WORDS = List.of("held", "release", "discard", "preview");

    @Override
    public String usage() {
        return """
                usage: bin/phusong alerts held|release|discard  [--settings FILE] [--json]
                       bin/phusong alerts preview [--template-dir DIR] [--settings FILE] [--json]

                After a restore nobody knows which of the notices owed at the time of the backup were told by the lost
                server afterwards. So they are held, under the ids they always had, until somebody says what is to be done:
                  alerts held      lists them
                  alerts release   tells them; a receiver that had one before knows it by its Idempotency-Key
                  alerts discard   never tells them; each gets a receipt that says so
                  alerts preview   shows what mail and webhook would say of a sample of each kind of notice, with the
                                   templates of DIR or of the settings; exits 1 when one is broken; sends nothing
                What happens after the restore is told as ever. Works beside a running program and without one.

                example: bin/phusong alerts held
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(arguments, "--json", "--settings FILE", "--template-dir DIR");
        String what = line.words(1, "held, release, discard or preview").get(0);
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no alerts " + what + DidYouMean.among(WORDS, what));
        }
        if (what.equals("preview")) {
            return AlertsPreview.run(line, ground);
        }
        JsonObject answer = Errand.run(ground.settings(line), new JsonObject().put("do", what));
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(what, answer));
        return 0;
    }

    private static String text(String what, JsonObject answer) {
        return switch (what) {
            case "held" -> list(answer.getJsonArray("held"));
            case "release" -> answer.getInteger("released") + " held notices are released and will be told";
            default -> answer.getInteger("discarded") + " held notices are discarded";
        };
    }

    private static String list(JsonArray held) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < held.size(); i++) {
            JsonObject notice = held.getJsonObject(i);
            text.append(notice.getString("id"))
                    .append('\t')
                    .append(notice.getString("text"))
                    .append('\n');
        }
        return text.append(held.size()).append(" notices are held").toString();
    }
}
