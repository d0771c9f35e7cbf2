package vn.phusong.village;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, read column by column; what cannot be read is noted and stands in as something harmless. A row with a fault is never taken.
 *
 * <p>A column that the file does not have says nothing: the value kept so far holds. An empty cell says the default.
 */
final class Cells {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final int LONGEST_TEXT = 500;

    private final Map<String, Integer> places;
    private final List<String> cells;
    final List<RowError.Fault> faults = new ArrayList<>(0);

    /** @param cells as many as the header has, trimmed and in NFC */
    Cells(Map<String, Integer> places, List<String> cells) {
        this.places = places;
        this.cells = cells;
    }

    boolean has(String column) {
        return places.containsKey(column);
    }

    /** What stands there; empty when nothing does. */
    String raw(String column) {
        Integer place = places.get(column);
        return place == null ? "" : cells.get(place);
    }

    void fault(String column, String en, String vi) {
        // What names a household is personal: it is hashed before it is kept, and never printed.
        String value = column.equals("household_key") ? "" : raw(column);
        faults.add(new RowError.Fault(column, value, new Said(en, vi)));
    }

    private void fault(String column, Said why) {
        fault(column, why.en(), why.vi());
    }

    /** A text that must be there. */
    String required(String column) {
        if (raw(column).isEmpty()) {
            fault(column, "must not be empty", "không được để trống");
        }
        return text(column, "");
    }

    /** A text for people. */
    String text(String column, String kept) {
        String text = has(column) ? raw(column) : kept;
        boolean hasInvisible = false;
        boolean hasOldFont = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            // Strict UTF-8 gives surrogates in pairs only: they are letters of the higher planes.
            hasInvisible |= !Character.isSurrogate(letter) && RowError.isInvisible(letter);
            // No letter of Vietnamese lies there: this is TCVN3 (.VnTime) that was saved as if it were Unicode.
            hasOldFont |= letter >= 0xA1 && letter <= 0xBF;
        }
        if (text.length() > LONGEST_TEXT) {
            fault(column, "is longer than " + LONGEST_TEXT + " letters", "dài hơn " + LONGEST_TEXT + " ký tự");
        } else if (hasInvisible) {
            fault(
                    column,
                    "has a line break or another invisible character inside",
                    "có dấu xuống dòng hoặc ký tự ẩn bên trong");
        } else if (hasOldFont) {
            fault(
                    column,
                    "is text in the old TCVN3 font; convert it to Unicode first",
                    "là chữ theo bảng mã TCVN3 cũ; hãy chuyển sang Unicode trước");
        }
        return text;
    }

    @Nullable
    String maybe(String column, @Nullable String kept) {
        String text = text(column, kept == null ? "" : kept);
        return text.isEmpty() ? null : text;
    }

    /** The row's own id: safe in a topic and in an address. */
    String id(String column) {
        String id = raw(column);
        if (!isId(id)) {
            fault(
                    column,
                    "must be 1 to 64 of A-Z a-z 0-9 . _ : - and begin with a letter or digit",
                    "phải có 1 đến 64 ký tự A-Z a-z 0-9 . _ : - và bắt đầu bằng chữ hoặc số");
        }
        return id;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** One of a closed list; {@code kept} when the column is absent, {@code otherwise} when the cell is empty or wrong. */
    <E> E word(String column, Map<String, E> words, E kept, E otherwise) {
        if (!has(column)) {
            return kept;
        }
        String word = raw(column);
        E known = words.get(word.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        if (!word.isEmpty()) {
            Said near = NearWord.among(words.keySet(), word);
            String all = String.join(", ", words.keySet());
            fault(column, "must be one of " + all + near.en(), "phải là một trong: " + all + near.vi());
        }
        return otherwise;
    }

    /** Several values separated by {@code ;}; one that stands twice is a fault. */
    List<String> list(String column, List<String> kept) {
        if (!has(column)) {
            return kept;
        }
        Set<String> values = new LinkedHashSet<>();
        for (String part : text(column, "").split(";", -1)) {
            String value = part.strip();
            if (!value.isEmpty() && !values.add(value)) {
                fault(column, value + " stands twice", value + " lặp hai lần");
            }
        }
        return List.copyOf(values);
    }

    /** What {@code parse} makes of the cell; a {@link Misread} is noted. Of an absent column {@code kept}, of an empty cell {@code otherwise}. */
    <T> T parsed(String column, T kept, T otherwise, Function<String, T> parse) {
        if (!has(column)) {
            return kept;
        }
        if (raw(column).isEmpty()) {
            return otherwise;
        }
        try {
            return parse.apply(raw(column));
        } catch (Misread misread) {
            fault(column, misread.why);
            return otherwise;
        }
    }

    /** As {@link #parsed}, but the cell must not be empty. */
    <T> T must(String column, T otherwise, Function<String, T> parse) {
        if (raw(column).isEmpty()) {
            fault(column, "must not be empty", "không được để trống");
        }
        return parsed(column, otherwise, otherwise, parse);
    }

    Place place() {
        double lat = must("lat", 0.0, Numbers::degrees);
        double lon = must("lon", 0.0, Numbers::degrees);
        if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
            return new Place(lat, lon);
        }
        if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) {
            fault(
                    "lat",
                    "must be -90 to 90; lat and lon seem to be swapped",
                    "phải từ -90 đến 90; có vẻ lat và lon bị đổi chỗ");
        } else if (Math.abs(lat) > 90) {
            fault("lat", "must be -90 to 90", "phải từ -90 đến 90");
        } else {
            fault("lon", "must be -180 to 180", "phải từ -180 đến 180");
        }
        return new Place(0, 0);
    }

    /** Starts and ends of the row. */
    Validity valid(@Nullable Validity kept) {
        long from = parsed("valid_from", Validity.ALWAYS, Validity.ALWAYS, Numbers::date);
        long to = parsed("valid_to", kept == null ? Validity.FOREVER : kept.to(), Validity.FOREVER, Numbers::date);
        if (from >= to) {
            fault(
                    "valid_to",
                    "must be after valid_from: it is the first day that no longer counts",
                    "phải sau valid_from: đây là ngày đầu tiên không còn hiệu lực");
            return Validity.OPEN;
        }
        return new Validity(from, to);
    }

    /** The start without noting anything: for looking the kept row up. */
    long start() {
        try {
            return raw("valid_from").isEmpty() ? Validity.ALWAYS : Numbers.date(raw("valid_from"));
        } catch (Misread misread) {
            return Validity.ALWAYS;
        }
    }
}
