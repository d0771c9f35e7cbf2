package vn.phusong;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import vn.phusong.coverage.PromiseRules;

/** The versions of the rule text periods are judged by: the operator's list, or the one we ship. */
final class PromiseText {
    private static final String SHIPPED = "/promise-rules.csv";

    private PromiseText() {}

    /** @throws Failure with one sentence that names file, line and what is wrong */
    static PromiseRules rules(Settings settings) throws Failure {
        Optional<Path> own = settings.path("promise.rules");
        String name = own.isPresent() ? own.get().toString() : "promise-rules.csv";
        try {
            return PromiseRules.read(own.isPresent() ? Files.readString(own.get()) : shipped());
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("promise.rules: " + name + " cannot be used: " + e.getMessage());
        }
    }

    private static String shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(PromiseText.class.getResourceAsStream(SHIPPED))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
