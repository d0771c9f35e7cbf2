package vn.phusong.journal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryFile;
import vn.phusong.village.RegistryImport;

/** A folder of tables from which a registry is read: one on disk, or the sample province that is built in. Reading changes nothing. */
public final class RegistryFolder {
    private static final String SAMPLE = "/sample/backan/";
    private static final String BOUNDARIES = "boundaries.geojson";
    /** Of one file; the tables of a nation are smaller. */
    private static final int LONGEST_FILE = 256 << 20;

    private final @Nullable Path folder;

    private RegistryFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    public static RegistryFolder of(Path folder) {
        return new RegistryFolder(folder);
    }

    /** Bắc Kạn, in both its trees. */
    public static RegistryFolder sample() {
        return new RegistryFolder(null);
    }

    /**
     * What importing the folder would change. Every problem is in the plan, also that there is no folder.
     *
     * @param households from a household's key to its pseudonym, usually a {@link RegistryHouseholdKey}
     * @param skipBad take the good rows although there are bad ones
     */
    public RegistryRead read(Registry existing, UnaryOperator<String> households, boolean skipBad) {
        RegistryImport rows = new RegistryImport(existing, households);
        byte[] boundaries = null;
        if (isThere(rows)) {
            for (RegistryFile table : RegistryFile.values()) {
                byte[] bytes = bytes(table.fileName(), rows);
                if (bytes != null) {
                    table(table, bytes, rows);
                }
            }
            boundaries = boundaries(rows);
        }
        var plan = rows.plan(skipBad);
        return new RegistryRead(plan, plan.refused() ? null : boundaries);
    }

    private boolean isThere(RegistryImport rows) {
        if (folder == null) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            rows.unreadable(folder.toString(), 0, "is not a folder", "không phải là thư mục");
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            names.forEach(name -> rows.named(name));
            if (names.stream().noneMatch(name -> RegistryFile.of(name) != null || name.equals(BOUNDARIES))) {
                rows.unreadable(
                        folder.toString(),
                        0,
                        "holds no registry table, such as villages.csv",
                        "không có bảng nào của sổ đăng ký, ví dụ villages.csv");
            }
            return true;
        } catch (IOException e) {
            rows.unreadable(folder.toString(), 0, "cannot be read: " + e.getMessage(), "không đọc được");
            return false;
        }
    }

    /** null when there is no such file. */
    private byte @Nullable [] bytes(String name, RegistryImport rows) {
        try (InputStream in = open(name)) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
            if (bytes.length <= LONGEST_FILE) {
                return bytes;
            }
            int limit = LONGEST_FILE >> 20;
            rows.unreadable(name, 0, "is larger than " + limit + " MB", "lớn hơn " + limit + " MB");
        } catch (IOException e) {
            rows.unreadable(name, 0, "cannot be read: " + e.getMessage(), "không đọc được: " + e.getMessage());
        }
        return null;
    }

    private @Nullable InputStream open(String name) throws IOException {
        if (folder == null) {
            return RegistryFolder.class.getResourceAsStream(SAMPLE + name);
        }
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.newInputStream(file) : null;
    }

    private static void table(RegistryFile table, byte[] bytes, RegistryImport rows) {
        String name = table.fileName();
        try {
            String text = RegistryText.of(bytes);
            if (text.isBlank()) {
                rows.unreadable(
                        name,
                        1,
                        "is empty; its first line must be " + table.example(),
                        "trống; dòng đầu phải là " + table.example());
            } else if (text.chars().filter(letter -> letter == '"').count() % 2 == 1) {
                // The rest of the file would be swallowed into one cell, and its rows with it.
                rows.unreadable(name, 0, "has a double quote that is never closed", "có dấu ngoặc kép không đóng");
            } else {
                rows(table, text, rows);
            }
        } catch (RegistryText.NotUtf8 e) {
            rows.unreadable(name, 0, String.valueOf(e.getMessage()), e.vi);
        } catch (CsvParseException e) {
            rows.unreadable(name, 0, "is not CSV: " + cause(e), "không đúng dạng CSV: " + cause(e));
        }
    }

    private static void rows(RegistryFile table, String text, RegistryImport rows) {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .skipEmptyLines(true)
                .ignoreDifferentFieldCount(true)
                .acceptCharsAfterQuotes(false)
                .ofCsvRecord(text);
        boolean isHeader = true;
        for (CsvRecord row : reader) {
            if (isHeader && !rows.header(table, row.getFields())) {
                return;
            }
            if (!isHeader) {
                rows.row(row.getStartingLineNumber(), row.getFields());
            }
            isHeader = false;
        }
    }

    private static String cause(CsvParseException e) {
        Throwable deepest = e.getCause() == null ? e : e.getCause();
        return String.valueOf(deepest.getMessage());
    }

    private byte @Nullable [] boundaries(RegistryImport rows) {
        byte[] bytes = bytes(BOUNDARIES, rows);
        String wrong = bytes == null ? null : RegistryBoundaries.wrong(bytes);
        if (wrong != null) {
            rows.unreadable(BOUNDARIES, 0, wrong, "không đúng dạng GeoJSON FeatureCollection có mã (code): " + wrong);
        }
        return bytes;
    }
}
