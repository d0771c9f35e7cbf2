package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.web.Caller;

/** Writes into the audit log what was done at the console. Accounts write their own. */
final class OfficeLog {
    private static final int LONGEST = 200;

    private final Watch watch;

    OfficeLog(Watch watch) {
        this.watch = watch;
    }

    /** Durable when it returns; what only looked is not written down. */
    void done(JsonObject request, JsonObject answer) {
        String what = request.getString("do", "");
        Deed deed = deed(what, answer);
        if (deed == null) {
            return;
        }
        String by = Caller.console(request.getString("user", "unknown")).name();
        String subject = subject(request, deed);
        Act kept = watch.acts()
                .write(known -> Act.of(watch.clock().millis(), by, deed, subject, Act.TEXT, what + " " + count(answer)))
                .join();
        assert kept.deed() == deed;
    }

    private static @Nullable Deed deed(String what, JsonObject answer) {
        return switch (what) {
            case "import" -> answer.getBoolean("taken", false) ? Deed.REGISTRY_IMPORTED : null;
            case "secret", "secrets", "revoke", "add" -> Deed.DEVICE_CHANGED;
            case "release" -> Deed.NOTICES_RELEASED;
            case "discard" -> Deed.NOTICES_DISCARDED;
            case "backup" -> Deed.BACKUP_MADE;
            default -> null;
        };
    }

    /** A name, never a path: where folders lie is nobody's business in ten years. */
    private static String subject(JsonObject request, Deed deed) {
        return switch (deed) {
            case REGISTRY_IMPORTED -> name(request.getString("folder", ""));
            case BACKUP_MADE -> name(request.getString("file", ""));
            case DEVICE_CHANGED ->
                request.getString(
                        "device", request.getJsonObject("row", new JsonObject()).getString("device_id", ""));
            default -> "";
        };
    }

    private static String name(String path) {
        String name = String.valueOf(Path.of(path).getFileName()).replaceAll("\\p{Cntrl}", "?");
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }

    /** Never a secret: only numbers. */
    private static String count(JsonObject answer) {
        StringBuilder counts = new StringBuilder();
        for (String name : List.of("added", "changed", "released", "discarded", "position")) {
            Object value = answer.getValue(name);
            if (value instanceof Number) {
                counts.append(counts.length() == 0 ? "" : ", ")
                        .append(name)
                        .append(' ')
                        .append(value);
            }
        }
        return counts.toString();
    }
}
