package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Units of the IANA SenML registry and their secondary ones (RFC 8798), brought to dBm, dB, bit/s, s and a ratio. Without a unit a number is taken to be in
 * these. Spellings that libraries really emit though they are wrong are taken and counted.
 */
final class SenmlUnits {
    private SenmlUnits() {}

    /** dBm, or NaN when the unit is no power. dBW is 30 dB more; dBµW, which no registry has, 30 dB less. */
    static double dbm(double value, @Nullable String unit, Dropped dropped) {
        return switch (unit == null ? "dBm" : unit) {
            case "dBm" -> value;
            case "dBW" -> value + 30;
            case "dBuW", "dBµW" -> {
                dropped.add("unit:dbuw");
                yield value - 30;
            }
            default -> Double.NaN;
        };
    }

    static double db(double value, @Nullable String unit, Dropped dropped) {
        if (unit != null && unit.equals("db")) {
            dropped.add("unit:db");
            return value;
        }
        return unit == null || unit.equals("dB") ? value : Double.NaN;
    }

    static double bitPerS(double value, @Nullable String unit) {
        return switch (unit == null ? "bit/s" : unit) {
            case "bit/s" -> value;
            case "kbit/s" -> value * 1e3;
            case "Mbit/s" -> value * 1e6;
            default -> Double.NaN;
        };
    }

    static double seconds(double value, @Nullable String unit) {
        return switch (unit == null ? "s" : unit) {
            case "s" -> value;
            case "ms" -> value / 1000;
            default -> Double.NaN;
        };
    }

    /** {@code %} is a ratio of 0 to 1 in SenML, for historic reasons; percent is {@code /100}. */
    static double ratio(double value, @Nullable String unit, Dropped dropped) {
        return switch (unit == null ? "/" : unit) {
            case "/", "%" -> value;
            case "/100" -> value / 100;
            case "//" -> {
                dropped.add("unit://");
                yield value;
            }
            default -> Double.NaN;
        };
    }

    /** A number without a dimension. */
    static double plain(double value, @Nullable String unit) {
        return unit == null || unit.equals("count") || unit.equals("/") ? value : Double.NaN;
    }
}
