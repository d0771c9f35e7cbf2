package vn.phusong.grafana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Grafana puts into a query before it sends it: the chosen values of variables, the time range, the interval.
 *
 * @param values of each variable those chosen; several become {@code (a|b)}, all of them the variable's own {@code allValue} as it stands
 * @param fromMs start of the range
 * @param toMs end of the range
 */
public record Filling(Map<String, Chosen> values, long fromMs, long toMs) {
    private static final Pattern NAME = Pattern.compile("\\$(\\w+)");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$*+?.()|\\[\\]{}/]");
    private static final int POINTS = 600;

    /** @param isRaw whether it is an {@code allValue}, which is not escaped */
    public record Chosen(List<String> words, boolean isRaw) {
        static Chosen all(String allValue) {
            return new Chosen(List.of(allValue), true);
        }

        static Chosen of(List<String> words) {
            return new Chosen(List.copyOf(words), false);
        }

        String text() {
            List<String> escaped = words.stream()
                    .map(word -> isRaw ? word : SPECIAL.matcher(word).replaceAll("\\\\$0"))
                    .toList();
            return escaped.size() == 1 ? escaped.get(0) : escaped.stream().collect(Collectors.joining("|", "(", ")"));
        }
    }

    /** @throws IllegalArgumentException if the text names a variable nobody filled, which Grafana would send as it stands */
    public String fill(String text, String minimum) {
        Map<String, String> builtIn = new LinkedHashMap<>();
        builtIn.put("timeFilter", "time >= " + fromMs + "ms and time <= " + toMs + "ms");
        builtIn.put("__interval", interval(minimum) / 1000 + "s");
        builtIn.put("__rate_interval", "1m");
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        List<String> unknown = new ArrayList<>();
        while (names.find()) {
            String name = names.group(1);
            Chosen chosen = values.get(name);
            String value = chosen == null ? builtIn.get(name) : chosen.text();
            if (value == null
                    && !text.startsWith("/", names.start() + names.group().length())) {
                unknown.add(name);
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(value == null ? names.group() : value));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("nobody fills " + unknown + " in " + text);
        }
        return names.appendTail(filled).toString();
    }

    private long interval(String minimum) {
        long least = minimum.isEmpty() ? 60_000 : Long.parseLong(minimum.replace("m", "")) * 60_000;
        return Math.max(least, (toMs - fromMs) / POINTS / 60_000 * 60_000);
    }
}
