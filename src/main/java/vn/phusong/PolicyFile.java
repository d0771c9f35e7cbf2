package vn.phusong;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.phusong.alert.Policy;
import vn.phusong.alert.PolicyReader;
import vn.phusong.alert.PolicyRefused;

/** Who is told what: the operator's list, or the one we ship. */
final class PolicyFile {
    private static final String SHIPPED = "/alert-policy.txt";
    private static final Pattern MAIL = Pattern.compile("(?<=[=,+])mail:([^,+\\s\"]+)");

    private PolicyFile() {}

    /** @throws Failure with all that is wrong with it, each with its line */
    static Policy read(Settings settings) throws Failure {
        Optional<Path> own = settings.path("alert.policy");
        String name = own.isPresent() ? own.get().toString() : SHIPPED.substring(1);
        try {
            return PolicyReader.read(text(settings), Channels.names(settings), file -> beside(own, file));
        } catch (PolicyRefused e) {
            throw new Failure("alert.policy: " + name + " cannot be used:\n  " + e.getMessage());
        }
    }

    private static String beside(Optional<Path> own, String file) {
        try {
            Path folder = own.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Addresses of mailboxes that contacts have, so that they need to be written only once. */
    static List<String> mailboxes(Settings settings) throws Failure {
        TreeSet<String> found = new TreeSet<>();
        text(settings)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("contact "))
                .forEach(line -> {
                    Matcher mail = MAIL.matcher(line);
                    while (mail.find()) {
                        found.add(mail.group(1));
                    }
                });
        return List.copyOf(found);
    }

    private static String text(Settings settings) throws Failure {
        Optional<Path> own = settings.path("alert.policy");
        try {
            return own.isPresent() ? Files.readString(own.get()) : shipped();
        } catch (IOException e) {
            throw new Failure(
                    "alert.policy: " + own.map(Path::toString).orElse("") + " cannot be read: " + e.getMessage());
        }
    }

    private static String shipped() {
        try (InputStream in = Objects.requireNonNull(PolicyFile.class.getResourceAsStream(SHIPPED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
