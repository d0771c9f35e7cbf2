package vn.phusong.simulate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.PonClass;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Site;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** The sample province as it lies in the resources, read without the importer's checks: these tests are about what is simulated on it. */
final class SampleRegistry {
    static final Path FOLDER = Path.of("src/main/resources/sample/backan");

    private SampleRegistry() {}

    static Registry read() {
        List<Area> areas = rows(FOLDER, "areas.csv").stream()
                .map(r -> new Area(
                        r.getField("code"),
                        text(r, "parent_code"),
                        r.getField("level"),
                        r.getField("name_vi"),
                        text(r, "name_en"),
                        valid(r)))
                .toList();
        List<Village> villages = rows(FOLDER, "villages.csv").stream()
                .map(r -> new Village(
                        r.getField("village_id"),
                        r.getField("name"),
                        r.getField("kind"),
                        r.getField("area_code"),
                        place(r),
                        new Households(
                                Integer.parseInt(r.getField("households")),
                                text(r, "households_as_of"),
                                text(r, "households_source")),
                        null,
                        valid(r)))
                .toList();
        List<MeasurementPoint> points = rows(FOLDER, "points.csv").stream()
                .map(r -> new MeasurementPoint(
                        r.getField("point_id"),
                        r.getField("village_id"),
                        PointKind.valueOf(r.getField("kind")),
                        place(r),
                        Integer.parseInt(r.getField("households"))))
                .toList();
        List<Operator> operators = rows(FOLDER, "operators.csv").stream()
                .map(r -> new Operator(r.getField("operator"), r.getField("name"), list(r.getField("plmns"))))
                .toList();
        List<Site> sites = rows(FOLDER, "sites.csv").stream()
                .map(r -> new Site(
                        r.getField("site"),
                        text(r, "operator"),
                        list(r.getField("cells")),
                        list(r.getField("olts")),
                        place(r)))
                .toList();
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(areas, villages, points),
                        operators,
                        devices(FOLDER),
                        List.of(),
                        sites));
    }

    /** The sample with the generated fibre lines put in. */
    static Registry readWithLines(Path generated) {
        return read().with(new RegistryChange(
                RegistryChange.Tree.NONE, List.of(), devices(generated), List.of(), List.of()));
    }

    static List<Device> devices(Path folder) {
        return rows(folder, "devices.csv").stream()
                .map(r -> new Device(
                        r.getField("device_id"),
                        DeviceKind.valueOf(r.getField("kind").toUpperCase(Locale.ROOT)),
                        text(r, "village_id"),
                        r.findField("point_id").filter(s -> !s.isEmpty()).orElse(null),
                        list(r.getField("operators")),
                        interval(r.getField("interval")),
                        PowerSource.valueOf(r.getField("power").toUpperCase(Locale.ROOT)),
                        new Line(text(r, "household_key"), text(r, "pon"), text(r, "collector_id"), PonClass.B_PLUS),
                        0,
                        Validity.OPEN))
                .toList();
    }

    static List<NamedCsvRecord> rows(Path folder, String name) {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(folder.resolve(name)))) {
            csv.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static long interval(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith("m") ? number * 60_000 : number * 1000;
    }

    private static Place place(NamedCsvRecord r) {
        return new Place(Double.parseDouble(r.getField("lat")), Double.parseDouble(r.getField("lon")));
    }

    private static @Nullable String text(NamedCsvRecord r, String column) {
        String text = r.getField(column);
        return text.isEmpty() ? null : text;
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(";", -1));
    }

    private static Validity valid(NamedCsvRecord r) {
        return new Validity(
                day(r.getField("valid_from"), Validity.ALWAYS), day(r.getField("valid_to"), Validity.FOREVER));
    }

    private static long day(String date, long otherwise) {
        return date.isEmpty()
                ? otherwise
                : LocalDate.parse(date)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.ofHours(7))
                        .toEpochMilli();
    }
}
