package vn.phusong;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code health}: what a supervisor asks every half minute, so it costs as little as a Java machine can. */
final class HealthVerb implements Verb {
    private static final int ANSWERS_WITHIN_MS = 5_000;
    private static final int LONGEST = 64 << 10;

    @Override
    public String usage() {
        return """
                usage: bin/phusong health [--url ADDRESS] [--settings FILE]

                Asks a running server whether readings may be sent to it (GET /health/ready of the page's address) and
                prints its answer. Exit 0 yes; 1 no, or nobody answers.

                example: bin/phusong health --url http://127.0.0.1:8080
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(arguments, "--url ADDRESS", "--settings FILE");
        line.noWords();
        String address = line.value("--url").orElse("");
        if (address.isEmpty()) {
            Settings settings = ground.settings(line);
            // Whatever it listens on, it listens on this machine too.
            String host = settings.text("web.host").equals("0.0.0.0") ? "127.0.0.1" : settings.text("web.host");
            address = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.whole("web.port");
        }
        return ask(address + "/health/ready", ground);
    }

    private static int ask(String address, Ground ground) throws Failure {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            call.setConnectTimeout(ANSWERS_WITHIN_MS);
            call.setReadTimeout(ANSWERS_WITHIN_MS);
            int status = call.getResponseCode();
            InputStream answer = status < 400 ? call.getInputStream() : call.getErrorStream();
            String text = answer == null ? "" : new String(answer.readNBytes(LONGEST), StandardCharsets.UTF_8);
            call.disconnect();
            (status == 200 ? ground.out() : ground.err()).println(text.isEmpty() ? "answered " + status : text);
            return status == 200 ? 0 : 1;
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new Failure(address + " does not answer: " + e.getMessage());
        }
    }
}
