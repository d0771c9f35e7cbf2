package vn.phusong.village;

import java.util.List;

/**
 * Why one row of a registry folder is not taken. One row gives one error; what else is wrong with it stands in the same sentence.
 *
 * @param line where the row begins, from 1; 1 for the header; 0 for a whole file
 * @param column the column's name, empty when no single one is to blame
 * @param value what stood there, shortened, without control characters
 */
public record RowError(String file, long line, String column, String value, String why, String whyVi) {
    private static final int LONGEST_VALUE = 64;

    /** One thing wrong with a row. */
    record Fault(String column, String value, Said why) {}

    static RowError of(String file, long line, List<Fault> faults) {
        Fault first = faults.get(0);
        Said why = first.why;
        for (Fault more : faults.subList(1, faults.size())) {
            String at = more.column.isEmpty() ? "" : more.column + " \"" + shown(more.value) + "\": ";
            why = why.and(new Said(at + more.why.en(), at + more.why.vi()));
        }
        return new RowError(file, line, first.column, shown(first.value), why.en(), why.vi());
    }

    /** {@code devices.csv:17 interval "60": write 60s, 5m or 1h} */
    public String sentence() {
        return where() + ": " + why;
    }

    /** The same in Vietnamese. */
    public String sentenceVi() {
        return where() + ": " + whyVi;
    }

    private String where() {
        return (line == 0 ? file : file + ":" + line)
                + (column.isEmpty() ? "" : " " + column)
                + (value.isEmpty() ? "" : " \"" + value + "\"");
    }

    /** A value may come from anyone: it must not forge a line of a log or fill a screen. */
    static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints()
                .limit(LONGEST_VALUE)
                .forEach(letter -> shown.appendCodePoint(isInvisible(letter) ? '�' : letter));
        return value.codePointCount(0, value.length()) > LONGEST_VALUE ? shown + "…" : shown.toString();
    }

    static boolean isInvisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
