package vn.phusong;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.history.History;
import vn.phusong.ingest.Credentials;
import vn.phusong.journal.RegistryFolder;
import vn.phusong.journal.RegistryRead;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryPlan;
import vn.phusong.village.RowError;
import vn.phusong.web.PolicyBook;

/** What people ask to be done to registry and devices. The same whether the program runs or is started only for this. One request at a time. */
final class Office {
    private final Watch watch;
    private final Settings settings;
    private final Path dataFolder;
    private final HeldDesk held;
    private final OfficeLog log;
    private final AccountDesk accounts;
    private final AtomicBoolean isBackingUp = new AtomicBoolean();

    /** The store a follower fills, while one does. */
    private volatile Supplier<@Nullable History> history = () -> null;

    Office(Watch watch, Settings settings) throws Failure {
        this.watch = watch;
        this.settings = settings;
        this.dataFolder = settings.dataFolder();
        this.log = new OfficeLog(watch);
        this.held = new HeldDesk(watch, Channels.names(settings));
        this.accounts = new AccountDesk(watch, settings);
    }

    void keeps(Supplier<@Nullable History> running) {
        history = running;
    }

    AccountDesk accounts() {
        return accounts;
    }

    /** Who must hear that held notices were released; nobody when no program runs. */
    void whenReleased(Runnable told) {
        held.whenReleased(told);
    }

    /**
     * Does what {@code request} asks: {@code do} is {@code import}, {@code list}, {@code secret}, {@code secrets}, {@code revoke}, {@code add},
     * {@code account}, {@code refill}, {@code who}, {@code held}, {@code release}, {@code discard} or {@code backup}. A backup takes its time and holds up nothing else; all others come in turn.
     */
    JsonObject handle(JsonObject request) throws Failure {
        // What could not be written down is not done either.
        log.mayBeWritten(request);
        JsonObject answer = request.getString("do", "").equals("backup") ? backup(request) : inTurn(request);
        log.done(request, answer);
        return answer;
    }

    private JsonObject backup(JsonObject request) throws Failure {
        if (!isBackingUp.compareAndSet(false, true)) {
            throw new Failure("a backup is being made already; wait for that one");
        }
        try {
            return Backup.write(Path.of(request.getString("file", "")), settings, InstantSource.system())
                    .json();
        } finally {
            isBackingUp.set(false);
        }
    }

    private synchronized JsonObject inTurn(JsonObject request) throws Failure {
        String what = request.getString("do", "");
        return switch (what) {
            case "import" ->
                importFolder(
                        RegistryFolder.of(RegistryDesk.checked(Path.of(request.getString("folder", "")))), request);
            case "list" -> list(request.getInteger("limit", Integer.MAX_VALUE));
            case "secret" -> secret(request.getString("device", ""));
            case "secrets" -> secrets();
            case "revoke" -> revoke(request.getString("device", ""));
            case "add" -> add(request);
            case "who" -> who(request.getJsonObject("of", new JsonObject()));
            case "held" -> held.list();
            case "release" -> held.release();
            case "discard" -> held.discard();
            case "account" -> accounts.handle(request);
            case "refill" -> HistoryDesk.refill(settings, watch, history.get());
            default -> throw new Failure("nobody here does \"" + what + "\"");
        };
    }

    /** Who would be told: nothing is sent. */
    private JsonObject who(JsonObject of) throws Failure {
        Map<String, String> words = new TreeMap<>();
        of.forEach(word -> words.put(word.getKey(), String.valueOf(word.getValue())));
        try {
            return PolicyDesk.of(settings, watch).dryRun(words, true);
        } catch (PolicyBook.Asking e) {
            throw new Failure(e.field() + " " + e.getMessage() + ", was \"" + e.value() + "\"");
        }
    }

    JsonObject importFolder(RegistryFolder folder, JsonObject how) throws Failure {
        boolean dryRun = how.getBoolean("dryRun", false);
        RegistryRead read = RegistryDesk.read(
                folder, watch.registry(), RegistryDesk.householdKey(dataFolder), how.getBoolean("skipBad", false));
        if (!dryRun && !read.plan().refused()) {
            RegistryDesk.take(watch, read);
            if (how.getBoolean("simulated", false)) {
                watch.simulated();
            }
        }
        return report(read.plan(), dryRun);
    }

    private static JsonObject report(RegistryPlan plan, boolean dryRun) {
        JsonArray errors = new JsonArray();
        plan.errors().forEach(error -> errors.add(error(error)));
        plan.dropped().forEach(error -> errors.add(error(error)));
        JsonArray files = new JsonArray();
        plan.counts().forEach(count -> files.add(count(count).put("file", count.file())));
        return count(plan.total())
                .put("dryRun", dryRun)
                .put("taken", !dryRun && !plan.refused())
                .put("files", files)
                .put("errors", errors);
    }

    private static JsonObject count(RegistryPlan.Count count) {
        return new JsonObject()
                .put("added", count.added())
                .put("changed", count.changed())
                .put("unchanged", count.unchanged())
                .put("bad", count.bad());
    }

    private static JsonObject error(RowError error) {
        return new JsonObject()
                .put("file", error.file())
                .put("line", error.line())
                .put("column", error.column())
                .put("value", error.value())
                .put("why", error.why())
                .put("sentence", error.sentence());
    }

    private JsonObject list(int limit) {
        JsonArray devices = new JsonArray();
        long now = watch.clock().millis();
        for (Device device : watch.registry().devices()) {
            if (devices.size() < limit && device.valid().holdsAt(now)) {
                devices.add(new JsonObject()
                        .put("device", device.id())
                        .put("kind", device.kind().name().toLowerCase(Locale.ROOT))
                        .put("village", device.village())
                        .put("hasSecret", watch.credentials().has(device.id())));
            }
        }
        return new JsonObject().put("devices", devices);
    }

    private JsonObject secret(String device) throws Failure {
        known(device);
        Credentials.Issued issued = watch.issue(List.of(device)).get(0);
        return new JsonObject().put("device", device).put("secret", issued.plain());
    }

    /** A secret for every device that logs in by itself and has none yet. */
    private JsonObject secrets() {
        long now = watch.clock().millis();
        List<String> without = watch.registry().devices().stream()
                .filter(device -> device.valid().holdsAt(now))
                .filter(device ->
                        device.kind() != DeviceKind.ONT || device.line().collector() == null)
                .map(Device::id)
                .filter(id -> !watch.credentials().has(id))
                .toList();
        JsonObject secrets = new JsonObject();
        watch.issue(without).forEach(issued -> secrets.put(issued.kept().device(), issued.plain()));
        return new JsonObject().put("secrets", secrets);
    }

    private JsonObject revoke(String device) throws Failure {
        if (!watch.credentials().has(device)) {
            throw new Failure("device " + device + " has no secret to revoke");
        }
        watch.revoke(device);
        return new JsonObject().put("device", device).put("revoked", true);
    }

    /** A device is added as a row of a folder: the same checks, the same words. */
    private JsonObject add(JsonObject request) throws Failure {
        JsonObject row = request.getJsonObject("row", new JsonObject());
        try {
            Path folder = Files.createTempDirectory(dataFolder, "device-");
            Path file = folder.resolve("devices.csv");
            try {
                Files.writeString(file, String.join(",", row.fieldNames()) + "\n" + values(row) + "\n");
                JsonObject report = importFolder(RegistryFolder.of(folder), new JsonObject());
                if (!report.getBoolean("taken")) {
                    throw new Failure(
                            report.getJsonArray("errors").getJsonObject(0).getString("sentence"));
                }
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new Failure("the data folder cannot be written: " + e.getMessage());
        }
        return secret(row.getString("device_id", ""));
    }

    private static String values(JsonObject row) {
        StringBuilder line = new StringBuilder();
        row.forEach(entry -> line.append(line.length() == 0 ? "" : ",")
                .append('"')
                .append(String.valueOf(entry.getValue()).replace("\"", "\"\""))
                .append('"'));
        return line.toString();
    }

    private void known(String device) throws Failure {
        Registry registry = watch.registry();
        if (registry.device(device, watch.clock().millis()) == null) {
            throw new Failure("the registry has no device " + device + " today; add it by `import` or `device add`");
        }
    }
}
