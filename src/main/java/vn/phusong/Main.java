package vn.phusong;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The front door of the jar: one verb, its words, an exit code (0 done, 1 the work failed, 2 wrong usage). */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        String home = System.getProperty("phusong.home", "");
        Verb.Ground ground = new Verb.Ground(Path.of(home).toAbsolutePath(), System.getenv(), out, err);
        int exit = run(List.of(arguments), ground);
        out.flush();
        err.flush();
        if (exit != RUNNING) {
            System.exit(exit);
        }
    }

    /** Not an exit: the program goes on until it is told to stop. */
    static final int RUNNING = -1;

    private static Map<String, Verb> verbs() {
        Map<String, Verb> verbs = new LinkedHashMap<>();
        verbs.put("demo", new DemoVerb());
        verbs.put("serve", new ServeVerb());
        verbs.put("import", new ImportVerb());
        verbs.put("device", new DeviceVerb());
        verbs.put("account", new AccountVerb(System.in));
        verbs.put("alerts", new AlertsVerb());
        verbs.put("audit", new AuditVerb());
        verbs.put("backup", new BackupVerb());
        verbs.put("restore", new RestoreVerb());
        verbs.put("mosquitto", new MosquittoVerb());
        verbs.put("history", new HistoryVerb());
        verbs.put("judge", new JudgeVerb());
        verbs.put("simulate", new SimulateVerb());
        verbs.put("score", new ScoreVerb());
        verbs.put("backtest", new BacktestVerb());
        verbs.put("health", new HealthVerb());
        verbs.put("token", new TokenVerb());
        verbs.put("settings", new PrintVerb());
        return verbs;
    }

    static int run(List<String> arguments, Verb.Ground ground) throws InterruptedException {
        Map<String, Verb> verbs = verbs();
        if (arguments.isEmpty()
                || arguments.get(0).equals("--help")
                || arguments.get(0).equals("help")) {
            ground.out().print(usage(verbs));
            return arguments.isEmpty() ? 2 : 0;
        }
        @Nullable Verb verb = verbs.get(arguments.get(0));
        if (verb == null) {
            ground.err()
                    .println("phusong: there is no verb " + arguments.get(0)
                            + DidYouMean.among(verbs.keySet(), arguments.get(0)));
            ground.err().print(usage(verbs));
            return 2;
        }
        List<String> words = arguments.subList(1, arguments.size());
        if (words.contains("--help")) {
            ground.out().print(verb.usage());
            return 0;
        }
        return run(verb, words, ground);
    }

    private static int run(Verb verb, List<String> words, Verb.Ground ground) throws InterruptedException {
        try {
            return verb.run(words, ground);
        } catch (CommandLine.Misused e) {
            ground.err().println("phusong: " + e.getMessage());
            ground.err().print(verb.usage());
            return 2;
        } catch (Failure | SettingsRefused e) {
            ground.err().println("phusong: " + e.getMessage());
            return 1;
        }
    }

    private static String usage(Map<String, Verb> verbs) {
        StringBuilder text = new StringBuilder("usage: bin/phusong VERB …   (VERB --help says more)\n\n");
        verbs.values().forEach(verb -> {
            String[] lines = verb.usage().split("\n", -1);
            text.append("  ")
                    .append(lines[0].replace("usage: bin/phusong ", ""))
                    .append('\n');
        });
        return text.toString();
    }
}
