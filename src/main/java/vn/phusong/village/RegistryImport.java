package vn.phusong.village;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a registry folder against the registry there is, and says what would change. Pure: the same rows give the same plan.
 *
 * <p>Call {@link #header} and then {@link #row} for each table, in the order of {@link RegistryFile}; then {@link #plan} once.
 */
public final class RegistryImport {
    private final Registry existing;
    private final DeviceRows deviceRows;
    private final Settling settling;
    private final List<RowError> errors = new ArrayList<>();
    private final List<RowError> dropped = new ArrayList<>();
    private final Map<RegistryFile, Tally> tallies = new EnumMap<>(RegistryFile.class);

    /** Key with start → line of the table being read. */
    private final Map<String, Long> lines = new HashMap<>();

    private RegistryFile file = RegistryFile.OPERATORS;
    private Map<String, Integer> places = Map.of();
    private boolean isUnreadable;

    private static final class Tally {
        int added;
        int changed;
        int unchanged;
        int bad;
    }

    /** @param households from a household's key to its pseudonym; the key itself is never kept */
    public RegistryImport(Registry existing, UnaryOperator<String> households) {
        this.existing = existing;
        this.deviceRows = new DeviceRows(existing, households);
        this.settling = new Settling(existing);
    }

    /** Notes that a whole file cannot be read; then nothing of the folder is taken, bad rows skipped or not. */
    public void unreadable(String fileName, long line, String why, String whyVi) {
        isUnreadable = true;
        errors.add(new RowError(fileName, line, "", "", why, whyVi));
    }

    /** Notes a file that stands in the folder: a table whose name is misspelt must not be passed over in silence. */
    public void named(String fileName) {
        if (fileName.endsWith(".csv") && !fileName.matches("[.~].*") && RegistryFile.of(fileName) == null) {
            List<String> known =
                    Stream.of(RegistryFile.values()).map(RegistryFile::fileName).toList();
            Said near = NearWord.among(known, fileName);
            unreadable(
                    fileName, 0, "is no table of a registry" + near.en(), "không phải bảng của sổ đăng ký" + near.vi());
        }
    }

    /**
     * Begins a table.
     *
     * @return whether its rows can be read; when not, the plan says why
     */
    public boolean header(RegistryFile table, List<String> names) {
        RegistryFile.Header header =
                table.header(names.stream().map(RegistryImport::tidy).toList());
        for (RowError.Fault fault : header.faults()) {
            isUnreadable = true;
            errors.add(RowError.of(table.fileName(), 1, List.of(fault)));
        }
        file = table;
        places = header.places();
        lines.clear();
        tallies.put(table, new Tally());
        return header.faults().isEmpty();
    }

    /** Takes one row of the table begun last. */
    public void row(long line, List<String> values) {
        if (values.size() != places.size()) {
            wrongWidth(line, values.size());
            return;
        }
        List<String> tidied = new ArrayList<>(values.size());
        values.forEach(value -> tidied.add(tidy(value)));
        Cells cells = new Cells(places, tidied);
        switch (file) {
            case OPERATORS -> take(cells, line, RowForm.OPERATOR, TableRows::operator, existing::operator);
            case AREAS ->
                take(
                        cells,
                        line,
                        RowForm.AREA,
                        TableRows::area,
                        code -> TableRows.startingAt(existing.historyOfArea(code), Area::valid, cells.start()));
            case VILLAGES ->
                take(
                        cells,
                        line,
                        RowForm.VILLAGE,
                        TableRows::village,
                        id -> TableRows.startingAt(existing.historyOf(id), Village::valid, cells.start()));
            case POINTS -> take(cells, line, RowForm.POINT, TableRows::point, existing::point);
            case DEVICES ->
                take(
                        cells,
                        line,
                        RowForm.DEVICE,
                        deviceRows::device,
                        id -> TableRows.startingAt(existing.historyOfDevice(id), Device::valid, cells.start()));
            case TARGETS ->
                take(
                        cells,
                        line,
                        RowForm.TARGET,
                        TableRows::target,
                        indicator -> TableRows.startingAt(
                                existing.historyOfTarget(indicator), Target::valid, cells.start()));
            case SITES -> take(cells, line, RowForm.SITE, TableRows::site, existing::site);
        }
    }

    /** From a row and the one kept under its key to a thing; null, with a fault noted, when there is no telling. */
    private interface Reader<T> {
        @Nullable
        T read(Cells cells, @Nullable T kept);
    }

    private <T> void take(
            Cells cells, long line, RowForm<T> form, Reader<T> reader, Function<String, @Nullable T> kept) {
        String id = cells.raw(file.idColumn());
        T before = kept.apply(id);
        T row = reader.read(cells, before);
        if (row != null && cells.faults.isEmpty()) {
            Long first = lines.putIfAbsent(form.key().apply(row), line);
            if (first != null) {
                cells.fault(file.idColumn(), "stands in line " + first + " already", "đã có ở dòng " + first);
            }
        } else {
            settling.lost(form.letter() + id, file.fileName() + ":" + line);
        }
        if (row == null || !cells.faults.isEmpty()) {
            errors.add(RowError.of(file.fileName(), line, cells.faults));
            tally(file).bad++;
            return;
        }
        know(row);
        if (row.equals(before)) {
            tally(file).unchanged++;
        } else {
            settling.add(new Candidate(file, line, form.letter() + id, row, before == null));
        }
    }

    private void know(Object row) {
        if (row instanceof MeasurementPoint point) {
            deviceRows.know(point);
        } else if (row instanceof Operator operator) {
            deviceRows.know(operator);
        }
    }

    private void wrongWidth(long line, int width) {
        boolean isWide = width > places.size();
        errors.add(new RowError(
                file.fileName(),
                line,
                "",
                "",
                "has " + width + " values, the header has " + places.size()
                        + (isWide ? "; a comma inside a value needs quotes, and decimals are written 79.5" : ""),
                "có " + width + " giá trị, dòng đầu có " + places.size()
                        + (isWide ? "; giá trị chứa dấu phẩy phải đặt trong ngoặc kép, số thập phân viết 79.5" : "")));
        tally(file).bad++;
    }

    /** What would change. Nothing when a whole file was unreadable, or when a row is bad and bad rows are not to be skipped. */
    public RegistryPlan plan(boolean skipBad) {
        for (Settling.Loss loss : settling.settle()) {
            (loss.isDependent() ? dropped : errors).add(loss.error());
            tally(loss.candidate().file()).bad++;
        }
        List<Candidate> left = settling.left();
        for (Candidate candidate : left) {
            Tally tally = tally(candidate.file());
            tally.added += candidate.isNew() ? 1 : 0;
            tally.changed += candidate.isNew() ? 0 : 1;
        }
        boolean refused = isUnreadable || (!skipBad && !errors.isEmpty());
        errors.sort(IN_ORDER);
        dropped.sort(IN_ORDER);
        return new RegistryPlan(
                refused ? RegistryChange.NONE : Candidate.change(left), errors, dropped, counts(), refused);
    }

    private static final Comparator<RowError> IN_ORDER = Comparator.comparing(
                    (RowError error) -> RegistryFile.of(error.file()), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(RowError::file)
            .thenComparingLong(RowError::line);

    private List<RegistryPlan.Count> counts() {
        List<RegistryPlan.Count> counts = new ArrayList<>();
        tallies.forEach((table, tally) -> counts.add(
                new RegistryPlan.Count(table.fileName(), tally.added, tally.changed, tally.unchanged, tally.bad)));
        return counts;
    }

    private Tally tally(RegistryFile table) {
        return tallies.computeIfAbsent(table, key -> new Tally());
    }

    /** Without blanks around it, and in the form in which one letter is one letter: many sheets write ộ in three. */
    private static String tidy(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        String trimmed = value.substring(from, to);
        return Normalizer.isNormalized(trimmed, Normalizer.Form.NFC)
                ? trimmed
                : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
    }

    private static boolean isBlank(char letter) {
        return Character.isWhitespace(letter) || letter == '\u00A0' || letter == '\u200B' || letter == '\uFEFF';
    }
}
