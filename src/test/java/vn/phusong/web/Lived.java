package vn.phusong.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.journal.Commit;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** The small province as a real fold lives it, minute by minute, into the journal that the web shows. */
final class Lived {
    private static final long MINUTE = 60_000;
    private static final List<String> VILLAGES = List.of("v-co", "v-dark", "v-weak");

    final Engine engine = new Engine(SampleRules.DEFAULT);
    private final Served web;
    private final Set<String> out = new HashSet<>();
    private long at;

    /** From an hour and a half before the clock of the web on: all are served for an hour, then that village is not. */
    Lived(Served web, String dark) throws Exception {
        this.web = web;
        at = SmallProvince.T0 - 100 * MINUTE;
        List<Commit.Step> steps = new ArrayList<>();
        step(steps, new Event.RegistryChanged(at, SmallProvince.registry().asChange()));
        keep(steps);
        run(60);
        out.add(dark);
        run(40);
        web.book.engine = engine;
        web.book.stepped = this::show;
    }

    void fails(String village) {
        out.add(village);
    }

    void mends(String village) {
        out.remove(village);
    }

    void run(int minutes) throws Exception {
        List<Commit.Step> steps = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            at += MINUTE;
            List<Reading> said = new ArrayList<>();
            VILLAGES.forEach(village -> said.add(reading(village)));
            step(steps, new Event.Readings(at, said));
            step(steps, new Event.Tick(at));
        }
        keep(steps);
        show();
    }

    private void step(List<Commit.Step> steps, Event event) {
        Effects made = engine.step(event);
        steps.add(new Commit.Step(event, made));
    }

    private void keep(List<Commit.Step> steps) throws Exception {
        synchronized (web.book) {
            long position = web.journal.commit(
                    new Commit(steps, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
            assert position > 0;
        }
    }

    private void show() {
        web.scene.set(new Scene(
                engine.picture(web.journal.position()), engine.registry(), engine.rules(), engine.openIncidents()));
    }

    private Reading reading(String village) {
        String device = "probe-" + village.substring(2);
        float rsrp = out.contains(village) ? -125 : -90;
        Levels levels = new Levels(rsrp, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        List<Radio> radio = new ArrayList<>();
        for (String plmn : List.of("45204", "45202")) {
            radio.add(new Radio(
                    plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, village.hashCode() + ""));
        }
        return new Reading(device, device, at, at, -1, new Mobile(radio, null, PowerSource.MAINS));
    }
}
