package vn.phusong.web;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Chromium without a screen, driven over its DevTools protocol. Keeps every address it asked for and every error it told. */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");
    private static final int FRAME_BYTES = 32 << 20;

    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final List<String> errors = new CopyOnWriteArrayList<>();
    private final Process process;
    // Vert.x closes clients that nobody holds any more.
    private final HttpClient http;
    private final WebSocketClient client;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, Promise<JsonObject>> waiting = new ConcurrentHashMap<>();

    public Browser(Vertx vertx, Path profile) throws Exception {
        process = new ProcessBuilder(command(profile)).start();
        int port = port();
        http = vertx.createHttpClient();
        client = vertx.createWebSocketClient(
                new WebSocketClientOptions().setMaxFrameSize(FRAME_BYTES).setMaxMessageSize(FRAME_BYTES));
        socket = Served.await(pageOf(http, port)
                .compose(path -> client.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI(path))));
        socket.textMessageHandler(this::heard);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", new JsonObject());
        }
    }

    private static List<String> command(Path profile) {
        List<String> command = new ArrayList<>(List.of(
                find(),
                "--headless",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--lang=vi"));
        // Chromium will not make its sandbox for root, as which builds in containers run; the page is our own.
        command.add("--no-sandbox");
        command.add("about:blank");
        return command;
    }

    private static String find() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            for (String name : NAMES) {
                if (Files.isExecutable(Path.of(folder, name))) {
                    return Path.of(folder, name).toString();
                }
            }
        }
        throw new AssertionError(
                "no Chromium in the PATH; install it (Debian: apt-get install chromium), or run bin/verify");
    }

    private int port() throws IOException {
        BufferedReader words =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = words.readLine(); line != null; line = words.readLine()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> words.lines().forEach(rest -> {}), "chromium-words");
                drain.setDaemon(true);
                drain.start();
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new AssertionError("Chromium did not start:\n" + said);
    }

    private static Future<String> pageOf(HttpClient http, int port) {
        return http.request(HttpMethod.GET, port, "127.0.0.1", "/json/list")
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(body -> {
                    JsonArray pages = body.toJsonArray();
                    for (int i = 0; i < pages.size(); i++) {
                        if (pages.getJsonObject(i).getString("type").equals("page")) {
                            return "/devtools/page/" + pages.getJsonObject(i).getString("id");
                        }
                    }
                    throw new AssertionError("Chromium has no page: " + pages);
                });
    }

    private void heard(String text) {
        JsonObject message = new JsonObject(text);
        Integer id = message.getInteger("id");
        if (id != null) {
            waiting.remove(id).complete(message);
            return;
        }
        JsonObject told = message.getJsonObject("params");
        switch (message.getString("method")) {
            case "Network.requestWillBeSent" ->
                requests.add(told.getJsonObject("request").getString("url"));
            case "Network.webSocketCreated" -> requests.add(told.getString("url"));
            case "Runtime.exceptionThrown" -> errors.add(told.encode());
            case "Runtime.consoleAPICalled" -> keepIf("error", told.getString("type"), told);
            case "Log.entryAdded" -> keepIf("error", told.getJsonObject("entry").getString("level"), told);
            default -> {}
        }
    }

    private void keepIf(String wanted, String level, JsonObject told) {
        if (wanted.equals(level)) {
            errors.add(told.encode());
        }
    }

    @CanIgnoreReturnValue
    JsonObject call(String method, JsonObject parameters) throws Exception {
        int id = ids.incrementAndGet();
        Promise<JsonObject> answer = Promise.promise();
        waiting.put(id, answer);
        Served.await(socket.writeTextMessage(new JsonObject()
                .put("id", id)
                .put("method", method)
                .put("params", parameters)
                .encode()));
        JsonObject message = Served.await(answer.future());
        if (message.containsKey("error")) {
            throw new AssertionError(method + ": " + message.getJsonObject("error"));
        }
        return message.getJsonObject("result");
    }

    public void open(String address, int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
        // The page that is left must not be taken for the one that comes.
        act("window.isLeft = true");
        call("Page.navigate", new JsonObject().put("url", address));
    }

    /** Does something in the page; what it gives back is not looked at. */
    public void act(String script) throws Exception {
        Object done = value("(() => { " + script + "; return true; })()");
        if (!Boolean.TRUE.equals(done)) {
            throw new AssertionError(script + " gave " + done);
        }
    }

    /** The value of a script in the page; a promise is waited for. */
    public Object value(String script) throws Exception {
        JsonObject answer = call(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(
                    script + ": " + answer.getJsonObject("exceptionDetails").encode());
        }
        return answer.getJsonObject("result").getValue("value");
    }

    /** Waits, frame by frame and at most 15 s, until the script is true in the page. */
    public void until(String script) throws Exception {
        Object isTrue = valueHereOrInTheNextPage(
                "new Promise((done) => { const end = performance.now() + 15000; const look = () => { let is = false; "
                        + "try { is = Boolean(" + script + "); } catch { is = false; } "
                        + "if (is || performance.now() > end) done(is); else setTimeout(look, 20); }; look(); })");
        if (!Boolean.TRUE.equals(isTrue)) {
            throw new AssertionError(
                    "never came true: " + script + "\nthe page says: " + value("document.body.innerText"));
        }
    }

    /** A page that leaves by itself takes the question with it; it is put to the page that comes. */
    private Object valueHereOrInTheNextPage(String script) throws Exception {
        for (int pages = 0; ; pages++) {
            try {
                return value(script);
            } catch (AssertionError left) {
                if (pages == 3 || !String.valueOf(left.getMessage()).contains("navigated")) {
                    throw left;
                }
            }
        }
    }

    public void photograph(Path file) throws Exception {
        JsonObject shot = call("Page.captureScreenshot", new JsonObject().put("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.getString("data")));
    }

    @Override
    public void close() {
        socket.close().onComplete(closed -> {});
        http.close().onComplete(closed -> {});
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
