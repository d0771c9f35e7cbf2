package vn.phusong.alert;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.phusong.alert.PolicyRefused.Problem;
import vn.phusong.village.NearWord;

/** One line of a policy: a word, a name, and fields {@code field=value}. What cannot be read is noted as a problem and read as the value nothing is said of. */
final class PolicyLine {
    private static final Pattern TOKEN = Pattern.compile("([a-z_]+)=(\"[^\"]*\"|\\S*)|(\\S+)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(s|m|h|d)");
    private static final Map<String, Long> UNITS = Map.of("s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    final int number;
    final String word;
    final String name;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<Problem> problems;

    PolicyLine(int number, String line, List<Problem> problems) {
        this.number = number;
        this.problems = problems;
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            if (token.group(1) == null) {
                words.add(token.group(3));
            } else if (fields.put(token.group(1), unquoted(token.group(1), token.group(2))) != null) {
                problem(token.group(1), "", "stands twice in this line");
            }
        }
        word = words.isEmpty() ? "" : words.get(0);
        name = words.size() < 2 ? "" : words.get(1);
        if (words.size() > 2) {
            problem("", words.get(2), "what is this? A value with spaces stands in \"quotes\"");
        }
    }

    private String unquoted(String field, String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        if (value.length() < 2 || !value.endsWith("\"")) {
            problem(field, value, "a quote is opened here and never closed");
            return value.substring(1);
        }
        return value.substring(1, value.length() - 1);
    }

    /** What may stand here; anything else is a slip of the pen. */
    void fields(List<String> known) {
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                problem(field, fields.getOrDefault(field, ""), word + " has no such field" + near(known, field));
            }
        }
    }

    static String near(Collection<String> known, String word) {
        return NearWord.among(known, word).en();
    }

    void problem(String field, String value, String why) {
        problems.add(new Problem(number, field, value, why));
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field, String otherwise) {
        return fields.getOrDefault(field, otherwise);
    }

    /** An empty one is told as a problem. */
    @CanIgnoreReturnValue
    String needed(String field) {
        String value = text(field, "");
        if (value.isBlank()) {
            problem(field, value, "is missing");
        }
        return value;
    }

    List<String> list(String field) {
        String value = text(field, "");
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    /** Each of a list by what it means; what means nothing is told with the words that do. */
    <T> List<T> each(String field, Map<String, T> known) {
        List<T> found = new ArrayList<>();
        for (String one : list(field)) {
            T meant = known.get(one);
            if (meant == null) {
                problem(field, one, "write one of " + String.join(", ", known.keySet()) + near(known.keySet(), one));
            } else {
                found.add(meant);
            }
        }
        return found;
    }

    <T> T one(String field, Map<String, T> known, T otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        List<T> found = each(field, known);
        return found.isEmpty() ? otherwise : found.get(0);
    }

    /** Words of an enum, small. */
    static <E extends Enum<E>> Map<String, E> words(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT), value);
        }
        return words;
    }

    long millis(String field, long otherwise) {
        return has(field) ? millisOf(field, text(field, ""), otherwise) : otherwise;
    }

    long millisOf(String field, String value, long otherwise) {
        Matcher matcher = DURATION.matcher(value);
        if (matcher.matches()) {
            return Long.parseLong(matcher.group(1)) * UNITS.getOrDefault(matcher.group(2), 0L);
        }
        problem(field, value, "write a time such as 30s, 10m, 4h or 2d");
        return otherwise;
    }

    int whole(String field, int least, int most, int otherwise) {
        String value = text(field, Integer.toString(otherwise));
        if (value.matches("\\d{1,6}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
            return Integer.parseInt(value);
        }
        problem(field, value, "write a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** 00:00 of that day in Vietnam. */
    long day(String field, long otherwise) {
        return has(field)
                ? parsed(field, text(field, ""), LocalDate::parse, LocalDate.EPOCH, "write a day such as 2025-07-01")
                        .atStartOfDay()
                        .toInstant(ZoneOffset.ofHours(7))
                        .toEpochMilli()
                : otherwise;
    }

    LocalDate date(String field, String value) {
        return parsed(field, value, LocalDate::parse, LocalDate.EPOCH, "write a day such as 2025-07-01");
    }

    LocalTime time(String field, String value) {
        return parsed(
                field,
                value.equals("24:00") ? "00:00" : value,
                LocalTime::parse,
                LocalTime.MIDNIGHT,
                "write a time of the day such as 07:30");
    }

    private <T> T parsed(String field, String value, Function<String, T> parse, T otherwise, String why) {
        try {
            return parse.apply(value);
        } catch (DateTimeException e) {
            problem(field, value, why);
            return otherwise;
        }
    }
}
