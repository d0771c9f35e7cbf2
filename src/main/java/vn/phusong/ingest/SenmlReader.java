package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** Reads the records of one pack in order and carries the base fields from each to all that follow. One thread. */
final class SenmlReader {
    private static final int VERSION = 10;

    private final JsonFields fields;
    private final long receivedAt;
    private final Dropped dropped;
    private @Nullable Refusal packProblem;

    // Base fields: hold until replaced.
    private String baseName = "";
    private double baseTime;
    private @Nullable String baseUnit;
    private double baseValue = Double.NaN;
    private double version = Double.NaN;
    private boolean isFirst = true;

    // Of the record being read.
    private String name = "";
    private double time;
    private @Nullable String unit;
    private double number;
    private @Nullable String text;
    private @Nullable Boolean truth;
    private int values;
    private boolean hasSum;
    private boolean hasOwn;

    SenmlReader(JsonFields fields, long receivedAt, Dropped dropped) {
        this.fields = fields;
        this.receivedAt = receivedAt;
        this.dropped = dropped;
    }

    /** Why nothing of the pack may be used, or null so far. */
    @Nullable
    Refusal packProblem() {
        return packProblem;
    }

    /** Reads one record to its end; null when it carries only base fields or a sum, or when there is a refusal here or in {@code fields}. */
    @Nullable
    SenmlRecord read() throws IOException {
        name = "";
        time = 0;
        unit = null;
        number = Double.NaN;
        text = null;
        truth = null;
        values = 0;
        hasSum = false;
        hasOwn = false;
        JsonParser json = fields.json;
        for (String label = json.nextFieldName(); label != null; label = json.nextFieldName()) {
            if (!base(label)) {
                own(label);
            }
        }
        if (isFirst && Double.isNaN(version)) {
            version = VERSION;
        }
        isFirst = false;
        return packProblem != null || fields.hasRefusal() ? null : resolved();
    }

    /** A base field that cannot be read makes all that follows unreadable, so it costs the pack. */
    private boolean base(String label) throws IOException {
        switch (label) {
            case "bn" -> {
                String told = fields.text(label);
                baseName = told == null ? "" : told;
            }
            case "bt" -> baseTime = zeroIfAbsent(fields.number(label));
            case "bu" -> baseUnit = fields.text(label);
            case "bv" -> baseValue = fields.number(label);
            case "bs" -> {
                double unused = fields.number(label);
            }
            case "bver" -> version(fields.number(label));
            default -> {
                return false;
            }
        }
        if (fields.hasRefusal()) {
            packProblem = packProblem == null ? fields.takeRefusal() : packProblem;
        }
        return true;
    }

    private void own(String label) throws IOException {
        hasOwn = true;
        switch (label) {
            case "n" -> {
                String told = fields.text(label);
                name = told == null ? "" : told;
            }
            case "t" -> time = zeroIfAbsent(fields.number(label));
            case "u" -> unit = fields.text(label);
            case "v" -> {
                number = fields.number(label);
                values++;
            }
            case "vs" -> {
                text = fields.text(label);
                values++;
            }
            case "vb" -> {
                truth = fields.truth(label);
                values++;
            }
            case "vd" -> {
                fields.skip();
                values++;
            }
            case "s" -> {
                fields.skip();
                hasSum = true;
            }
            default -> other(label);
        }
    }

    /** Labels we do not know are ignored, but one that ends in "_" says that ignoring it is wrong (RFC 8428 §4.4). */
    private void other(String label) throws IOException {
        if (label.endsWith("_") && packProblem == null) {
            packProblem = new Refusal(
                    RefusalReason.SENML, "label \"" + JsonFields.cut(label) + "\" must be understood, and is not");
        }
        fields.skip();
    }

    private void version(double told) {
        boolean isMixed = !isFirst && told != version;
        boolean isKnown = told >= 1 && told <= VERSION && told == Math.rint(told);
        if ((isMixed || !isKnown) && packProblem == null) {
            packProblem = new Refusal(
                    RefusalReason.SENML,
                    isMixed
                            ? "records of two versions in one pack"
                            : "bver " + told + " is not a version up to " + VERSION);
        }
        version = told;
    }

    private @Nullable SenmlRecord resolved() {
        if (values == 0 && !hasSum && !hasOwn) {
            return null;
        }
        if (values == 0 && hasSum) {
            dropped.add("senml:s");
            return null;
        }
        boolean isBaseAlone = values == 0 && !Double.isNaN(baseValue);
        if (values != 1 && !isBaseAlone) {
            fields.refuse(RefusalReason.SENML, "a record has exactly one of v, vs, vb, vd; had " + values);
            return null;
        }
        double sum = zeroIfAbsent(baseValue);
        double value = isBaseAlone ? sum : number + sum;
        return new SenmlRecord(
                baseName + name,
                SenmlRecord.time(baseTime + time, receivedAt),
                unit == null ? baseUnit : unit,
                value,
                text,
                truth);
    }

    private static double zeroIfAbsent(double number) {
        return Double.isNaN(number) ? 0 : number;
    }
}
