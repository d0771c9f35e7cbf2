package vn.phusong.ingest;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** Reads the records of one pack in order and carries the base fields from each to all that follow. One thread. */
final class SenmlReader {
    private static final int VERSION = 10;

    private final WireFields fields;
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
    private final Set<String> said = new HashSet<>();

    SenmlReader(WireFields fields, long receivedAt, Dropped dropped) {
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
        said.clear();
        for (String label = fields.label(); label != null; label = fields.label()) {
            // Two readers would take two different values of a label told twice (RFC 8259 §4, RFC 8949 §5.6).
            boolean isTwice = !said.add(label);
            if (isBase(label)) {
                base(label, isTwice);
            } else {
                own(label);
                refuseTwice(label, isTwice);
            }
        }
        if (isFirst && Double.isNaN(version)) {
            version = VERSION;
        }
        isFirst = false;
        return packProblem != null || fields.hasRefusal() ? null : resolved();
    }

    private void refuseTwice(String label, boolean isTwice) {
        if (isTwice) {
            fields.refuse(RefusalReason.SENML, "label \"" + JsonFields.cut(label) + "\" twice in one record");
        }
    }

    private static boolean isBase(String label) {
        return switch (label) {
            case "bn", "bt", "bu", "bv", "bs", "bver" -> true;
            default -> false;
        };
    }

    /** A base field that cannot be read makes all that follows unreadable, so it costs the pack. */
    private void base(String label, boolean isTwice) throws IOException {
        Refusal before = fields.takeRefusal();
        switch (label) {
            case "bn" -> {
                String told = fields.text(label);
                baseName = told == null ? "" : told;
            }
            case "bt" -> baseTime = zeroIfAbsent(fields.number(label));
            case "bu" -> baseUnit = fields.text(label);
            case "bv" -> baseValue = fields.number(label);
            case "bver" -> version(fields.number(label));
            default -> {
                double unused = fields.number(label);
            }
        }
        refuseTwice(label, isTwice);
        Refusal bad = fields.takeRefusal();
        packProblem = packProblem == null ? bad : packProblem;
        if (before != null) {
            fields.refuse(before);
        }
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
