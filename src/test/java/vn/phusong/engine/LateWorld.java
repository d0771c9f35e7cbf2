package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** A small random world: what one or two probes measured at one centre over some hours, and an order in which it arrives. By seed, small so that things collide. */
final class LateWorld {
    static final long MINUTE = Province.MINUTE;
    static final int MINUTES = 480;
    /** After the last reading everything is silent, until all is settled. */
    static final int END = MINUTES + 300;

    private static final String[] PLMNS = {"45204", "45202"};

    /** One reading and when it comes. */
    record Arrival(long at, Reading reading) {}

    private final SplittableRandom random;
    private final int probes;
    private final List<Reading> measured = new ArrayList<>();

    LateWorld(long seed) {
        random = new SplittableRandom(seed);
        probes = 1 + random.nextInt(2);
        for (int probe = 0; probe < probes; probe++) {
            measure(probe);
        }
    }

    Province province() {
        Province province = new Province().village("v1", 10);
        for (int probe = 0; probe < probes; probe++) {
            province.probe("p" + probe, "v1", MINUTE, "viettel", "vinaphone");
        }
        return province.begin();
    }

    private void measure(int probe) {
        int mood = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            if (random.nextInt(40) == 0) {
                mood = random.nextInt(5);
            }
            if (mood == 4 || random.nextInt(30) == 0) {
                continue;
            }
            long at = Province.T0 + minute * MINUTE + probe * 20_000L + random.nextInt(3) * 1000L;
            measured.add(new Reading("p" + probe, "p" + probe, at, at, -1, content(mood)));
        }
    }

    private Mobile content(int mood) {
        List<Radio> radio = new ArrayList<>();
        for (String plmn : PLMNS) {
            radio.add(radio(plmn, random.nextInt(8) == 0 ? random.nextInt(4) : mood));
        }
        ActiveTest test =
                random.nextInt(25) != 0 ? null : new ActiveTest(PLMNS[0], random.nextInt(2) * 1e7, 5e6, 0.04, 0);
        return new Mobile(radio, test, null);
    }

    private Radio radio(String plmn, int mood) {
        float rsrp =
                switch (mood) {
                    case 0 -> -90;
                    case 1 -> -111.5f;
                    default -> -120;
                };
        boolean isAway = mood == 2 && random.nextBoolean();
        Registration registration =
                isAway ? Registration.SEARCHING : random.nextInt(40) == 0 ? Registration.DENIED : Registration.HOME;
        float sinr = random.nextInt(20) == 0 ? -9 : 5;
        Levels levels = new Levels(rsrp, -10, sinr, Float.NaN, Float.NaN, Float.NaN);
        return new Radio(plmn, null, Rat.LTE, registration, levels, Levels.ABSENT, -1, -1, null);
    }

    /** Each as it is measured. */
    List<Arrival> inTime() {
        return sorted(measured.stream()
                .map(reading -> new Arrival(reading.at(), reading))
                .toList());
    }

    /** Some at once, some within the minutes that are live, some blocks hours later, some of all twice. */
    List<Arrival> anyOrder() {
        List<Arrival> arrivals = new ArrayList<>();
        long heldUntil = 0;
        for (Reading reading : measured) {
            if (random.nextInt(60) == 0) {
                heldUntil = reading.at() + random.nextInt(90) * MINUTE;
            }
            long at = reading.at()
                    + switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(240) * 1000L;
                        case 1 -> random.nextInt(3) == 0 ? random.nextInt(120) * MINUTE : 0;
                        default -> random.nextInt(5) * 100L;
                    };
            arrivals.add(received(reading, Math.max(at, heldUntil)));
            if (random.nextInt(10) == 0) {
                arrivals.add(received(reading, Math.max(at, heldUntil) + random.nextInt(100) * MINUTE));
            }
        }
        return sorted(arrivals);
    }

    /** Nothing while it is measured; then all of it at once. */
    List<Arrival> atOnce() {
        return measured.stream()
                .map(reading -> received(reading, Province.T0 + (MINUTES + 20) * MINUTE))
                .toList();
    }

    /** Nothing while it is measured; then blocks of it, the younger ones often first, with time between to judge what is there. */
    List<Arrival> inBlocks() {
        List<List<Reading>> blocks = new ArrayList<>();
        long until = Long.MIN_VALUE;
        for (Reading reading : measured) {
            boolean isBack = !blocks.isEmpty()
                    && reading.at() < blocks.get(blocks.size() - 1).get(0).at();
            if (reading.at() >= until || isBack) {
                blocks.add(new ArrayList<>());
                until = reading.at() + (20 + random.nextInt(120)) * MINUTE;
            }
            blocks.get(blocks.size() - 1).add(reading);
        }
        List<Arrival> arrivals = new ArrayList<>();
        long at = Province.T0 + (MINUTES + 20) * MINUTE;
        while (!blocks.isEmpty()) {
            for (Reading reading : blocks.remove(random.nextInt(blocks.size()))) {
                arrivals.add(received(reading, at));
            }
            at += random.nextInt(25) * MINUTE;
        }
        return sorted(arrivals);
    }

    private static Arrival received(Reading reading, long at) {
        return new Arrival(
                at, new Reading(reading.device(), reading.reporter(), reading.claimedAt(), at, -1, reading.content()));
    }

    private static List<Arrival> sorted(List<Arrival> arrivals) {
        return arrivals.stream().sorted(Comparator.comparingLong(Arrival::at)).toList();
    }

    /** The events of it: what came before each tick, then the tick. */
    static List<Event> events(List<Arrival> arrivals) {
        List<Event> events = new ArrayList<>();
        int next = 0;
        for (int minute = 0; minute < END; minute++) {
            long tick = Province.T0 + minute * MINUTE;
            while (next < arrivals.size() && arrivals.get(next).at() <= tick) {
                Arrival arrival = arrivals.get(next++);
                events.add(new Event.Readings(arrival.at(), List.of(arrival.reading())));
            }
            events.add(new Event.Tick(tick));
        }
        return events;
    }
}
