package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is described is there, what is there is described, and the page asks nobody but us. */
class DescribedTest {
    private static final Path WEB = Path.of("src/main/resources/web");

    @Test
    void the_description_has_exactly_our_routes_and_their_parameters(@TempDir Path folder) throws Exception {
        try (Served web = new Served(folder)) {
            Routes routes = new Routes(
                    web.sources(),
                    new Desk(web.vertx, web.journal.reader()),
                    new LiveStream(new WebSettings("::1", 0, 1, 1, WebSettings.Known.NOBODY, false)),
                    false);
            Map<String, Set<String>> ours = new TreeMap<>();
            routes.doors().forEach(door -> ours.put(door.path(), new TreeSet<>(door.parameters())));
            for (String other : List.of(Routes.LIVE, Routes.READINGS, "/health/live", "/health/ready", "/metrics")) {
                ours.put(other, Set.of());
            }
            Porter.PATHS.forEach(path -> ours.put(path, Set.of()));
            assertEquals(ours, described(web.json("/openapi.json")));
        }
    }

    private static Map<String, Set<String>> described(JsonObject openApi) {
        Map<String, Set<String>> described = new TreeMap<>();
        for (String path : openApi.getJsonObject("paths").fieldNames()) {
            Set<String> names = new TreeSet<>();
            JsonObject item = openApi.getJsonObject("paths").getJsonObject(path);
            JsonArray parameters =
                    item.getJsonObject("get", new JsonObject()).getJsonArray("parameters", new JsonArray());
            for (int i = 0; i < parameters.size(); i++) {
                JsonObject parameter = parameters.getJsonObject(i);
                if (parameter.getString("in").equals("query")) {
                    names.add(parameter.getString("name"));
                }
            }
            described.put(path, names);
        }
        return described;
    }

    @Test
    void every_reference_of_the_description_leads_somewhere() throws IOException {
        JsonObject openApi = new JsonObject(Files.readString(WEB.resolve("openapi.json")));
        Matcher reference = Pattern.compile("\"#/components/(\\w+)/(\\w+)\"").matcher(openApi.encode());
        int found = 0;
        while (reference.find()) {
            found++;
            assertTrue(
                    openApi.getJsonObject("components")
                            .getJsonObject(reference.group(1))
                            .containsKey(reference.group(2)),
                    reference.group());
        }
        assertTrue(found > 20, "references were found: " + found);
    }

    @Test
    void every_file_of_the_page_is_served() throws IOException {
        Set<String> served = new TreeSet<>(Set.of("index.html", "icon.svg", "openapi.json"));
        PageFiles.SCRIPTS.forEach(name -> served.add(name + ".js"));
        PageFiles.STYLES.forEach(name -> served.add(name + ".css"));
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(WEB)) {
            files.forEach(file -> there.add(file.getFileName().toString()));
        }
        assertEquals(there, served);
    }

    @Test
    void both_languages_have_the_same_words_with_the_same_places_to_fill() throws IOException {
        Map<String, Set<String>> vi = words("words.vi.js");
        assertEquals(vi, words("words.en.js"));
        assertEquals(words("care.vi.js"), words("care.en.js"));
        assertTrue(vi.size() > 100, "words were found: " + vi.size());
    }

    private static Map<String, Set<String>> words(String file) throws IOException {
        Map<String, Set<String>> words = new TreeMap<>();
        Matcher line = Pattern.compile("^ {2}'?([^':]+)'?: '(.*)',$", Pattern.MULTILINE)
                .matcher(Files.readString(WEB.resolve(file)));
        while (line.find()) {
            Set<String> places = new TreeSet<>();
            Matcher place = Pattern.compile("\\{(\\w+)}").matcher(line.group(2));
            while (place.find()) {
                places.add(place.group(1));
            }
            words.put(line.group(1), places);
        }
        return words;
    }

    @Test
    void no_file_of_the_page_names_an_address_outside() throws IOException {
        try (Stream<Path> files = Files.list(WEB)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
                assertFalse(
                        text.contains("http://") || text.contains("https://") || text.contains("//cdn"),
                        file + " leads outside");
            }
        }
    }
}
