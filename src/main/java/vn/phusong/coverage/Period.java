package vn.phusong.coverage;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One report period, whole local days, [firstDay, endDay). {@code 2026-03} is the month that ends in March: from 15 February to 14 March, because reports are
 * made up from the 15th of the month before to the 14th (Decree 09/2019/NĐ-CP Art. 12); {@code 2026-Q1}, {@code 2026-H1} and {@code 2026} are its months put
 * together, so the year runs from 15 December to 14 December. The day is the rule's; with day 1 a month is the calendar's.
 */
public record Period(String name, long firstDay, long endDay) {
    private static final Pattern NAME = Pattern.compile("(\\d{4})(?:-(?:(\\d{2})|Q([1-4])|H([12])))?");

    public Period {
        if (firstDay >= endDay) {
            throw new IllegalArgumentException("a period must have days, was " + firstDay + " to " + endDay);
        }
    }

    /** A period with the rule it is judged by: that in force on the first day of its last month. */
    public record Ruled(Period period, PromiseRule rule) {}

    /** @throws IllegalArgumentException saying what a name looks like, or that no rule was in force */
    public static Ruled of(String name, PromiseRules rules) {
        Matcher match = NAME.matcher(name);
        if (!match.matches()) {
            throw new IllegalArgumentException("must be a period like 2026-03, 2026-Q1, 2026-H1 or 2026");
        }
        int year = Integer.parseInt(match.group(1));
        String month = match.group(2);
        String quarter = match.group(3);
        String half = match.group(4);
        if (month != null) {
            int last = Integer.parseInt(month);
            if (last < 1 || last > 12) {
                throw new IllegalArgumentException("must be a period with a month from 01 to 12");
            }
            return months(name, LocalDate.of(year, last, 1), 1, rules);
        }
        if (quarter != null) {
            return months(name, LocalDate.of(year, 3 * Integer.parseInt(quarter), 1), 3, rules);
        }
        return half == null
                ? months(name, LocalDate.of(year, 12, 1), 12, rules)
                : months(name, LocalDate.of(year, 6 * Integer.parseInt(half), 1), 6, rules);
    }

    /** The month in which that local day lies, or the last before it where a new rule left days between two months. */
    public static Ruled monthOf(long day, PromiseRules rules) {
        LocalDate month = LocalDate.ofEpochDay(day).withDayOfMonth(1);
        Ruled here = monthOf(month, rules);
        if (day < here.period().endDay()) {
            return here;
        }
        Ruled next = monthOf(month.plusMonths(1), rules);
        return day < next.period().firstDay() ? here : next;
    }

    private static Ruled monthOf(LocalDate month, PromiseRules rules) {
        return months(month.toString().substring(0, 7), month, 1, rules);
    }

    private static Ruled months(String name, LocalDate last, int months, PromiseRules rules) {
        PromiseRule rule = rules.on(last.toEpochDay());
        if (rule == null) {
            throw new IllegalArgumentException("must be of a time for which a rule is known");
        }
        LocalDate first = start(last.minusMonths(months - 1L), rule.periodDay());
        LocalDate end = start(last.plusMonths(1), rule.periodDay());
        return new Ruled(new Period(name, first.toEpochDay(), end.toEpochDay()), rule);
    }

    private static LocalDate start(LocalDate month, int day) {
        return day == 1 ? month : month.minusMonths(1).withDayOfMonth(day);
    }

    /** Its first moment, epoch milliseconds. */
    public long from() {
        return LocalDay.start(firstDay);
    }

    /** The first moment after it. */
    public long to() {
        return LocalDay.start(endDay);
    }

    public int days() {
        return (int) (endDay - firstDay);
    }

    /** {@code open} while it runs, {@code provisional} while late readings may still correct it, then {@code closed} for good. */
    public String statusAt(long now) {
        if (now < to()) {
            return "open";
        }
        return now < to() + PointDays.LATE_MS ? "provisional" : "closed";
    }
}
