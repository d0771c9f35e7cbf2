package vn.phusong.story;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** What {@code docker-compose.yml} and {@code Dockerfile} say, with every variable at its default. */
final class Compose {
    static final Path FILE = Path.of("docker-compose.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\$|\\{[A-Z_]+:-([^}]*)\\})");

    private final Map<String, Object> whole;

    private Compose(Map<String, Object> whole) {
        this.whole = whole;
    }

    static Compose read() throws IOException {
        return new Compose(new Yaml().load(Files.readString(FILE)));
    }

    Map<String, Object> services() {
        return map(whole.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    Map<String, Object> secrets() {
        return map(whole.get("secrets"));
    }

    /** As a container gets it: {@code ${NAME:-default}} at its default, {@code $$} as {@code $}. */
    static String plain(Object text) {
        Matcher found = VARIABLE.matcher(String.valueOf(text));
        return found.replaceAll(it -> Matcher.quoteReplacement(it.group(1).equals("$") ? "$" : it.group(2)));
    }

    static List<String> list(Object value) {
        List<String> words = new ArrayList<>();
        if (value instanceof List<?> several) {
            several.forEach(one -> words.add(plain(one)));
        }
        return words;
    }

    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, one) -> map.put(String.valueOf(key), one));
        }
        return map;
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        map(service(service).get("environment")).forEach((name, value) -> environment.put(name, plain(value)));
        return environment;
    }

    /** Files and folders of the project that a service gets, and where; named volumes are not among them. */
    Map<Path, String> mounts(String service) {
        Map<Path, String> mounts = new LinkedHashMap<>();
        for (String volume : list(service(service).get("volumes"))) {
            String[] parts = volume.split(":", -1);
            if (parts[0].startsWith("./")) {
                mounts.put(Path.of(parts[0].substring(2)), parts[1]);
            }
        }
        return mounts;
    }

    /** An instruction of the Dockerfile whose words are a JSON array; the last one of that name. */
    static List<String> image(String instruction) throws IOException {
        String text = Files.readString(Path.of("Dockerfile")).replace("\\\n", " ");
        Matcher found = Pattern.compile("(?m)^" + instruction + "\\s[^\\[\\n]*(\\[.*\\])$")
                .matcher(text);
        List<String> words = new ArrayList<>();
        while (found.find()) {
            words.clear();
            new JsonArray(found.group(1)).forEach(word -> words.add(String.valueOf(word)));
        }
        return words;
    }
}
