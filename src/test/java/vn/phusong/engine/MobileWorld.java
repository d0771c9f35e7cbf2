package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.SampleRules;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Site;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** Villages in communes of one province, a probe in each with up to three SIMs, and the cells that serve them; minutes count from {@link #T0}. */
final class MobileWorld {
    static final long MINUTE = 60_000;
    static final long T0 = Province.T0;
    static final String VIETTEL = "viettel";
    static final String VINA = "vinaphone";
    static final String MOBI = "mobifone";

    private static final Map<String, String> PLMNS = Map.of(VIETTEL, "45204", VINA, "45202", MOBI, "45201");

    final Engine engine = new Engine(SampleRules.DEFAULT);
    final List<Event> events = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Owed> owed = new ArrayList<>();
    private final List<Area> areas = new ArrayList<>();
    private final List<Village> villages = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    /** By village, then by operator: the cell that serves it. */
    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    /** Village and operator without a good sample now. */
    private final Set<String> out = new HashSet<>();

    private final Set<String> silent = new HashSet<>();
    private final Map<String, PowerSource> power = new HashMap<>();
    int minute;

    MobileWorld() {
        areas.add(new Area("06", null, "province", "Tỉnh Thử", null, Validity.OPEN));
    }

    void commune(String code) {
        areas.add(new Area(code, "06", "commune", "Xã " + code, null, Validity.OPEN));
    }

    /** One more row of an area, valid from then on or until then. */
    void area(Area area) {
        areas.add(area);
    }

    void village(Village village) {
        villages.add(village);
        cells.putIfAbsent(village.id(), new LinkedHashMap<>());
    }

    static Village row(String id, String commune, Validity valid) {
        return new Village(id, id, "bản", commune, new Place(22, 105), new Households(40, null, null), null, valid);
    }

    /** @param served {@code operator:cell}; a cell may be empty */
    void village(String id, String commune, String... served) {
        village(row(id, commune, Validity.OPEN));
        for (String each : served) {
            String[] parts = each.split(":", -1);
            serve(id, parts[0], parts[1]);
        }
    }

    void serve(String village, String operator, String cell) {
        Objects.requireNonNull(cells.get(village)).put(operator, cell);
    }

    void site(String id, @Nullable String operator, String... cellsThere) {
        sites.add(new Site(id, operator, Arrays.asList(cellsThere), List.of(), null));
    }

    void begin() {
        step(new Event.RegistryChanged(T0 - MINUTE, change()));
    }

    RegistryChange change() {
        List<MeasurementPoint> points = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        cells.forEach((village, served) -> {
            points.add(new MeasurementPoint(village + "-c", village, PointKind.CENTRE, new Place(22, 105), 40));
            devices.add(new Device(
                    "p-" + village,
                    DeviceKind.PROBE,
                    village,
                    village + "-c",
                    List.copyOf(served.keySet()),
                    MINUTE,
                    PowerSource.MAINS,
                    Line.NONE,
                    0,
                    Validity.OPEN));
        });
        List<Operator> operators = List.of(
                new Operator(VIETTEL, "Viettel", List.of("45204")),
                new Operator(VINA, "VinaPhone", List.of("45202")),
                new Operator(MOBI, "MobiFone", List.of("45201")));
        return new RegistryChange(
                new RegistryChange.Tree(areas, villages, points), operators, devices, List.of(), sites);
    }

    void fail(String operator, String... where) {
        for (String village : where) {
            out.add(village + ' ' + operator);
        }
    }

    void mend(String operator, String... where) {
        for (String village : where) {
            out.remove(village + ' ' + operator);
        }
    }

    void silence(String... where) {
        silent.addAll(List.of(where));
    }

    void speak(String... where) {
        List.of(where).forEach(silent::remove);
    }

    void onBattery(String... where) {
        for (String village : where) {
            power.put(village, PowerSource.BATTERY);
        }
    }

    /** So many minutes: every probe that is not silent says how it is, then time goes by. */
    void run(int minutes) {
        for (int i = 0; i < minutes; i++, minute++) {
            long at = T0 + minute * MINUTE;
            List<Reading> said = new ArrayList<>();
            cells.forEach((village, served) -> {
                if (!silent.contains(village)) {
                    said.add(new Reading("p-" + village, "p-" + village, at, at, -1, saying(village, served)));
                }
            });
            step(new Event.Readings(at, said));
            step(new Event.Tick(at));
        }
    }

    private Mobile saying(String village, Map<String, String> served) {
        List<Radio> radio = new ArrayList<>();
        served.forEach((operator, cell) -> {
            boolean isOut = out.contains(village + ' ' + operator);
            Levels levels = new Levels(isOut ? -125 : -90, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
            // Who lost its station finds a weak cell far away.
            String heard = isOut ? "99999999" : cell;
            radio.add(new Radio(
                    Objects.requireNonNull(PLMNS.get(operator)),
                    null,
                    Rat.LTE,
                    Registration.HOME,
                    levels,
                    Levels.ABSENT,
                    -1,
                    -1,
                    heard.isEmpty() ? null : heard));
        });
        return new Mobile(radio, null, power.getOrDefault(village, PowerSource.MAINS));
    }

    void step(Event event) {
        events.add(event);
        Effects made = engine.step(event);
        incidents.addAll(made.incidents());
        owed.addAll(made.owed());
    }

    /** Step, id and minute of every notice. */
    List<String> told() {
        return owed.stream()
                .map(it -> it.step().word() + " " + it.incident().id() + " "
                        + Province.minute(it.incident().at()))
                .toList();
    }

    List<String> ids() {
        return incidents.stream().map(Incident::id).distinct().toList();
    }

    Incident newest(String id) {
        return incidents.stream()
                .filter(it -> it.id().equals(id))
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError("no incident " + id + " among " + ids()));
    }
}
