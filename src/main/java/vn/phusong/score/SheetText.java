package vn.phusong.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import vn.phusong.score.Sheet.Count;

/** A sheet as a table for people and as JSON for scripts; both say the same. */
public final class SheetText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sheet sheet;

    public SheetText(Sheet sheet) {
        this.sheet = sheet;
    }

    public String table() {
        StringBuilder text = new StringBuilder();
        line(text, "%-66s %7s %7s %8s %9s %9s", "", "there", "found", "share", "median", "p90");
        sheet.mobile.forEach((sort, count) -> row(text, "mobile, " + sort.words, count));
        sheet.fibre.forEach((sort, count) -> row(text, "fibre, " + sort.words, count));
        sheet.power.forEach((sort, count) -> row(text, "power, " + sort.words, count));
        line(text, "");
        line(text, "%-66s %7s %7s %8s", "", "told", "right", "share");
        row(text, "alerts of mobile", sheet.mobileAlerts);
        row(text, "alerts of fibre and power", sheet.fibreAlerts);
        row(text, "villages claimed by incidents of several", sheet.members);
        row(text, "cause, where there was evidence of it", sheet.causesWithEvidence);
        row(text, "households within 10 %", sheet.households);
        line(text, "");
        line(
                text,
                "precision %.4f; alerts by silence, backlog or ourselves: %d; closed too early: %d",
                sheet.precision(),
                sheet.alertsByBlindness(),
                sheet.closedTooEarly);
        line(
                text,
                "right, but over for at most 6 minutes when told: %d; told about ourselves: %d",
                sheet.belated,
                sheet.aboutUs);
        sheet.blamed.forEach((blame, count) -> line(text, "  wrong: %s: %d", blame.words, count));
        line(text, "cause, true → told:");
        sheet.causes.forEach((cause, said) -> line(text, "  %-16s → %s", cause, said));
        return text.toString();
    }

    private static void row(StringBuilder text, String what, Count count) {
        line(
                text,
                "%-66s %7d %7d %7.2f%% %9s %9s",
                what,
                count.all,
                count.right,
                100 * count.share(),
                minutes(count.delayMs(50)),
                minutes(count.delayMs(90)));
    }

    private static String minutes(long ms) {
        return ms < 0 ? "" : String.format(Locale.ROOT, "%.1f min", ms / 60_000.0);
    }

    private static void line(StringBuilder text, String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
    }

    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        counts(json.putObject("mobile"), sheet.mobile);
        counts(json.putObject("fibre"), sheet.fibre);
        counts(json.putObject("power"), sheet.power);
        ObjectNode alerts = json.putObject("alerts");
        count(alerts.putObject("mobile"), sheet.mobileAlerts);
        count(alerts.putObject("fibre"), sheet.fibreAlerts);
        alerts.put("precision", sheet.precision()).put("byBlindness", sheet.alertsByBlindness());
        ObjectNode wrong = alerts.putObject("wrong");
        sheet.blamed.forEach((blame, count) -> wrong.put(blame.name().toLowerCase(Locale.ROOT), count));
        count(json.putObject("causeWithEvidence"), sheet.causesWithEvidence);
        count(json.putObject("households"), sheet.households);
        count(json.putObject("villagesOfSeveral"), sheet.members);
        json.put("belated", sheet.belated)
                .put("aboutUs", sheet.aboutUs)
                .put("closedTooEarly", sheet.closedTooEarly)
                .put("readings", sheet.readings);
        ObjectNode causes = json.putObject("causes");
        sheet.causes.forEach((cause, said) -> said.forEach(causes.putObject(cause)::put));
        return json;
    }

    private static <S extends Enum<S>> void counts(ObjectNode json, Map<S, Count> counts) {
        counts.forEach((sort, count) -> count(json.putObject(sort.name().toLowerCase(Locale.ROOT)), count));
    }

    private static void count(ObjectNode json, Count count) {
        json.put("all", count.all).put("right", count.right).put("share", count.share());
        if (!count.delaysMs.isEmpty()) {
            json.put("medianMs", count.delayMs(50)).put("p90Ms", count.delayMs(90));
        }
    }
}
