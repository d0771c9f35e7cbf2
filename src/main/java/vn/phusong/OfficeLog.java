package vn.phusong;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
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

    /** @throws Failure when the log would refuse to say it, by a name too long or with what no line may hold: asked before anything is done */
    void mayBeWritten(JsonObject request) throws Failure {
        Deed deed = deed(request.getString("do", ""), new JsonObject().put("taken", true));
        if (deed == null) {
            return;
        }
        try {
            Act act = act(request, deed, "");
            assert act.deed() == deed;
        } catch (IllegalArgumentException e) {
            throw new Failure("nothing was done, for the audit log cannot say it: " + e.getMessage());
        }
    }

    /**
     * Durable when it returns; what only looked is not written down.
     *
     * @throws Failure when the disk does not take it: then it is done all the same, and the console says so
     */
    void done(JsonObject request, JsonObject answer) throws Failure {
        Deed deed = deed(request.getString("do", ""), answer);
        if (deed == null) {
            return;
        }
        String count = count(answer);
        try {
            Act kept = watch.acts().write(known -> act(request, deed, count)).join();
            assert kept.deed() == deed;
        } catch (CompletionException e) {
            throw new Failure("it is done, but the audit log could not be written: " + e.getMessage());
        }
    }

    private Act act(JsonObject request, Deed deed, String count) {
        String by = Caller.console(request.getString("user", "unknown")).name();
        String text = request.getString("do", "") + " " + count;
        return Act.of(watch.clock().millis(), by, deed, subject(request, deed), Act.TEXT, text);
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
