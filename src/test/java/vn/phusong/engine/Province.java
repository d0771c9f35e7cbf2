package vn.phusong.engine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.SampleRules;
import vn.phusong.incident.Owed;
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
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
import vn.phusong.village.PonClass;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Target;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** A small province for tests: villages with a centre, probes with SIMs, lines behind a collector; minutes count from {@link #T0}. */
final class Province {
    static final long MINUTE = 60_000;
    /** 2026-01-01 00:00 at +07:00. */
    static final long T0 = 1_767_200_400_000L;

    static final List<Operator> OPERATORS = List.of(
            new Operator("viettel", "Viettel", List.of("45204", "45206")),
            new Operator("vinaphone", "VinaPhone", List.of("45202")));

    final Engine engine = new Engine(SampleRules.DEFAULT);
    final List<Effects> effects = new ArrayList<>();
    private final List<Village> villages = new ArrayList<>();
    private final List<MeasurementPoint> points = new ArrayList<>();
    private final List<Device> devices = new ArrayList<>();

    @CanIgnoreReturnValue
    Province village(String id, int households) {
        villages.add(new Village(
                id,
                "Bản " + id,
                "bản",
                "01864",
                new Place(22.1, 105.8),
                new Households(households, null, null),
                null,
                Validity.OPEN));
        points.add(new MeasurementPoint(id + "-c", id, PointKind.CENTRE, new Place(22.1, 105.8), households));
        return this;
    }

    @CanIgnoreReturnValue
    Province probe(String id, String village, long intervalMs, String... operators) {
        return probeAt(id, village, village + "-c", intervalMs, operators);
    }

    Province cluster(String village) {
        points.add(new MeasurementPoint(village + "-k", village, PointKind.CLUSTER, new Place(22.1, 105.8), 5));
        return this;
    }

    @CanIgnoreReturnValue
    Province probeAt(String id, String village, String point, long intervalMs, String... operators) {
        devices.add(new Device(
                id,
                DeviceKind.PROBE,
                village,
                point,
                List.of(operators),
                intervalMs,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN));
        return this;
    }

    @CanIgnoreReturnValue
    Province line(String id, String village, String household) {
        return line(id, village, household, "olt-1/0/1");
    }

    @CanIgnoreReturnValue
    Province line(String id, String village, String household, String pon) {
        devices.add(new Device(
                id,
                DeviceKind.ONT,
                village,
                null,
                List.of(),
                15 * MINUTE,
                PowerSource.MAINS,
                new Line(household, pon, "olt-1", PonClass.B_PLUS),
                0,
                Validity.OPEN));
        return this;
    }

    @CanIgnoreReturnValue
    Province begin() {
        step(new Event.RegistryChanged(T0 - MINUTE, change()));
        return this;
    }

    RegistryChange change() {
        return new RegistryChange(
                new RegistryChange.Tree(
                        List.of(new Area("01864", null, "commune", "Xã Bằng Thành", null, Validity.OPEN)),
                        villages,
                        points),
                OPERATORS,
                devices,
                List.of(
                        new Target("mobile", 10_000, Validity.OPEN, "test"),
                        new Target("fibre", 7_000, Validity.OPEN, "test")),
                List.of());
    }

    @CanIgnoreReturnValue
    Effects step(Event event) {
        Effects made = engine.step(event);
        effects.add(made);
        return made;
    }

    @CanIgnoreReturnValue
    Effects tick(int minute) {
        return step(new Event.Tick(T0 + minute * MINUTE));
    }

    @CanIgnoreReturnValue
    Outcome say(String device, int minute, Content content) {
        return say(device, minute, minute, content);
    }

    @CanIgnoreReturnValue
    Outcome say(String device, int minute, int receivedMinute, Content content) {
        return step(event(device, minute, receivedMinute, content)).outcomes().get(0);
    }

    /** One reading, received the minute it was taken. */
    static Event event(String device, int minute, Content content) {
        return event(device, minute, minute, content);
    }

    private static Event event(String device, int minute, int receivedMinute, Content content) {
        long received = T0 + receivedMinute * MINUTE;
        Reading reading = new Reading(device, device, T0 + minute * MINUTE, received, -1, content);
        return new Event.Readings(received, List.of(reading));
    }

    /** A word of the OLT about a line, that many milliseconds after a minute, received a second later. */
    @CanIgnoreReturnValue
    Outcome told(String device, int minute, long ms, EventKind kind) {
        long at = T0 + minute * MINUTE + ms;
        Reading reading = new Reading(device, "olt-1", at, at + 1000, -1, event(kind));
        return step(new Event.Readings(at + 1000, List.of(reading))).outcomes().get(0);
    }

    static Mobile good(String... plmns) {
        return mobile(-90, plmns);
    }

    static Mobile bad(String... plmns) {
        return mobile(-120, plmns);
    }

    static Mobile mobile(float rsrpDbm, String... plmns) {
        List<Radio> radio = new ArrayList<>();
        for (String plmn : plmns) {
            Levels levels = new Levels(rsrpDbm, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
            radio.add(new Radio(plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, null));
        }
        return new Mobile(radio, null, null);
    }

    static Fibre light() {
        return new Fibre(-21, 2, OnuState.O5, false);
    }

    static DeviceEvent event(EventKind kind) {
        return new DeviceEvent(kind, kind.word());
    }

    /** Feeds one vector to one probe, a sample (1 good, 0 bad, - none) a minute, each before its tick. */
    @CanIgnoreReturnValue
    int vector(String device, String plmn, int fromMinute, String vector) {
        int minute = fromMinute;
        for (String run : vector.trim().split("\\s+", -1)) {
            String[] parts = run.split("\\*", -1);
            for (int i = parts.length > 1 ? Integer.parseInt(parts[1]) : 1; i > 0; i--, minute++) {
                if (!parts[0].equals("-")) {
                    Outcome taken = say(device, minute, parts[0].equals("1") ? good(plmn) : bad(plmn));
                    if (taken != Outcome.COMMITTED) {
                        throw new AssertionError("minute " + minute + " was " + taken);
                    }
                }
                tick(minute);
            }
        }
        return minute;
    }

    /** What was owed to the outside: step, minute it fell due, minute the outage began. */
    List<String> owed() {
        List<String> lines = new ArrayList<>();
        for (Effects made : effects) {
            for (Owed owed : made.owed()) {
                lines.add(owed.step().word() + " " + minute(owed.incident().at()) + " "
                        + minute(owed.incident().span().start()) + " "
                        + owed.incident().severity().word());
            }
        }
        return lines;
    }

    static long minute(long at) {
        return (at - T0) / MINUTE;
    }
}
