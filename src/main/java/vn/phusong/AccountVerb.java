package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code account}: who may log in at the page, and as what. */
final class AccountVerb implements Verb {
    private static final List<String> WORDS = List.of("add", "list", "role", "password", "disable", "enable");

    private final InputStream in;

    /** @param in where a password is read from with {@code --stdin} */
    AccountVerb(InputStream in) {
        this.in = in;
    }

    @Override
    public String usage() {
        return """
                usage: bin/phusong account add|list|role|password|disable|enable …  [--stdin] [--json] [--settings FILE]

                  account add NAME --role viewer|operator|administrator
                  account list
                  account role NAME --role ROLE   ends the sessions of NAME
                  account password NAME           a new password, unlocks NAME, ends the sessions of NAME
                  account disable NAME            may not log in any more
                  account enable NAME             may again; also unlocks after too many wrong passwords

                Prints a one-time password, which must be changed at the first log-in; with --stdin the password is one
                line of the standard input instead. Never as an argument: everybody on the machine could read it there.
                Works beside a running program and without one.

                example: bin/phusong account add ha.nguyen --role operator
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground)
            throws CommandLine.Misused, Failure, SettingsRefused, InterruptedException {
        CommandLine line = CommandLine.of(arguments, "--json", "--stdin", "--settings FILE", "--role ROLE");
        String what = line.firstWord("add, list, role, password, disable or enable");
        if (!WORDS.contains(what)) {
            throw new CommandLine.Misused("there is no account " + what + DidYouMean.among(WORDS, what));
        }
        JsonObject request = new JsonObject()
                .put("do", "account")
                .put("verb", what)
                .put("user", System.getProperty("user.name", "unknown"));
        if (what.equals("list")) {
            line.words(1, "nothing").forEach(word -> {});
        } else {
            request.put("name", line.words(2, "the account's name").get(1));
        }
        if (what.equals("add") || what.equals("role")) {
            request.put("role", line.value("--role").orElseThrow(() -> new CommandLine.Misused("missing: --role")));
        }
        if (line.has("--stdin")) {
            request.put("password", password(what));
        }
        JsonObject answer = Errand.run(ground.settings(line), request);
        ground.out().println(line.has("--json") ? answer.encodePrettily() : text(what, answer));
        return 0;
    }

    private String password(String what) throws CommandLine.Misused, Failure {
        if (!what.equals("add") && !what.equals("password")) {
            throw new CommandLine.Misused("account " + what + " takes no password");
        }
        try {
            String password = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            if (password == null || password.isEmpty()) {
                throw new Failure("the standard input holds no password");
            }
            return password;
        } catch (IOException e) {
            throw new Failure("the standard input cannot be read: " + e.getMessage());
        }
    }

    private static String text(String what, JsonObject answer) {
        String name = answer.getString("name");
        String once = answer.getString("oneTimePassword");
        return switch (what) {
            case "list" -> list(answer.getJsonArray("accounts"));
            case "role" -> name + " is " + answer.getString("role") + " now";
            case "disable" -> name + " may not log in any more";
            case "enable" -> name + " may log in";
            default ->
                once == null
                        ? name + " has the password you gave"
                        : "account: " + name + "\none-time password: " + once
                                + "\n(shown this once; it must be changed at the" + " first log-in)";
        };
    }

    private static String list(JsonArray accounts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < accounts.size(); i++) {
            JsonObject account = accounts.getJsonObject(i);
            text.append(account.getString("name")).append('\t').append(account.getString("role"));
            text.append(account.getBoolean("enabled") ? "" : "\tdisabled");
            text.append(account.getBoolean("locked") ? "\tlocked" : "");
            text.append(account.getBoolean("oneTime") ? "\tone-time password not used yet" : "");
            text.append('\n');
        }
        return text.append(accounts.size()).append(" accounts").toString();
    }
}
