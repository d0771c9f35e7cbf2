package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code history refill}: fills history again from the journal. */
final class HistoryVerb implements Verb {
    private static final List<String> WORDS = List.of("refill");

    @Override
    public String usage() {
        return """
                usage: bin/phusong history refill  [--settings FILE] [--json]

                Fills history (history.store) again from the journal: standings, incidents and five-minute figures from
                the beginning, raw readings as far back as the journal keeps them. What history holds of older readings
                stays. Beside a running server it says where it begins and the server does the rest, from then on seen
                in phusong_history_lag_positions; without one it fills, and ends when all is there.

                A history that is empty, new or was lost needs no refill: it fills itself.

                example: bin/phusong history refill
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(arguments, "--json", "--settings FILE");
        String what = line.firstWord("refill");
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no history " + what + DidYouMean.among(WORDS, what));
        }
        JsonObject answer = Errand.run(ground.settings(line), new JsonObject().put("do", "refill"));
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(answer));
        return 0;
    }

    private static String text(JsonObject answer) {
        String raw = answer.getString("rawFrom") == null
                ? "the journal holds no raw readings"
                : "raw readings reach back to " + answer.getString("rawFrom");
        return (answer.getBoolean("filled")
                        ? "filled again up to position " + answer.getLong("to") + ", " + answer.getLong("rows")
                                + " rows; "
                        : "begins again; the running server fills it up to position " + answer.getLong("to") + "; ")
                + raw + "; standings, incidents and five-minute figures to the beginning";
    }
}
