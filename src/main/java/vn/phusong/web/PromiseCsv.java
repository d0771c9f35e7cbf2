package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.SampleShare;
import vn.phusong.coverage.VillagePromise;
import vn.phusong.village.Area;
import vn.phusong.village.Operator;
import vn.phusong.village.Village;

/** A judged period as a table, one village a line, all of them: RFC 4180 in UTF-8. */
final class PromiseCsv {
    private static final String TYPE = "text/csv; charset=utf-8";

    private PromiseCsv() {}

    static Answer of(PromiseReport report) {
        StringBuilder text = new StringBuilder();
        line(text, header(report));
        report.rows().forEach(row -> line(text, cells(report, row)));
        return new Answer(TYPE, Buffer.buffer(text.toString()));
    }

    private static List<String> header(PromiseReport report) {
        List<String> names = new ArrayList<>(List.of(
                "period",
                "first_day",
                "last_day",
                "hierarchy_date",
                "as_of",
                "rule_version",
                "village_id",
                "name",
                "kind",
                "area_code",
                "area_name",
                "households",
                "days",
                "white_spot",
                "fragile"));
        names.addAll(columns("any"));
        names.addAll(columns("two"));
        report.registry().operators().forEach(operator -> names.addAll(columns(operator.id())));
        return names;
    }

    private static List<String> columns(String of) {
        return List.of(of + "_verdict", of + "_good", of + "_samples", of + "_unknown", of + "_lower", of + "_upper");
    }

    private static List<String> cells(PromiseReport report, PromiseReport.Row row) {
        PromiseReport.Question question = report.question();
        Village village = row.village();
        VillagePromise promise = row.promise();
        Area commune = report.commune(village);
        Boolean fragile = promise.isFragile();
        List<String> cells = new ArrayList<>(List.of(
                question.period().name(),
                LocalDate.ofEpochDay(question.period().firstDay()).toString(),
                LocalDate.ofEpochDay(question.period().endDay() - 1).toString(),
                Times.text(question.date()),
                report.asOf() == 0 ? "" : Times.text(report.asOf()),
                Integer.toString(question.version()),
                village.id(),
                village.name(),
                village.kind(),
                village.area(),
                commune == null ? "" : commune.nameVi(),
                village.households().isKnown()
                        ? Integer.toString(village.households().count())
                        : "",
                Integer.toString(promise.days()),
                PromiseJson.spot(promise),
                fragile == null ? "unknown" : fragile ? "yes" : "no"));
        cells.addAll(cells(promise.any()));
        cells.addAll(cells(promise.two()));
        for (Operator operator : report.registry().operators()) {
            cells.addAll(cells(promise.operators().get(operator.id())));
        }
        return cells;
    }

    private static List<String> cells(VillagePromise.@Nullable Judged judged) {
        if (judged == null) {
            return List.of("not enough samples", "0", "0", "0", "", "");
        }
        SampleShare share = judged.share();
        boolean isEmpty = share.all() == 0;
        return List.of(
                judged.kept().word(),
                Long.toString(share.good()),
                Long.toString(share.all()),
                Long.toString(share.unknown()),
                isEmpty ? "" : Double.toString(PromiseJson.percent(share.lower())),
                isEmpty ? "" : Double.toString(PromiseJson.percent(share.upper())));
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append("\r\n");
    }

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe, so that it stays a text. */
    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
