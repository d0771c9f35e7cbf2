package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Registry;

final class WorldTest {
    private static final long START = Instant.parse("2026-03-01T01:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long SEED = 42;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path generated;

    @SuppressWarnings("NullAway.Init")
    private static Registry registry;

    @BeforeAll
    static void add_lines() {
        int lines = OntRegistry.write(SampleRegistry.read(), START, SEED, generated);
        assertTrue(lines > 55_000 && lines < 61_000, "lines " + lines);
        registry = SampleRegistry.readWithLines(generated);
    }

    @Test
    void the_same_seed_says_the_same_bytes_whatever_the_steps() {
        Registry small = SampleRegistry.read();
        Heard one = hear(new World(small, SEED, START), 30, 7_000);
        Heard two = hear(new World(small, SEED, START), 30, 61_234);
        assertArrayEquals(byLink(one), byLink(two));
        assertFalse(Arrays.equals(byLink(one), byLink(hear(new World(small, SEED + 1, START), 30, 7_000))));
    }

    @Test
    void a_fallen_shared_mast_takes_every_operator_of_its_villages_and_of_no_other() {
        World world = new World(registry, SEED, START);
        Fault mast = first(world.decided(), FaultKind.MAST);
        assertTrue(mast.villages().size() >= 2 && mast.villages().size() <= 5, "villages " + mast.villages());
        long during = mast.from() + 5 * MINUTE;
        assertTrue(world.faults().holds(FaultKind.MAST, mast.target(), during));
        for (Probe probe : world.province().probes()) {
            String village = world.province().villages().get(probe.village()).id();
            long down = probe.slots().stream()
                    .filter(slot -> slot.station().mast() == mast.target())
                    .filter(slot -> world.faults().isDown(slot.station(), during))
                    .count();
            assertTrue(down == 0 || down == probe.slots().size(), "all operators or none: " + probe.id());
            assertTrue(!probe.isCentre() || (down > 0) == mast.villages().contains(village), village);
        }
    }

    @Test
    void probes_under_a_fallen_mast_still_report_that_they_search() {
        World world = new World(registry, SEED, START);
        Fault mast = first(world.decided(), FaultKind.MAST);
        Probe probe = centreOf(world, mast.villages().get(0));
        Heard heard = between(world, mast.from() + MINUTE, mast.from() + 10 * MINUTE);
        List<JsonNode> readings = of(heard, probe.link());
        assertTrue(readings.size() >= 8, "readings " + readings.size());
        for (JsonNode reading : readings) {
            for (JsonNode radio : reading.path("radio")) {
                assertTrue(
                        Set.of("searching", "none").contains(radio.path("reg").asText()), radio.toString());
                assertTrue(radio.path("rsrp").isMissingNode());
            }
        }
    }

    @Test
    void a_power_cut_is_told_by_dying_gasps_of_most_lines_and_by_probes_on_battery() {
        World world = new World(registry, SEED, START);
        Fault cut = first(world.decided(), FaultKind.POWER);
        Heard heard = between(world, cut.from() - MINUTE, cut.from() + 5 * MINUTE);
        Set<String> lines = linesOf(world, cut);
        int[] gasps = {0};
        heard.each(Topic.EVENT, event -> {
            if (lines.contains(event.path("dev").asText())
                    && event.path("event").asText().equals("dying_gasp")) {
                gasps[0]++;
            }
        });
        assertTrue(gasps[0] >= 0.6 * lines.size() && gasps[0] <= 0.95 * lines.size(), gasps[0] + "/" + lines.size());
        Probe probe = centreOf(world, cut.villages().get(0));
        List<JsonNode> after = of(between(world, cut.from() + 5 * MINUTE, cut.from() + 15 * MINUTE), probe.link());
        switch (probe.power()) {
            case MAINS -> assertTrue(after.isEmpty());
            case BATTERY ->
                after.forEach(r -> assertEquals("battery", r.path("power").asText()));
            case SOLAR ->
                after.forEach(r -> assertEquals("solar", r.path("power").asText()));
        }
    }

    @Test
    void a_cut_pon_loses_all_its_lines_within_seconds_and_says_los() {
        World world = new World(registry, SEED, START);
        Fault cut = first(world.decided(), FaultKind.PON);
        Set<String> lines = new HashSet<>();
        for (int line : world.province().lines().onPon(cut.target())) {
            lines.add(world.province().lines().id(line));
        }
        List<Instant> los = new ArrayList<>();
        between(world, cut.from() - MINUTE, cut.from() + 5 * MINUTE).each(Topic.EVENT, event -> {
            if (lines.contains(event.path("dev").asText())) {
                assertEquals("los", event.path("event").asText());
                los.add(java.time.OffsetDateTime.parse(event.path("t").asText()).toInstant());
            }
        });
        assertTrue(los.size() >= 0.95 * lines.size(), los.size() + " of " + lines.size());
        assertTrue(los.stream().allMatch(t -> t.toEpochMilli() < cut.from() + 6_000));
    }

    @Test
    void levels_follow_the_quantiles_of_the_real_tests_and_stay_plausible() {
        World world = new World(registry, SEED, START);
        List<Double> levels = new ArrayList<>();
        Heard heard = hear(world, 15, 5_000);
        for (Heard.Said said : heard.said) {
            if (said.link() < world.province().probes().size() && said.topic() == Topic.TELEMETRY && isJson(said)) {
                for (JsonNode radio : said.json().path("radio")) {
                    if (radio.path("rsrp").isNumber()
                            && Math.abs(radio.path("rsrp").asDouble()) < 1000) {
                        double rsrp = radio.path("rsrp").asDouble();
                        levels.add(rsrp);
                        assertTrue(rsrp >= -140 && rsrp <= -44, "rsrp " + rsrp);
                        assertBetween(-20, -3, radio.path("rsrq"));
                        assertBetween(-10, 40, radio.path("sinr"));
                    }
                }
            }
        }
        double[] sorted =
                levels.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Traces traces = Traces.shipped();
        // Slots that measured worse than the threshold have no level at all, so the lowest quantiles are cut off on
        // purpose.
        for (double share : new double[] {0.25, 0.5, 0.75, 0.9}) {
            assertEquals(traces.rsrpDbm(share), sorted[(int) (share * (sorted.length - 1))], 4, "quantile " + share);
        }
    }

    @Test
    void most_villages_are_healthy_and_a_few_never_are() {
        World world = new World(registry, SEED, START);
        Map<FaultKind, Integer> standing = new HashMap<>();
        world.decided().forEach(f -> standing.merge(f.kind(), 1, Integer::sum));
        assertTrue(between(8, 20, standing.getOrDefault(FaultKind.WHITE_SPOT, 0)), standing.toString());
        assertTrue(between(25, 45, standing.getOrDefault(FaultKind.WEAK, 0)), standing.toString());
    }

    @Test
    void the_programme_brings_every_kind_of_fault_within_two_hours() {
        World world = new World(registry, SEED, START);
        Set<FaultKind> kinds = new HashSet<>();
        for (Fault fault : world.decided()) {
            kinds.add(fault.kind());
            assertTrue(fault.from() < START + 120 * MINUTE);
            if (fault.kind() == FaultKind.MAST) {
                assertTrue(between(19, 31, (fault.from() - START) / MINUTE));
                assertTrue(between(60, 91, (fault.to() - fault.from()) / MINUTE));
            }
        }
        assertEquals(
                Arrays.stream(FaultKind.values()).filter(FaultKind::isUsual).collect(Collectors.toSet()), kinds);
    }

    @Test
    void faults_go_on_for_ever_and_one_thing_has_one_fault_at_a_time() {
        Province province = new Province(SampleRegistry.read(), START, SEED, Traces.shipped());
        Faults faults = new Faults(province);
        FaultPlan plan = new FaultPlan(province, SEED, START, Mix.USUAL);
        List<Fault> all = new ArrayList<>(plan.opening(faults));
        for (int hour = 1; hour <= 72; hour++) {
            all.addAll(plan.hour(hour, faults));
        }
        Map<String, Long> busyUntil = new HashMap<>();
        for (Fault fault : all) {
            Long before = busyUntil.put(fault.kind() + fault.place(), fault.to());
            assertTrue(before == null || before < fault.from(), fault.toString());
        }
        assertTrue(all.stream().filter(f -> f.kind() == FaultKind.MAST).count() > 10);
        assertTrue(all.size() < 72 * 10);
    }

    @Test
    void the_truth_names_each_fault_with_place_time_and_cause() {
        for (Fault fault : new World(registry, SEED, START).decided()) {
            String line = TruthLog.line(fault);
            assertTrue(line.contains("\"kind\":\"" + fault.kind().word() + "\""), line);
            assertTrue(line.contains("\"place\":\"" + fault.place() + "\""), line);
            assertTrue(line.contains(fault.to() == Long.MAX_VALUE ? "\"to\":null" : "\"to\":\"2026-"), line);
            assertTrue(line.contains("\"cause\":\"" + fault.kind().cause() + "\""), line);
        }
    }

    @Test
    void arrays_of_a_collector_are_within_the_limit_and_name_their_devices() {
        World world = new World(registry, SEED, START);
        Heard heard = hear(world, 16, 10_000);
        Set<String> devices = new HashSet<>();
        for (Heard.Said said : heard.said) {
            if (said.payload().length > 0 && said.payload()[0] == '[') {
                assertTrue(said.payload().length <= 256 * 1024);
                JsonNode array = said.json();
                assertEquals(said.readings(), array.size());
                assertTrue(array.size() <= 500);
                array.forEach(r -> devices.add(r.path("dev").asText()));
            }
        }
        long collected = registry.devices().stream()
                .filter(d -> d.kind() == DeviceKind.ONT && d.line().collector() != null)
                .count();
        assertTrue(devices.size() > 0.97 * collected, devices.size() + " of " + collected);
    }

    @Test
    void a_device_without_a_way_to_us_goes_on_measuring() {
        World world = new World(registry, SEED, START);
        Fault offline = first(world.decided(), FaultKind.OFFLINE);
        Heard heard = between(world, offline.from() - MINUTE, offline.to() + 2 * MINUTE);
        assertTrue(heard.reaches.contains(offline.target() + " away"));
        assertTrue(heard.reaches.contains(offline.target() + " back"));
        long told =
                heard.said.stream().filter(s -> s.link() == offline.target()).count();
        assertTrue(told >= (offline.to() - offline.from()) / MINUTE, "told " + told);
    }

    @Test
    void evenings_are_busier_than_mornings() {
        long evening = Instant.parse("2026-03-01T13:00:00Z").toEpochMilli();
        long night = Instant.parse("2026-03-01T20:00:00Z").toEpochMilli();
        assertTrue(ProbeVoice.eveningLoad(evening) > ProbeVoice.eveningLoad(night) + 0.5);
    }

    @Test
    void a_healthy_place_never_falls_below_the_threshold_by_itself() {
        World world = new World(SampleRegistry.read(), SEED, START);
        ProbeVoice voice = new ProbeVoice(Traces.shipped(), world.faults());
        for (Probe probe : world.province().probes()) {
            for (Slot slot : probe.slots()) {
                for (int minute = 0; slot.strength() == Strength.SOLID && minute < 24 * 60; minute += 7) {
                    double rsrp = voice.rsrpDbm(slot, START + minute * MINUTE);
                    assertTrue(rsrp >= -110, () -> probe.id() + " " + slot.operator() + " " + rsrp);
                }
            }
        }
    }

    @Test
    void some_households_switch_off_at_night_and_on_again() {
        World world = new World(registry, SEED, START);
        Lines lines = world.province().lines();
        LineVoice voice = new LineVoice(lines, world.faults());
        long midnight = Instant.parse("2026-03-02T19:00:00Z").toEpochMilli();
        long noon = Instant.parse("2026-03-02T05:00:00Z").toEpochMilli();
        int off = 0;
        for (int line = 0; line < 5000; line++) {
            off += voice.state(line, midnight) == LineVoice.State.NIGHT ? 1 : 0;
            assertNotEquals(LineVoice.State.NIGHT, voice.state(line, noon));
        }
        assertTrue(between(400, 800, off), "off " + off);
    }

    @Test
    void generated_lines_stay_on_pons_of_64_and_do_not_repeat_what_is_there() {
        Map<String, Integer> pons = new TreeMap<>();
        int own = 0;
        Set<String> villages = new HashSet<>();
        registry.villages().forEach(v -> villages.add(v.id()));
        for (var ont : SampleRegistry.devices(generated)) {
            assertTrue(villages.contains(ont.village()));
            pons.merge(String.valueOf(ont.line().pon()), 1, Integer::sum);
            own += ont.line().collector() == null ? 1 : 0;
            assertEquals(PowerSource.MAINS, ont.power());
        }
        assertTrue(pons.values().stream().allMatch(n -> n <= 64));
        assertTrue(own >= 100 && own <= 200, "own " + own);
    }

    private static Heard hear(World world, int minutes, long stepMs) {
        Heard heard = new Heard();
        for (long now = START; now < START + minutes * MINUTE; now += stepMs) {
            world.advance(Math.min(now + stepMs, START + minutes * MINUTE), heard);
        }
        return heard;
    }

    private static Heard between(World world, long from, long to) {
        world.skipTo(from);
        Heard heard = new Heard();
        world.advance(to, heard);
        return heard;
    }

    private static byte[] byLink(Heard heard) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        heard.said.stream()
                .sorted(java.util.Comparator.comparingInt(Heard.Said::link))
                .forEach(s -> all.writeBytes(s.payload()));
        return all.toByteArray();
    }

    private static List<JsonNode> of(Heard heard, int link) {
        return heard.said.stream()
                .filter(s -> s.link() == link && s.topic() == Topic.TELEMETRY)
                .map(Heard.Said::json)
                .toList();
    }

    private static Set<String> linesOf(World world, Fault cut) {
        Set<String> ids = new HashSet<>();
        Lines lines = world.province().lines();
        for (int line = 0; line < lines.count(); line++) {
            if (lines.village(line) == cut.target()) {
                ids.add(lines.id(line));
            }
        }
        return ids;
    }

    private static Probe centreOf(World world, String village) {
        return world.province().probes().stream()
                .filter(p -> p.isCentre()
                        && world.province().villages().get(p.village()).id().equals(village))
                .findFirst()
                .orElseThrow();
    }

    private static Fault first(List<Fault> faults, FaultKind kind) {
        return faults.stream().filter(f -> f.kind() == kind).findFirst().orElseThrow();
    }

    private static boolean isJson(Heard.Said said) {
        try {
            return said.json().isObject();
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    private static void assertBetween(double least, double most, JsonNode value) {
        assertTrue(value.asDouble() >= least && value.asDouble() <= most, "was " + value);
    }

    private static boolean between(long least, long most, long value) {
        return value >= least && value <= most;
    }
}
