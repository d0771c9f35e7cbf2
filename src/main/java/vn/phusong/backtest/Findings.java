package vn.phusong.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** What other rules would have changed, as a table and as JSON; both say the same. Immutable. */
public final class Findings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Side kept;
    private final Side other;
    private final HouseholdHours hours;
    private final Extent extent;
    private final Pairs pairs;

    /** What was folded, epoch milliseconds. */
    record Extent(long from, long to, long readings) {}

    Findings(Side kept, Side other, HouseholdHours hours, Extent extent) {
        this.kept = kept;
        this.other = other;
        this.hours = hours;
        this.extent = extent;
        this.pairs = new Pairs(told(kept), told(other));
    }

    private List<Case> told(Side side) {
        return side.cases().stream()
                .filter(one -> one.openedAt >= extent.from() && one.openedAt <= extent.to())
                .toList();
    }

    /** CPU of one fold for a million readings, both folds taken together and halved. */
    public double cpuSecondsPerMillion() {
        return extent.readings() == 0 ? 0 : (kept.cpuSeconds() + other.cpuSeconds()) / 2 / extent.readings() * 1e6;
    }

    public String table() {
        StringBuilder text = new StringBuilder();
        line(text, "%s … %s, %d readings", time(extent.from()), time(extent.to()), extent.readings());
        line(
                text,
                "household-hours with service: %.0f, by the other rules %.0f: %.0f gained, %.0f lost",
                hours.servedKept(),
                hours.servedOther(),
                hours.gained(),
                hours.lost());
        if (hours.uncounted() > 0) {
            line(text, "  without %d villages whose households nobody told", hours.uncounted());
        }
        line(text, "villages that stand otherwise at the end: %d", hours.flips().size());
        for (HouseholdHours.Flip flip : hours.flips()) {
            line(text, "  %s %s: %s → %s", flip.village(), name(flip.village()), flip.before(), flip.after());
        }
        line(
                text,
                "incidents: %d the same, %d appear, %d vanish, %d move",
                pairs.same(),
                pairs.appeared.size(),
                pairs.vanished.size(),
                pairs.moved.size());
        pairs.appeared.forEach(one -> line(text, "  appears   %s", words(one)));
        pairs.vanished.forEach(one -> line(text, "  vanishes  %s", words(one)));
        pairs.moved.forEach(moved -> line(
                text,
                "  moves     %s; start %+d min, told %+d min",
                words(moved.before()),
                moved.startMs() / 60_000,
                moved.openedMs() / 60_000));
        line(text, "%.2f CPU-seconds for a million readings and one fold", cpuSecondsPerMillion());
        return text.toString();
    }

    private String words(Case one) {
        String place = one.village == null ? one.villages + " villages" : name(one.village);
        return one.id + " " + place + " since " + time(one.start) + ", told " + time(one.openedAt) + ", "
                + one.severity() + " " + one.cause + " " + String.join(" ", one.operators());
    }

    private String name(@Nullable String village) {
        Registry registry = kept.engine().registry();
        Village row = village == null ? null : registry.village(village, extent.to());
        return row == null ? "" : row.name();
    }

    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode()
                .put("from", time(extent.from()))
                .put("to", time(extent.to()))
                .put("readings", extent.readings())
                .put("cpuSecondsPerMillion", cpuSecondsPerMillion());
        json.putObject("householdHours")
                .put("servedBefore", hours.servedKept())
                .put("servedAfter", hours.servedOther())
                .put("gained", hours.gained())
                .put("lost", hours.lost())
                .put("villagesWithoutHouseholds", hours.uncounted());
        ArrayNode flips = json.putArray("villages");
        for (HouseholdHours.Flip flip : hours.flips()) {
            flips.addObject()
                    .put("village", flip.village())
                    .put("name", name(flip.village()))
                    .put("before", flip.before().name())
                    .put("after", flip.after().name());
        }
        ObjectNode incidents = json.putObject("incidents").put("same", pairs.same());
        ArrayNode appeared = incidents.putArray("appeared");
        pairs.appeared.forEach(one -> put(appeared.addObject(), one));
        ArrayNode vanished = incidents.putArray("vanished");
        pairs.vanished.forEach(one -> put(vanished.addObject(), one));
        ArrayNode moved = incidents.putArray("moved");
        pairs.moved.forEach(pair -> {
            ObjectNode node = moved.addObject().put("startMs", pair.startMs()).put("openedMs", pair.openedMs());
            put(node.putObject("before"), pair.before());
            put(node.putObject("after"), pair.after());
        });
        return json;
    }

    private static void put(ObjectNode node, Case one) {
        ArrayNode operators = node.put("id", one.id)
                .put("village", one.village)
                .put("villages", one.villages)
                .put("start", time(one.start))
                .put("detected", time(one.openedAt))
                .put("end", one.end() == Long.MAX_VALUE ? null : time(one.end()))
                .put("cause", one.cause)
                .put("severity", one.severity())
                .putArray("operators");
        one.operators().forEach(operators::add);
    }

    private static String time(long at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(at).atOffset(ZoneOffset.ofHours(7)));
    }

    private static void line(StringBuilder text, String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
    }
}
