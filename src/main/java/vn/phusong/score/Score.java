package vn.phusong.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.simulate.Truth;
import vn.phusong.village.Registry;

/**
 * Listens to what came in and what was told, beside what was true, and keeps the tally. Takes its truth from the faults alone, and whether anybody could
 * have known from the readings as they arrived; never from a verdict. A fault must be told here before it begins. One thread.
 */
public final class Score {
    private static final String MOBILE = "mobile";
    private static final long REMEMBERED_MS = 3 * 3_600_000L;

    private final Places places = new Places();
    private final Sheet sheet;
    private final Alerts alerts;
    private long now;
    private long sweptAt;

    /** @param sheet takes the results; several scores may fill one, one after the other */
    public Score(Sheet sheet) {
        this.sheet = sheet;
        this.alerts = new Alerts(places, sheet);
    }

    /** Who is watched from {@code at} on. */
    public void registry(Registry registry, long at) {
        places.register(registry, at);
    }

    public void truths(List<Truth> truths) {
        for (Truth truth : truths) {
            for (String village : truth.villages()) {
                Places.Settlement settlement = places.settlement(village);
                if (settlement != null) {
                    settlement.truths.add(truth);
                    expect(truth, settlement);
                }
            }
        }
    }

    private void expect(Truth truth, Places.Settlement settlement) {
        switch (truth.kind().feel()) {
            case NO_SIGNAL, POOR_SERVICE, FADING ->
                settlement.centres.forEach((operator, centre) -> {
                    if (truth.operator() == null || truth.operator().equals(operator)) {
                        expect(truth, centre);
                    }
                });
            case NO_LIGHT -> expect(truth, settlement, settlement.linesByPon.getOrDefault(truth.place(), 0));
            case NO_POWER -> expect(truth, settlement, settlement.lines);
            case BLIND, ONE_LINE, AS_EVER -> {}
        }
    }

    private static void expect(Truth truth, Places.Centre centre) {
        for (MobileOutage known : centre.outages) {
            if (known.goesOn(truth.kind().feel(), truth.from(), truth.to())) {
                return;
            }
        }
        centre.outages.add(new MobileOutage(truth.kind().feel(), truth.from(), truth.to()));
    }

    private void expect(Truth truth, Places.Settlement settlement, int touched) {
        if (touched > 0) {
            settlement.fibre.add(new FibreOutage(truth, touched, settlement.lines));
        }
    }

    /** What came in with one event, and what it caused. */
    public void take(long at, List<Reading> readings, Effects effects) {
        now = Math.max(now, at);
        // What has begun is known to have before anything is told of it.
        if (now - sweptAt >= 60_000) {
            sweep(now);
        }
        sheet.readings += readings.size();
        readings.forEach(this::heard);
        effects.standings().forEach(this::standing);
        effects.incidents().forEach(alerts::take);
    }

    private void heard(Reading reading) {
        Places.Speaker speaker = places.speaker(reading.device());
        if (speaker == null) {
            return;
        }
        boolean isLive = reading.receivedAt() - reading.at() <= MobileOutage.BLIND_MS;
        if (reading.content() instanceof Mobile mobile) {
            for (Radio radio : mobile.radio()) {
                Places.Centre centre = speaker.byPlmn().get(radio.plmn());
                if (centre != null && saysSomething(radio)) {
                    sample(centre, reading.at(), isLive, isServed(radio));
                }
            }
        } else if (speaker.isLine() && reading.content() instanceof DeviceEvent event && isEnd(event)) {
            for (FibreOutage outage : speaker.settlement().fibre) {
                outage.word(reading.device(), speaker.pon(), reading.at(), isLive);
            }
        }
    }

    private static void sample(Places.Centre centre, long at, boolean isLive, boolean isServed) {
        centre.wasServed |= isServed;
        for (MobileOutage outage : centre.outages) {
            outage.sample(at, isLive, isServed);
        }
    }

    /** A SIM that is refused tells of its contract, not of the network. */
    private static boolean saysSomething(Radio radio) {
        return radio.registration() != Registration.DENIED && radio.registration() != Registration.UNKNOWN;
    }

    /** At home in a broadband network: the least a good sample needs, whatever the rules say of its level. */
    private static boolean isServed(Radio radio) {
        return radio.registration() == Registration.HOME && radio.rat() != Rat.GSM && radio.rat() != Rat.NONE;
    }

    private static boolean isEnd(DeviceEvent event) {
        return event.what() == EventKind.LOS
                || event.what() == EventKind.DYING_GASP
                || event.what() == EventKind.OFFLINE;
    }

    private void standing(StandingChange change) {
        String point = change.point();
        String operator = change.operator();
        if (point == null || operator == null || !change.indicator().equals(MOBILE)) {
            return;
        }
        Places.Centre centre = places.centre(point, operator);
        if (centre != null) {
            centre.standing = change.to();
            if (change.to() == Standing.UNCOVERED) {
                centre.outages.forEach(outage -> outage.toldUncovered(change.at(), now));
            }
        }
    }

    /** What lasts beyond the end is judged as if it ended there. */
    public void end(long at) {
        now = Math.max(now, at);
        sweep(Long.MAX_VALUE);
        alerts.end();
    }

    private void sweep(long until) {
        sweptAt = now;
        for (Places.Settlement settlement : places.settlements()) {
            settlement.fibre.forEach(outage -> outage.begin(now, !settlement.openFibre.isEmpty()));
            for (Places.Centre centre : settlement.centres.values()) {
                boolean isDown = centre.standing == Standing.UNCOVERED;
                centre.outages.forEach(outage -> outage.begin(now, centre.wasServed, isDown));
                take(centre.outages.iterator(), outage -> outage.isOverAt(until), o -> sheet.mobile(centre, o, now));
            }
            take(settlement.fibre.iterator(), outage -> outage.isOverAt(until), o -> sheet.fibre(settlement, o));
            settlement.truths.removeIf(truth -> truth.to() != Long.MAX_VALUE && truth.to() + REMEMBERED_MS < until);
        }
    }

    private interface Over<T> {
        boolean is(T outage);
    }

    private static <T> void take(Iterator<T> outages, Over<T> over, Consumer<T> into) {
        List<T> done = new ArrayList<>(0);
        while (outages.hasNext()) {
            T outage = outages.next();
            if (over.is(outage)) {
                outages.remove();
                done.add(outage);
            }
        }
        done.forEach(into);
    }
}
