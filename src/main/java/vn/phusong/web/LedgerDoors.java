package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DeviceWatch;
import vn.phusong.coverage.Ledger;
import vn.phusong.coverage.LightWatch;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.Numbering;
import vn.phusong.engine.DeviceLook;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Village;

/**
 * One device with all that is said of it, and what became of what devices sent, day by day. Read from the journal's snapshot, which is a few seconds old
 * and durable.
 */
final class LedgerDoors {
    private static final int DAYS = 7;

    private final Views views;
    private final Desk desk;

    LedgerDoors(Views views, Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    List<Door> doors() {
        return List.of(
                new Door("/api/v1/devices/{id}", Set.of(), this::device),
                new Door("/api/v1/villages/{id}/ledger", Set.of(), this::village));
    }

    private Future<Answer> device(Asked asked) {
        String id = asked.path("id");
        View view = views.live();
        Device device = view.scene().registry().device(id, view.asOf());
        if (device == null) {
            throw Problem.notFound("device", id);
        }
        if (device.kind() == DeviceKind.ONT) {
            asked.only(Role.OPERATOR);
            asked.saw(id);
        }
        return desk.ask(journal -> Optional.ofNullable(look(journal, device)))
                .map(look -> Answer.json(json(view, device, look.orElse(null))));
    }

    private Future<Answer> village(Asked asked) {
        String id = asked.path("id");
        View view = views.live();
        Village known = VillageDoors.known(view, id);
        String village = known.id();
        boolean isHidden = !asked.isByOperator() && Few.is(view.coverage(known).fibre());
        List<Device> devices = view.scene().registry().devices().stream()
                .filter(device ->
                        village.equals(device.village()) && device.valid().holdsAt(view.asOf()))
                .filter(device -> !isHidden || device.kind() != DeviceKind.ONT)
                .toList();
        return desk.ask(journal -> days(journal, devices))
                .map(days -> Answer.json(new JsonObject()
                        .put("asOf", Times.text(view.asOf()))
                        .put("id", id)
                        .put("days", json(days, Ledger.dayOf(view.asOf()), true))));
    }

    private static @Nullable DeviceLook look(JournalReader journal, Device device) throws JournalTrouble {
        byte[] row = journal.state(DeviceLook.ROW, device.id());
        return row == null ? null : DeviceLook.of(device.kind(), device.id(), row);
    }

    /** Days of all of them together, newest first. */
    private static List<Ledger.Day> days(JournalReader journal, List<Device> devices) throws JournalTrouble {
        Map<Integer, Ledger.Day> sums = new TreeMap<>(Comparator.reverseOrder());
        for (Device device : devices) {
            DeviceLook look = look(journal, device);
            Ledger ledger = look == null ? null : look.watch().days();
            if (ledger != null) {
                ledger.days().forEach(day -> sums.merge(day.day(), day, Ledger.Day::plus));
            }
        }
        return new ArrayList<>(sums.values());
    }

    private static JsonObject json(View view, Device device, @Nullable DeviceLook look) {
        JsonObject json = DeviceDoors.json(device, FlagJson.byDevice(view)).put("asOf", Times.text(view.asOf()));
        if (look == null) {
            return json.put("gaps", new JsonArray()).put("ledger", new JsonArray());
        }
        DeviceWatch watch = look.watch();
        Numbering numbering = watch.numbering();
        Ledger ledger = watch.days();
        return json.put("gaps", gaps(numbering))
                .put("restarts", numbering == null ? null : numbering.restarts())
                .put(
                        "ledger",
                        json(ledger == null ? List.of() : ledger.days(), Ledger.dayOf(view.asOf()), numbering != null))
                .put("light", light(device, look.line(), watch.lightWatch()));
    }

    private static JsonArray gaps(@Nullable Numbering numbering) {
        JsonArray gaps = new JsonArray();
        for (Numbering.Gap gap : numbering == null ? List.<Numbering.Gap>of() : numbering.gaps()) {
            gaps.add(new JsonObject()
                    .put("from", gap.from())
                    .put("to", gap.to())
                    .put("day", day(gap.day()))
                    .put("vi", "Không nhận được số đo " + range(gap, "từ ", " đến ") + ".")
                    .put("en", range(gap, "Readings ", "–") + " never came."));
        }
        return gaps;
    }

    private static String range(Numbering.Gap gap, String before, String between) {
        return before + gap.from() + (gap.from() == gap.to() ? "" : between + gap.to());
    }

    /** @param isNumbered without numbers nobody knows what was lost, and so how much was sent */
    private static JsonArray json(List<Ledger.Day> days, int today, boolean isNumbered) {
        JsonArray list = new JsonArray();
        for (Ledger.Day day : days) {
            if (day.day() > today - DAYS) {
                list.add(new JsonObject()
                        .put("day", day(day.day()))
                        .put("sent", isNumbered ? day.sent() : null)
                        .put("stored", day.stored())
                        .put("duplicate", day.duplicate())
                        .put("refused", day.refused())
                        .put("lost", isNumbered ? day.lost() : null));
            }
        }
        return list;
    }

    private static String day(int day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    private static @Nullable JsonObject light(Device device, @Nullable LineWatch line, @Nullable LightWatch week) {
        if (line == null) {
            return null;
        }
        return new JsonObject()
                .put("rx", number(line.rxDbm()))
                .put("level", line.opticalLevel(device.line().ponClass()).name().toLowerCase(java.util.Locale.ROOT))
                .put("day", number(week == null ? Float.NaN : week.dayDbm()))
                .put("week", number(week == null ? Float.NaN : week.weekDbm()));
    }

    private static @Nullable Double number(float dbm) {
        return Float.isNaN(dbm) ? null : Math.round(dbm * 100) / 100.0;
    }
}
