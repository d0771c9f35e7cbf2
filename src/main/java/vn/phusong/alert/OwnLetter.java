package vn.phusong.alert;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import vn.phusong.incident.Moment;

/**
 * What the operators are told of a trouble of ours: that it began, or that it is over. Equal letters, equal bytes.
 *
 * <pre>{@code
 * {"id":"ops-disk-1772326800.1","kind":"operations","condition":"disk","subject":"","step":"opened",
 *  "start":"2026-03-01T08:00:00+07:00","end":null,"text":{"vi":…,"en":…},"link":…}    link: absent when our own address is not set
 * }</pre>
 *
 * @param matter the same from its beginning to its end
 * @param start epoch milliseconds
 * @param end epoch milliseconds, −1 while it lasts
 * @param link address of our page, empty for none
 */
record OwnLetter(String matter, OwnTrouble trouble, long start, long end, String link) implements Letter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    @Override
    public String id() {
        return matter + (isOver() ? ".2" : ".1");
    }

    @Override
    public long at() {
        return isOver() ? end : start;
    }

    boolean isOver() {
        return end >= 0;
    }

    @Override
    public String vi() {
        return isOver()
                ? "[vận hành] Đã hết lúc " + Moment.text(end) + " (bắt đầu lúc " + Moment.text(start) + "): "
                        + stopped(trouble.vi())
                : "[vận hành] " + stopped(trouble.vi()) + " Từ " + Moment.text(start) + ".";
    }

    @Override
    public String en() {
        return isOver()
                ? "[operations] Over at " + Moment.text(end) + " (since " + Moment.text(start) + "): "
                        + stopped(trouble.en())
                : "[operations] " + stopped(trouble.en()) + " Since " + Moment.text(start) + ".";
    }

    /** A reason in words of others ends as it likes. */
    private static String stopped(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    @Override
    public byte[] json() {
        JsonObject json = new JsonObject()
                .put("id", id())
                .put("kind", "operations")
                .put("condition", trouble.kind().word())
                .put("subject", trouble.subject())
                .put("step", isOver() ? "closed" : "opened")
                .put("start", time(start))
                .put("end", isOver() ? time(end) : null)
                .put("text", new JsonObject().put("vi", vi()).put("en", en()));
        if (!link.isEmpty()) {
            json.put("link", link);
        }
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.SECONDS));
    }
}
