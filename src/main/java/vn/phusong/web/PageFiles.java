package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page and its two libraries, all from our own jar, all read at the start: a closed list, so that no path can lead anywhere else. */
final class PageFiles {
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    // Their version is in their path, so what lies there never changes.
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    static final List<String> SCRIPTS = List.of(
            "accounts",
            "care.en",
            "care.vi",
            "chart",
            "deeds",
            "desk",
            "faults",
            "incident",
            "incidents",
            "list",
            "live",
            "login",
            "main",
            "make",
            "map",
            "opened",
            "panel",
            "people",
            "promise",
            "reasons",
            "routes",
            "server",
            "silences",
            "tabs",
            "timeline",
            "words",
            "words.en",
            "words.vi");
    static final List<String> STYLES = List.of("page", "panel", "people", "care", "phone");

    private PageFiles() {}

    static void serve(Router router) {
        files().forEach((path, answer) -> router.route(path)
                .method(io.vertx.core.http.HttpMethod.GET)
                .method(io.vertx.core.http.HttpMethod.HEAD)
                .handler(context ->
                        answer.send(context.request(), path.startsWith("/webjars/") ? FOR_GOOD : "no-cache")));
    }

    private static Map<String, Answer> files() {
        Map<String, Answer> files = new LinkedHashMap<>();
        files.put("/", read("web/index.html", "text/html; charset=utf-8"));
        files.put("/icon.svg", read("web/icon.svg", "image/svg+xml"));
        files.put("/openapi.json", read("web/openapi.json", Answer.JSON));
        SCRIPTS.forEach(name -> files.put('/' + name + ".js", read("web/" + name + ".js", SCRIPT)));
        STYLES.forEach(name -> files.put('/' + name + ".css", read("web/" + name + ".css", CSS)));
        library(files, "ol/10.7.0/dist/ol.js", SCRIPT);
        library(files, "ol/10.7.0/ol.css", CSS);
        library(files, "uplot/1.6.30/dist/uPlot.iife.min.js", SCRIPT);
        library(files, "uplot/1.6.30/dist/uPlot.min.css", CSS);
        return files;
    }

    private static void library(Map<String, Answer> files, String path, String type) {
        files.put("/webjars/" + path, read("META-INF/resources/webjars/" + path, type));
    }

    private static Answer read(String resource, String type) {
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return new Answer(type, Buffer.buffer(in.readAllBytes()));
        } catch (IOException brokenJar) {
            throw new UncheckedIOException(brokenJar);
        }
    }
}
