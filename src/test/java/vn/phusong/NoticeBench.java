package vn.phusong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import vn.phusong.ingest.Durable;

/**
 * The whole program in played time: villages fall one a minute, then 1 300 in one minute. Measured in real time: from the commit that owes a notice to a
 * webhook's receiver that has it whole, and how long the REST door takes to list all incidents. {@code bench/notice}.
 */
final class NoticeBench {
    private static final int ONE_BY_ONE = Integer.getInteger("phusong.notices", 200);
    private static final int STORM = 1_300;
    private static final int AT_ONCE = 50;
    private static final int PAGE = 500;
    private static final long MINUTE = 60_000;

    private final AtomicLong now = new AtomicLong(1_772_326_800_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new HashMap<>();
    private final Set<Integer> out = new HashSet<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;

    private NoticeBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        new NoticeBench(Files.createTempDirectory("phusong-notice")).run();
        System.exit(0);
    }

    private void run() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.createContext("/", this::take);
        receiver.start();
        App app = start("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        app.watch().batcher().listen(this::look);
        imported(app);
        oneByOne(app);
        storm(app);
        app.stop();
    }

    private void take(HttpExchange call) throws IOException {
        int bytes = call.getRequestBody().readAllBytes().length;
        if (bytes > 0) {
            arrived.putIfAbsent(call.getRequestHeaders().getFirst("Idempotency-Key"), System.nanoTime());
        }
        call.sendResponseHeaders(204, -1);
        call.close();
    }

    private void look(Durable durable) {
        long at = System.nanoTime();
        durable.steps().forEach(step -> step.effects().owed().forEach(owed -> committed.putIfAbsent(owed.id(), at)));
    }

    private App start(String webhook) throws Exception {
        Map<String, String> environment = new HashMap<>();
        // No storm rule: what is measured is each notice by itself.
        Path policy = folder.resolve("policy.txt");
        Files.writeString(
                policy,
                """
                contact everyone name_vi="Mọi nơi nhận" name_en="Every receiver" channels=*
                route everything to=everyone
                """);
        environment.put("PHUSONG_ALERT_POLICY", policy.toString());
        environment.put("PHUSONG_DATA_DIR", folder.resolve("data").toString());
        environment.putAll(Map.of("PHUSONG_MQTT_PORT", "0", "PHUSONG_WEB_PORT", "0", "PHUSONG_HISTORY_ENABLED", "no"));
        environment.putAll(
                Map.of("PHUSONG_WINDOW_LONG", "2m", "PHUSONG_WINDOW_SHORT", "1m", "PHUSONG_STALE_MIN", "7d"));
        environment.putAll(Map.of("PHUSONG_HOLD_DOWN", "0s", "PHUSONG_HOLD_UP", "0s", "PHUSONG_ALERT_WARNING", "2m"));
        environment.putAll(Map.of("PHUSONG_STARTUP_GRACE", "0s", "PHUSONG_WEBHOOK_URL", webhook));
        return App.start(Settings.load(folder, Optional.empty(), environment), notBefore -> clock, false);
    }

    /** Each village in a commune of no province: nothing that goes at the same time goes together. */
    private void imported(App app) throws Exception {
        Path registry = Files.createDirectory(folder.resolve("registry"));
        StringBuilder areas = new StringBuilder("code,level,name_vi\n");
        StringBuilder villages = new StringBuilder("village_id,name,kind,area_code,lat,lon,households\n");
        StringBuilder points = new StringBuilder("point_id,village_id,kind,lat,lon\n");
        StringBuilder devices = new StringBuilder("device_id,kind,village_id,point_id,operators,interval\n");
        for (int i = 0; i < ONE_BY_ONE + STORM; i++) {
            areas.append("c%d,commune,Xã %d\n".formatted(i, i));
            villages.append("v%d,Thôn %d,thôn,c%d,22.1,105.8,40\n".formatted(i, i, i));
            points.append("v%d-c,v%d,CENTRE,22.1,105.8\n".formatted(i, i));
            devices.append("p%d,probe,v%d,v%d-c,viettel,5s\n".formatted(i, i, i));
        }
        Files.writeString(registry.resolve("areas.csv"), areas);
        Files.writeString(registry.resolve("villages.csv"), villages);
        Files.writeString(registry.resolve("points.csv"), points);
        Files.writeString(registry.resolve("devices.csv"), devices);
        Files.writeString(registry.resolve("operators.csv"), "operator,name,plmns\nviettel,Viettel,45204\n");
        JsonObject report =
                app.office().handle(new JsonObject().put("do", "import").put("folder", registry.toString()));
        check(report.getBoolean("taken"), report.encodePrettily());
        app.watch()
                .issue(IntStream.range(0, ONE_BY_ONE + STORM)
                        .mapToObj(i -> "p" + i)
                        .toList())
                .forEach(issued -> secrets.put(issued.kept().device(), issued.plain()));
        minute(app, IntStream.range(0, ONE_BY_ONE + STORM).boxed().toList());
    }

    private void oneByOne(App app) throws Exception {
        for (int i = 0; i < ONE_BY_ONE; i++) {
            out.add(i);
            // Who was told a while ago need not go on.
            minute(app, IntStream.rangeClosed(Math.max(0, i - 4), i).boxed().toList());
        }
        for (int i = 0; i < 4; i++) {
            minute(app, List.copyOf(out).subList(Math.max(0, out.size() - 5), out.size()));
        }
        awaitAll();
        print("one at a time", 0);
    }

    private void storm(App app) throws Exception {
        List<Integer> all =
                IntStream.range(ONE_BY_ONE, ONE_BY_ONE + STORM).boxed().toList();
        out.addAll(all);
        int before = committed.size();
        minute(app, all);
        minute(app, all);
        long cpu = cpu();
        while (committed.size() == before) {
            minute(app, all);
        }
        awaitAll();
        long burnt = cpu() - cpu;
        print("of " + (committed.size() - before) + " in one tick", before);
        System.out.printf(
                "  CPU of the whole program, readings of the last minute among it: %d ms%n", burnt / 1_000_000);
        long begun = System.nanoTime();
        int listed = listed(app);
        System.out.printf("REST lists %d open incidents in %d ms%n", listed, (System.nanoTime() - begun) / 1_000_000);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private int listed(App app) throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        while (true) {
            JsonArray page = new JsonObject(http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort()
                                                    + "/api/v1/incidents?state=open&limit=" + PAGE + after))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .getJsonArray("incidents");
            page.forEach(each -> ids.add(((JsonObject) each).getString("id")));
            if (page.size() < PAGE) {
                return ids.size();
            }
            after = "&after=" + page.getJsonObject(page.size() - 1).getString("id");
        }
    }

    private void awaitAll() {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!arrived.keySet().containsAll(committed.keySet())) {
            check(System.nanoTime() < deadline, "told " + arrived.size() + " of " + committed.size());
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** In the order of arrival after the commit; of those committed after the first {@code skip}. */
    private void print(String what, int skip) {
        List<Long> ms = new ArrayList<>();
        committed.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .skip(skip)
                .forEach(one -> ms.add((arrived.get(one.getKey()) - one.getValue()) / 1_000_000));
        ms.sort(null);
        check(!ms.isEmpty(), "nothing was owed");
        System.out.printf(
                "commit to webhook, %s: first %d ms, p50 %d ms, p99 %d ms, last %d ms (%d notices)%n",
                what,
                ms.get(0),
                ms.get(ms.size() / 2),
                ms.get((int) (ms.size() * 0.99)),
                ms.get(ms.size() - 1),
                ms.size());
    }

    /** A minute goes by, and these villages speak of it; then its tick. */
    private void minute(App app, List<Integer> villages) throws Exception {
        now.addAndGet(MINUTE - 1_000);
        for (int i = 0; i < villages.size(); i += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int village : villages.subList(i, Math.min(villages.size(), i + AT_ONCE))) {
                answers.add(http.sendAsync(post(app, village), HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                check(answer.get().statusCode() == 202, answer.get().body());
            }
        }
        now.addAndGet(1_000);
        long due = now.get() / MINUTE * MINUTE;
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (app.watch().scene().asOf() < due) {
            check(System.nanoTime() < deadline, "no tick of " + due);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private HttpRequest post(App app, int village) {
        StringBuilder readings = new StringBuilder();
        for (long ago = 55_000; ago >= 0; ago -= 5_000) {
            readings.append(readings.isEmpty() ? "[" : ",")
                    .append("{\"t\":%d,\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%d}]}"
                            .formatted(now.get() - ago, out.contains(village) ? -125 : -85));
        }
        String login = "p" + village + ":" + secrets.get("p" + village);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort() + "/api/v1/readings"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(readings.append(']').toString()))
                .build();
    }

    private static void check(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalStateException(otherwise);
        }
    }
}
