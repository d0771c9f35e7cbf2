package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;

/** The faults that only whoever measures the verdict asks for: each is in what the devices say, and in the truth. */
class RareFaultsTest {
    private static final long START = Instant.parse("2026-03-01T01:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long SEED = 42;
    private static final int PROBES = 40;

    private final Registry registry = SampleRegistry.read();
    private final World world = new World(registry, SEED, START, 0, Mix.ALL);

    /** Breaks the first thing of a kind that may break, from {@code from} minutes after the start on. */
    private Fault broken(FaultKind kind, int from, int minutes) {
        Fault target = new Targets(world.province(), Mix.ALL).of(kind).get(0);
        return broken(target, from, minutes);
    }

    private Fault broken(Fault target, int from, int minutes) {
        long begins = START + from * MINUTE;
        Fault fault = new Fault(
                target.kind(),
                target.target(),
                target.place(),
                target.operator(),
                target.villages(),
                begins,
                begins + minutes * MINUTE);
        world.faults().take(fault);
        return fault;
    }

    private List<Heard.Said> said(int link, long from, long to) {
        world.skipTo(from);
        Heard heard = new Heard();
        world.advance(to, heard);
        return heard.said.stream().filter(one -> one.link() == link).toList();
    }

    private Probe probe(int link) {
        return world.province().probes().stream()
                .filter(one -> one.link() == link)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_usual_mix_has_none_of_them_and_the_whole_mix_has_each_within_days() {
        Map<FaultKind, Integer> all = faults(Mix.ALL, 240);
        Map<FaultKind, Integer> usual = faults(Mix.USUAL, 240);
        for (FaultKind kind : FaultKind.values()) {
            if (kind != FaultKind.ABSENCE) {
                assertEquals(kind.isUsual(), usual.containsKey(kind), kind.word());
            }
        }
        // The sample has its fibre lines from elsewhere.
        Set<FaultKind> missing = new HashSet<>(Set.of(FaultKind.values()));
        missing.removeAll(all.keySet());
        missing.removeAll(Set.of(FaultKind.ABSENCE, FaultKind.PON, FaultKind.DROP, FaultKind.POWER));
        assertEquals(Set.of(), missing);
    }

    private Map<FaultKind, Integer> faults(Mix mix, int hours) {
        Province province = new Province(registry, START, SEED, Traces.shipped());
        Faults faults = new Faults(province);
        FaultPlan plan = new FaultPlan(province, SEED, START, mix);
        List<Fault> decided = new ArrayList<>(plan.opening(faults));
        for (int hour = 1; hour <= hours; hour++) {
            decided.addAll(plan.hour(hour, faults));
        }
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        decided.forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
        return counts;
    }

    @Test
    void a_suspended_sim_is_refused_and_says_so_while_the_others_are_served() {
        Fault fault = broken(FaultKind.SIM, 130, 20);
        Probe probe = probe(fault.target());
        List<Heard.Said> heard = said(fault.target(), fault.from() - MINUTE, fault.to() + 2 * MINUTE);
        List<String> events = heard.stream()
                .filter(one -> one.topic() == Topic.EVENT)
                .map(one -> one.json().path("event").asText())
                .toList();
        assertEquals(List.of("sim_suspended", "online"), events);
        int denied = 0;
        for (Heard.Said one : heard) {
            for (JsonNode radio : one.json().path("radio")) {
                boolean isDenied = radio.path("reg").asText().equals("denied");
                denied += isDenied ? 1 : 0;
                assertTrue(!isDenied
                        || radio.path("plmn").asText().equals(plmn(probe, Objects.requireNonNull(fault.operator()))));
            }
        }
        assertTrue(denied >= 19 && denied <= 21, "denied " + denied);
    }

    private static String plmn(Probe probe, String operator) {
        return probe.slots().stream()
                .filter(slot -> slot.operator().equals(operator))
                .findFirst()
                .orElseThrow()
                .plmn();
    }

    @Test
    void a_clock_that_jumped_tells_other_times_and_the_right_one_afterwards() {
        Set<Long> off = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            Fault target =
                    new Targets(world.province(), Mix.ALL).of(FaultKind.CLOCK).get(i);
            Fault fault = broken(target, 130 + 30 * i, 20);
            for (Heard.Said one : said(fault.target(), fault.from() + MINUTE, fault.from() + 3 * MINUTE)) {
                off.add((time(one.json().path("t")) - one.at()) / MINUTE);
            }
            List<Heard.Said> after = said(fault.target(), fault.to() + MINUTE, fault.to() + 3 * MINUTE);
            long now = time(after.get(0).json().path("t"));
            assertTrue(Math.abs(after.get(0).at() - now) <= 1000, fault.place());
        }
        assertTrue(off.contains(420L), off.toString());
        assertTrue(off.stream().anyMatch(minutes -> minutes < -20_000_000), off.toString());
        assertTrue(off.contains(-25L), off.toString());
    }

    private static long time(JsonNode t) {
        if (t.isTextual()) {
            return OffsetDateTime.parse(t.asText()).toInstant().toEpochMilli();
        }
        return t.asLong() < 100_000_000_000L ? t.asLong() * 1000 : t.asLong();
    }

    @Test
    void a_fallen_sector_takes_one_operator_from_some_villages_of_its_station() {
        Fault fault = broken(FaultKind.SECTOR, 130, 60);
        long during = fault.from() + 5 * MINUTE;
        Set<String> without = new HashSet<>();
        Set<String> ofStation = new HashSet<>();
        for (Probe probe : world.province().probes()) {
            for (Slot slot : probe.slots()) {
                String village =
                        world.province().villages().get(probe.village()).id();
                if (probe.isCentre() && fault.place().startsWith(slot.station().id() + "/")) {
                    ofStation.add(village);
                }
                if (probe.isCentre() && isServedByIt(slot, during)) {
                    assertTrue(world.faults().isDown(slot, during));
                    assertEquals(fault.operator(), slot.operator());
                    without.add(village);
                }
            }
        }
        assertEquals(Set.copyOf(fault.villages()), without);
        assertTrue(ofStation.size() > without.size(), ofStation + " " + without);
    }

    private boolean isServedByIt(Slot slot, long during) {
        return Targets.isServed(slot) && world.faults().holds(FaultKind.SECTOR, slot.sector(), during);
    }

    @Test
    void a_fading_level_sinks_through_the_threshold_and_is_back_afterwards() {
        Fault fault = broken(FaultKind.FADE, 130, 240);
        ProbeVoice voice = new ProbeVoice(Traces.shipped(), world.faults());
        Slot slot = world.province().probes().stream()
                .flatMap(probe -> probe.slots().stream())
                .filter(one -> one.station().index() == fault.target() && one.strength() == Strength.SOLID)
                .findFirst()
                .orElseThrow();
        double first = voice.rsrpDbm(slot, fault.from() + MINUTE);
        assertTrue(first > -112, "first " + first);
        double half = voice.rsrpDbm(slot, fault.from() + 120 * MINUTE);
        double last = voice.rsrpDbm(slot, fault.to() - MINUTE);
        assertTrue(half < first - 25 && last < -113, first + " " + half + " " + last);
        assertTrue(voice.rsrpDbm(slot, fault.to() + MINUTE) > -112);
    }

    @Test
    void a_commune_hands_in_hours_at_once() {
        Fault fault = broken(FaultKind.FLOOD, 130, 180);
        world.skipTo(fault.from() - MINUTE);
        Heard heard = new Heard();
        world.advance(fault.to() + 2 * MINUTE, heard);
        long away = heard.reaches.stream().filter(one -> one.endsWith("away")).count();
        long back = heard.reaches.stream().filter(one -> one.endsWith("back")).count();
        assertTrue(
                away >= fault.villages().size() - 1,
                away + " of " + fault.villages().size());
        assertTrue(
                back >= fault.villages().size() - 1,
                back + " of " + fault.villages().size());
    }

    @Test
    void while_the_server_is_away_nothing_arrives_and_afterwards_all_of_it() {
        RegistryChange all = registry.asChange();
        Registry small = Registry.empty()
                .with(new RegistryChange(
                        all.tree(), all.operators(), all.devices().subList(0, PROBES), all.targets(), all.sites()));
        Rehearsal rehearsal = new Rehearsal(small, SEED, START, Rehearsal.Road.PERFECT, Mix.ALL);
        Truth absence = null;
        List<long[]> times = new ArrayList<>();
        for (long now = START; absence == null || now < absence.to() + 20 * MINUTE; now += MINUTE) {
            for (Truth truth : rehearsal.decided()) {
                if (truth.kind() == FaultKind.ABSENCE) {
                    assertTrue(truth.from() > now, "told before it begins");
                    absence = truth;
                }
            }
            if (absence == null) {
                rehearsal.advance(now, (device, at, payload) -> {});
            } else {
                rehearsal.advance(now, (device, at, payload) -> times.add(new long[] {at}));
            }
        }
        Truth away = absence;
        assertEquals(world.province().villages().size(), away.villages().size());
        assertFalse(times.stream().anyMatch(one -> away.holdsAt(one[0])));
        assertTrue(rehearsal.isAbsentAt(away.from()) && !rehearsal.isAbsentAt(away.to()));
        long minutes = (away.to() - away.from()) / MINUTE;
        long soon = times.stream()
                .filter(one -> one[0] >= away.to() && one[0] < away.to() + 3 * MINUTE)
                .count();
        assertTrue(soon > minutes * PROBES / 2, soon + " messages after " + minutes + " minutes");
    }
}
