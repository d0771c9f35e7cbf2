package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import vn.phusong.reading.Rat;

/** Rules as text: one {@code key=value} a line, the keys of the settings file, plain numbers in milliseconds, dB and bit/s. For the log; equal rules, equal text. */
public final class RulesText {
    private RulesText() {}

    public static String write(Rules rules) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("version", Integer.toString(rules.version()));
        gate(lines, "lte.rsrp", rules.levels().lte());
        gate(lines, "nr.ss_rsrp", rules.levels().nr());
        gate(lines, "umts.rscp", rules.levels().umts());
        lines.put("lte.rsrq.min", text(rules.levels().rsrqMinDb()));
        lines.put("lte.sinr.min", text(rules.levels().sinrMinDb()));
        lines.put("umts.ecno.min", text(rules.levels().ecnoMinDb()));
        lines.put("mobile_broadband.rats", rats(rules.levels().rats()));
        Rules.Tests tests = rules.tests();
        numbers(
                lines,
                "test",
                tests.downMinBitPerS(),
                tests.upMinBitPerS(),
                tests.rttMaxS(),
                tests.lossMax(),
                tests.holdsMs());
        Rules.Windows windows = rules.windows();
        numbers(
                lines,
                "window",
                windows.longMs(),
                windows.shortMs(),
                windows.staleMs(),
                windows.liveMs(),
                windows.samplesKept());
        Rules.Shares shares = rules.shares();
        numbers(
                lines,
                "share",
                shares.enter(),
                shares.degraded(),
                shares.leave(),
                shares.out(),
                shares.relapse(),
                shares.holdDownMs(),
                shares.holdUpMs());
        Rules.Alerts alerts = rules.alerts();
        numbers(
                lines,
                "alert",
                alerts.warningMs(),
                alerts.majorMs(),
                alerts.criticalMs(),
                alerts.flappingEntries(),
                alerts.flappingWindowMs(),
                alerts.flappingClearMs(),
                alerts.reopenMs(),
                alerts.startupGraceMs());
        Rules.Fibre fibre = rules.fibre();
        numbers(
                lines,
                "fibre",
                fibre.staleMs(),
                fibre.outageLines(),
                fibre.outageShare(),
                fibre.outageWithinMs(),
                fibre.expectedShare(),
                fibre.activeMs());
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException naming the key that is missing or not a number */
    public static Rules read(String text) {
        Map<String, String> lines = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Function<String, Double> number = key -> number(lines, key);
        List<Double> test = numbers(number, "test", 5);
        List<Double> window = numbers(number, "window", 5);
        List<Double> share = numbers(number, "share", 7);
        List<Double> alert = numbers(number, "alert", 8);
        List<Double> fibre = numbers(number, "fibre", 6);
        return new Rules(
                number.apply("version").intValue(),
                new Rules.Levels(
                        gate(number, "lte.rsrp"),
                        gate(number, "nr.ss_rsrp"),
                        gate(number, "umts.rscp"),
                        number.apply("lte.rsrq.min").floatValue(),
                        number.apply("lte.sinr.min").floatValue(),
                        number.apply("umts.ecno.min").floatValue(),
                        rats(lines.getOrDefault("mobile_broadband.rats", ""))),
                new Rules.Tests(
                        test.get(0),
                        test.get(1),
                        test.get(2),
                        test.get(3),
                        test.get(4).longValue()),
                new Rules.Windows(
                        window.get(0).longValue(),
                        window.get(1).longValue(),
                        window.get(2).longValue(),
                        window.get(3).longValue(),
                        window.get(4).intValue()),
                new Rules.Shares(
                        share.get(0),
                        share.get(1),
                        share.get(2),
                        share.get(3),
                        share.get(4),
                        share.get(5).longValue(),
                        share.get(6).longValue()),
                new Rules.Alerts(
                        alert.get(0).longValue(),
                        alert.get(1).longValue(),
                        alert.get(2).longValue(),
                        alert.get(3).intValue(),
                        alert.get(4).longValue(),
                        alert.get(5).longValue(),
                        alert.get(6).longValue(),
                        alert.get(7).longValue()),
                new Rules.Fibre(
                        fibre.get(0).longValue(),
                        fibre.get(1).intValue(),
                        fibre.get(2),
                        fibre.get(3).longValue(),
                        fibre.get(4),
                        fibre.get(5).longValue()));
    }

    private static void gate(Map<String, String> lines, String key, Rules.Gate gate) {
        lines.put(key + ".good", text(gate.goodDbm()));
        lines.put(key + ".bad", text(gate.badDbm()));
    }

    private static Rules.Gate gate(Function<String, Double> number, String key) {
        return new Rules.Gate(
                number.apply(key + ".good").floatValue(),
                number.apply(key + ".bad").floatValue());
    }

    private static void numbers(Map<String, String> lines, String group, Number... values) {
        for (int i = 0; i < values.length; i++) {
            lines.put(group + "." + i, values[i].toString());
        }
    }

    private static List<Double> numbers(Function<String, Double> number, String group, int count) {
        List<Double> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(number.apply(group + "." + i));
        }
        return values;
    }

    private static String text(float value) {
        return Float.toString(value);
    }

    private static double number(Map<String, String> lines, String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new IllegalArgumentException("rules lack " + key);
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("rules need a number at " + key + ", was " + value, e);
        }
    }

    private static String rats(Set<Rat> rats) {
        List<String> names = new ArrayList<>();
        for (Rat rat : Rat.values()) {
            if (rats.contains(rat)) {
                names.add(rat.name());
            }
        }
        return String.join(",", names);
    }

    private static Set<Rat> rats(String text) {
        Set<Rat> rats = EnumSet.noneOf(Rat.class);
        for (String name : text.split(",", -1)) {
            if (!name.isBlank()) {
                rats.add(Rat.valueOf(name.trim().toUpperCase(Locale.ROOT)));
            }
        }
        return rats;
    }
}
