package vn.phusong.coverage;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of the rule text, by date, so that a past period is judged by the rule of its time. Immutable. */
public final class PromiseRules {
    static final String HEADER = "valid_from,share,enough,white_share,period_day,rats,min_level_dbm,source";

    private static final int COLUMNS = 8;

    private final List<PromiseRule> versions;

    public PromiseRules(List<PromiseRule> versions) {
        List<PromiseRule> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.comparingLong(PromiseRule::fromDay));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).fromDay() == sorted.get(i - 1).fromDay()) {
                throw new IllegalArgumentException("two versions begin on "
                        + LocalDate.ofEpochDay(sorted.get(i).fromDay()));
            }
        }
        this.versions = List.copyOf(sorted);
    }

    /** The version in force on that local day, null when there was none yet. */
    public @Nullable PromiseRule on(long day) {
        PromiseRule found = null;
        for (PromiseRule version : versions) {
            if (version.fromDay() <= day) {
                found = version;
            }
        }
        return found;
    }

    /** How many versions up to and with this one: its number. */
    public int number(PromiseRule rule) {
        return versions.indexOf(rule) + 1;
    }

    /**
     * Reads {@code valid_from,share,enough,white_share,period_day,rats,min_level_dbm,source}, one version a line; shares in per cent, the source is the rest of its
     * line. Lines that are empty or begin with {@code #} say nothing.
     *
     * @throws IllegalArgumentException naming line, column and value
     */
    public static PromiseRules read(String text) {
        List<PromiseRule> versions = new ArrayList<>();
        boolean isHeaderRead = false;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = (raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (!isHeaderRead) {
                if (!line.equals(HEADER)) {
                    throw new IllegalArgumentException("line " + number + " must be the header " + HEADER);
                }
                isHeaderRead = true;
            } else {
                versions.add(version(line.split(",", COLUMNS), number));
            }
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("there is no version of the rule");
        }
        return new PromiseRules(versions);
    }

    private static PromiseRule version(String[] cells, int line) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("line " + line + " must have " + COLUMNS + " columns");
        }
        try {
            return new PromiseRule(
                    LocalDate.parse(cells[0].strip()).toEpochDay(),
                    hundredths(cells[1]),
                    Integer.parseInt(cells[2].strip()),
                    hundredths(cells[3]),
                    Integer.parseInt(cells[4].strip()),
                    cells[5].strip(),
                    cells[6].isBlank() ? null : Integer.valueOf(cells[6].strip()),
                    cells[7].strip());
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("line " + line + ": " + wrong.getMessage(), wrong);
        }
    }

    private static int hundredths(String percent) {
        return new BigDecimal(percent.strip()).movePointRight(2).intValueExact();
    }
}
