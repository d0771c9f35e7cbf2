package vn.phusong.alert;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.phusong.alert.RoundupItems.Item;
import vn.phusong.incident.Moment;

/**
 * A round-up: which villages are weak, which data are doubtful, from whom nothing is heard, each with its reason. Claims nothing the picture does not carry,
 * and says as of when it was made.
 *
 * <pre>{@code
 * {"id":"roundup-weak-20260301T0730","kind":"roundup","roundup":"weak","at":"2026-03-01T07:30:12+07:00",
 *  "text":{"vi":…,"en":…},                                            the whole, for people
 *  "weak":[{"village":"gn-9869901","vi":"Bản Co, Xã …: …","en":…}],   villages whose service is weak or unsteady
 *  "devices":[{"device":"bk-0412","village":…,"vi":…,"en":…}],        devices whose data are doubtful
 *  "silent":[{"village":…,"vi":…,"en":…}],                            villages that were heard once and are not now
 *  "fadingLines":12,"neverHeard":3,"blind":0,"quiet":1,               fibre lines whose light fades; villages never heard; not heard because of ourselves;
 *  "simulated":false,"link":"https://…"}                              weak, but under planned works or a silence and not listed
 * }</pre>
 *
 * @param name of the round-up in the policy
 * @param due its hour, epoch milliseconds
 * @param at as of when it holds
 * @param link address of our page, empty for none
 */
record RoundupLetter(String name, long due, long at, RoundupItems items, boolean simulated, String link)
        implements Letter {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.ofHours(7));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    static RoundupLetter of(Roundup roundup, long due, RoundupView view, String link) {
        return new RoundupLetter(
                roundup.name(), due, view.map().asOf(), RoundupItems.of(roundup, view), view.simulated(), link);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    @Override
    public String id() {
        return matter() + "-" + HOUR.format(Instant.ofEpochMilli(due));
    }

    @Override
    public String matter() {
        return "roundup-" + name;
    }

    @Override
    public String vi() {
        List<String> heads = new ArrayList<>();
        head(heads, items.weak().size(), " thôn sóng yếu, chập chờn", "");
        head(heads, items.devices().size(), " thiết bị có dữ liệu cần xem lại", "");
        head(heads, items.fadingLines(), " đường quang suy giảm so với tuần của chính nó", "");
        head(heads, items.silent().size(), " thôn đang không có số đo", "");
        List<String> lines = new ArrayList<>();
        lines.add("[tổng hợp] " + (simulated ? "[MÔ PHỎNG] " : "") + Moment.text(due) + ": " + String.join("; ", heads)
                + ".");
        lines.add("Tính đến " + Moment.text(at) + ". Không phải tin báo sự cố.");
        section(lines, "Thôn sóng yếu, chập chờn:", items.weak(), true);
        section(lines, "Thiết bị có dữ liệu cần xem lại:", items.devices(), true);
        section(lines, "Thôn đang không có số đo, nên chưa kết luận:", items.silent(), true);
        List<String> rest = new ArrayList<>();
        head(rest, items.neverHeard(), "Chưa từng có số đo: ", " thôn.");
        head(rest, items.blind(), "Chưa kết luận vì hệ thống Phủ Sóng không nhận được số liệu: ", " thôn.");
        head(rest, items.quiet(), "Sóng yếu nhưng đang bảo trì hoặc tạm ẩn, không liệt kê: ", " thôn.");
        return whole(lines, rest);
    }

    @Override
    public String en() {
        List<String> heads = new ArrayList<>();
        head(heads, items.weak().size(), " villages with weak or unsteady service", "");
        head(heads, items.devices().size(), " devices whose data need a look", "");
        head(heads, items.fadingLines(), " fibre lines fading against their own week", "");
        head(heads, items.silent().size(), " villages nothing is measured in now", "");
        List<String> lines = new ArrayList<>();
        lines.add("[round-up] " + (simulated ? "[SIMULATED] " : "") + Moment.text(due) + ": " + String.join("; ", heads)
                + ".");
        lines.add("As of " + Moment.text(at) + ". No incident is told here.");
        section(lines, "Villages with weak or unsteady service:", items.weak(), false);
        section(lines, "Devices whose data need a look:", items.devices(), false);
        section(lines, "Villages nothing is measured in now, so not concluded:", items.silent(), false);
        List<String> rest = new ArrayList<>();
        head(rest, items.neverHeard(), "Villages never heard: ", ".");
        head(rest, items.blind(), "Villages not concluded because Phủ Sóng itself received nothing: ", ".");
        head(rest, items.quiet(), "Weak villages under planned works or a silence, not listed: ", ".");
        return whole(lines, rest);
    }

    /** A number with words around it; nothing for none. */
    private static void head(List<String> heads, int count, String one, String other) {
        if (count > 0) {
            heads.add(other.isEmpty() ? count + one : one + count + other);
        }
    }

    private static void section(List<String> lines, String title, List<Item> items, boolean inVietnamese) {
        if (!items.isEmpty()) {
            lines.add("");
            lines.add(title);
            items.forEach(item -> lines.add("• " + (inVietnamese ? item.vi() : item.en())));
        }
    }

    private static String whole(List<String> lines, List<String> rest) {
        if (!rest.isEmpty()) {
            lines.add("");
            lines.addAll(rest);
        }
        return String.join("\n", lines);
    }

    @Override
    public byte[] json() {
        JsonObject json = new JsonObject()
                .put("id", id())
                .put("kind", "roundup")
                .put("roundup", name)
                .put("at", TIME.format(Instant.ofEpochMilli(at)))
                .put("text", new JsonObject().put("vi", vi()).put("en", en()))
                .put("weak", json(items.weak()))
                .put("devices", json(items.devices()))
                .put("silent", json(items.silent()))
                .put("fadingLines", items.fadingLines())
                .put("neverHeard", items.neverHeard())
                .put("blind", items.blind())
                .put("quiet", items.quiet())
                .put("simulated", simulated);
        if (!link.isEmpty()) {
            json.put("link", link);
        }
        return json.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonArray json(List<Item> items) {
        JsonArray all = new JsonArray();
        for (Item item : items) {
            JsonObject one = new JsonObject();
            if (!item.device().isEmpty()) {
                one.put("device", item.device());
            }
            all.add(one.put("village", item.village()).put("vi", item.vi()).put("en", item.en()));
        }
        return all;
    }
}
