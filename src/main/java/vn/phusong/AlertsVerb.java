package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code alerts}: who would be told of what, notices that a restored journal holds back, and what notices look like. */
final class AlertsVerb implements Verb {
    private static final List<String> WORDS = List.of("who", "held", "release", "discard", "preview");
    private static final List<String> OF = List.of("area", "village", "cause", "severity", "operator", "at");

    @Override
    public String usage() {
        return """
                usage: bin/phusong alerts held|release|discard  [--settings FILE] [--json]
                       bin/phusong alerts who [--area CODE] [--village ID] [--cause CAUSE] [--severity SEVERITY]
                                              [--operator ID] [--at TIME] [--settings FILE] [--json]
                       bin/phusong alerts preview [--template-dir DIR] [--settings FILE] [--json]

                  alerts who       who would be told of such an incident, when, by which line of the policy and why, and
                                   who is on call; a dry run, nothing is sent. TIME is such as 2026-03-01T08:00:00+07:00
                  alerts preview   shows what mail and webhook would say of a sample of each kind of notice, with the
                                   templates of DIR or of the settings; exits 1 when one is broken; sends nothing

                After a restore nobody knows which of the notices owed at the time of the backup were told by the lost
                server afterwards. So they are held, under the ids they always had, until somebody says what is to be done:
                  alerts held      lists them
                  alerts release   tells them; a receiver that had one before knows it by its Idempotency-Key
                  alerts discard   never tells them; each gets a receipt that says so
                What happens after the restore is told as ever. Works beside a running program and without one.

                example: bin/phusong alerts who --area 01864 --cause mobile_site --severity major
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(
                arguments,
                "--json",
                "--settings FILE",
                "--template-dir DIR",
                "--area CODE",
                "--village ID",
                "--cause CAUSE",
                "--severity SEVERITY",
                "--operator ID",
                "--at TIME");
        String what = line.words(1, "who, held, release, discard or preview").get(0);
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no alerts " + what + DidYouMean.among(WORDS, what));
        }
        if (what.equals("preview")) {
            return AlertsPreview.run(line, ground);
        }
        JsonObject of = new JsonObject();
        OF.forEach(word -> line.value("--" + word).ifPresent(value -> of.put(word, value)));
        JsonObject answer = Errand.run(
                ground.settings(line), new JsonObject().put("do", what).put("of", of));
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(what, answer));
        return 0;
    }

    private static String text(String what, JsonObject answer) {
        return switch (what) {
            case "who" -> who(answer);
            case "held" -> list(answer.getJsonArray("held"));
            case "release" -> answer.getInteger("released") + " held notices are released and will be told";
            default -> answer.getInteger("discarded") + " held notices are discarded";
        };
    }

    private static String who(JsonObject answer) {
        StringBuilder text = new StringBuilder("at " + answer.getString("at") + "\n");
        JsonArray told = answer.getJsonArray("told");
        for (int i = 0; i < told.size(); i++) {
            JsonObject row = told.getJsonObject(i);
            text.append(row.getString("at"))
                    .append('\t')
                    .append(row.getJsonObject("name").getString("vi"))
                    .append('\t')
                    .append(row.getString("channel"))
                    .append('\t')
                    .append(row.getJsonObject("why").getString("en"))
                    .append('\n');
        }
        for (Object each : answer.getJsonArray("onCall")) {
            JsonObject call = (JsonObject) each;
            text.append("on call (" + call.getString("calendar") + "): " + call.getString("contact"))
                    .append(call.getString("until") == null ? "" : " until " + call.getString("until") + ", then ")
                    .append(call.getString("then") == null ? "" : call.getString("then"))
                    .append('\n');
        }
        if (answer.getString("heldBack") != null) {
            text.append("held back now: " + answer.getString("heldBack") + "\n");
        }
        answer.getJsonArray("notes").forEach(note -> text.append("note: " + note + "\n"));
        String nobody = answer.getString("nobody");
        return text.append(
                        told.isEmpty()
                                ? "nobody would be told"
                                        + (nobody == null
                                                ? ", no route that fits has a channel that is set up"
                                                : ", by " + nobody)
                                        + "; the log is"
                                : "the log is told at once, too")
                .toString();
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
