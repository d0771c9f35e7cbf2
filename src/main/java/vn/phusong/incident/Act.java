package vn.phusong.incident;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One act of one person, as the audit log keeps it: never changed, never taken back, only followed by others.
 *
 * @param at when it was taken in, epoch milliseconds
 * @param by name of the account, at most {@value #LONGEST_NAME} characters; {@code phusong} when the program itself did it
 * @param subject id of the incident or window it is about; what the deed names else (an account, a device), empty for nothing
 * @param details the rest, by the names below; times are epoch milliseconds in decimal digits
 */
public record Act(long at, String by, Deed deed, String subject, SortedMap<String, String> details) {
    /** Why, in the words of who did it. */
    public static final String REASON = "reason";
    /** What a comment says. */
    public static final String TEXT = "text";

    public static final String ASSIGNEE = "assignee";
    /** First moment it no longer holds. */
    public static final String UNTIL = "until";
    /** First moment of a window. */
    public static final String START = "start";
    /** First moment after a window. */
    public static final String END = "end";
    /** {@link Over#text()} of a window. */
    public static final String OVER = "over";
    /** Where the request came from. */
    public static final String PEER = "peer";

    /** Longest text of a detail, characters. */
    public static final int LONGEST = 2_000;

    public static final int LONGEST_NAME = 100;

    public Act {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        isWithin("by", by, LONGEST_NAME);
        if (by.isBlank()) {
            throw new IllegalArgumentException("an act is somebody's: by must not be empty");
        }
        isWithin("subject", subject, LONGEST_NAME * 2);
        details.forEach((name, text) -> isWithin(name, text, LONGEST));
        says(deed, details);
    }

    /** What the deed is nothing without. */
    private static void says(Deed deed, SortedMap<String, String> details) {
        switch (deed) {
            case CLOSE, SILENCE, PLAN_MAINTENANCE -> isSaid(REASON, details);
            case COMMENT -> isSaid(TEXT, details);
            default -> {}
        }
        if (deed == Deed.SNOOZE) {
            var unused = time(UNTIL, details);
        }
        if (deed.beginsWindow()) {
            Over over = Over.of(details.getOrDefault(OVER, ""));
            if (time(END, details) <= time(START, details)) {
                throw new IllegalArgumentException("end must be after start, over " + over.text());
            }
        }
    }

    private static void isSaid(String name, SortedMap<String, String> details) {
        if (details.getOrDefault(name, "").isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }

    private static long time(String name, SortedMap<String, String> details) {
        String digits = details.getOrDefault(name, "");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a time, was \"" + digits + '"', e);
        }
    }

    private static void isWithin(String name, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    name + " must have at most " + most + " characters, has " + text.length());
        }
        // A line that was written into a log must not look like two.
        if (text.chars()
                .anyMatch(letter ->
                        letter != '\n' && (Character.isISOControl(letter) || letter == 0x2028 || letter == 0x2029))) {
            throw new IllegalArgumentException(name + " must not hold control characters");
        }
    }

    /** An act with these details, each its name and then what it says. */
    public static Act of(long at, String by, Deed deed, String subject, String... details) {
        SortedMap<String, String> named = new TreeMap<>();
        for (int i = 0; i + 1 < details.length; i += 2) {
            named.put(details[i], details[i + 1]);
        }
        return new Act(at, by, deed, subject, named);
    }

    /** Empty when it says nothing by that name. */
    public String text(String name) {
        return details.getOrDefault(name, "");
    }

    /** The time it says by that name, which its deed has. */
    public long time(String name) {
        return time(name, details);
    }
}
