package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Incident;

/** The laws of late data in many small random worlds; a seed that fails is in the message. */
class LateLawTest {
    private static final int WORLDS = 150;

    private static Province run(LateWorld world, List<LateWorld.Arrival> arrivals) {
        Province province = world.province();
        LateWorld.events(arrivals).forEach(province::step);
        return province;
    }

    private static List<String> known(Province province, String indicator, String operator) {
        return new Stood(province.effects, indicator, "v1-c", operator).known(0, LateWorld.MINUTES + 120);
    }

    @Test
    @Tag("long")
    void in_whatever_order_it_comes_what_is_known_in_the_end_is_what_is_known_when_all_came_in_time() {
        int revised = 0;
        int revised4g = 0;
        // The last five have a live sample of a span that was put right just before it came.
        for (int seed : IntStream.concat(IntStream.range(0, WORLDS), IntStream.of(1149, 1816, 1933, 3292, 4869))
                .toArray()) {
            LateWorld world = new LateWorld(seed);
            Province inTime = run(world, world.inTime());
            Province late = run(world, world.anyOrder());
            for (String operator : List.of("viettel", "vinaphone")) {
                for (String indicator : List.of("mobile", "mobile.4g+")) {
                    assertEquals(
                            known(inTime, indicator, operator),
                            known(late, indicator, operator),
                            "world " + seed + " of " + operator + ", " + indicator);
                }
            }
            revised4g += late.effects.stream().anyMatch(LateLawTest::isOf4gOnly) ? 1 : 0;
            revised += late.effects.stream().anyMatch(made -> !made.revisions().isEmpty()) ? 1 : 0;
        }
        assertTrue(revised > WORLDS / 2, "worlds with revisions: " + revised);
        assertTrue(revised4g > WORLDS / 5, "worlds in which mobile.4g+ was put right otherwise: " + revised4g);
    }

    private static boolean isOf4gOnly(Effects made) {
        return made.revisions().stream()
                .anyMatch(one -> one.indicator().equals("mobile.4g+")
                        && made.revisions().stream()
                                .noneMatch(other -> other.indicator().equals("mobile")
                                        && other.operator().equals(one.operator())
                                        && other.standings().equals(one.standings())));
    }

    @Test
    void when_all_came_in_time_nothing_is_put_right_and_the_past_tells_nobody() {
        for (int seed = 0; seed < WORLDS / 5; seed++) {
            LateWorld world = new LateWorld(seed);
            Province inTime = run(world, world.inTime());
            int number = seed;
            inTime.effects.forEach(made -> assertEquals(List.of(), made.revisions(), "world " + number));
        }
    }

    @Test
    @Tag("long")
    void retroactive_incidents_owe_nothing() {
        int retroactive = 0;
        for (int seed = 0; seed < WORLDS / 3; seed++) {
            LateWorld world = new LateWorld(seed);
            for (Effects made : run(world, world.anyOrder()).effects) {
                retroactive += (int) made.incidents().stream()
                        .filter(incident -> incident.marks().retroactive())
                        .count();
                assertTrue(made.owed().stream()
                        .noneMatch(owed -> owed.incident().marks().retroactive()));
            }
        }
        assertTrue(retroactive > 0, "some worlds have one");
    }

    /** Those that hold: what each says of its operators and times, whatever its number. */
    private static List<String> standing(Province province) {
        Map<String, Incident> newest = new TreeMap<>();
        for (Effects made : province.effects) {
            made.incidents().stream()
                    .filter(incident -> incident.marks().retroactive())
                    .forEach(incident -> newest.put(incident.id(), incident));
        }
        return newest.values().stream()
                .filter(incident ->
                        !incident.marks().withdrawn() && incident.scope().parent() == null)
                .map(incident -> Province.minute(incident.span().start()) + "-"
                        + Province.minute(incident.span().end()) + " "
                        + incident.scope().operators() + " " + incident.severity() + " " + incident.cause()
                        + (incident.marks().unobserved() ? " unobserved" : ""))
                .sorted()
                .toList();
    }

    @Test
    @Tag("long")
    void in_whatever_order_it_comes_the_incidents_that_stand_are_those_found_when_all_came_at_once() {
        int found = 0;
        int withdrawn = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            LateWorld world = new LateWorld(seed);
            List<String> atOnce = standing(run(world, world.atOnce()));
            Province parts = run(world, world.inBlocks());
            assertEquals(atOnce, standing(parts), "world " + seed);
            found += atOnce.size();
            withdrawn += (int) parts.effects.stream()
                    .flatMap(made -> made.incidents().stream())
                    .filter(incident -> incident.marks().withdrawn())
                    .count();
        }
        assertTrue(found > WORLDS / 4, "found " + found);
        assertTrue(withdrawn > 0, "some are disproved");
    }

    @Test
    @Tag("long")
    void kept_rows_and_the_rest_of_the_events_come_to_the_same_bytes_with_late_samples_waiting() {
        for (int seed = 0; seed < WORLDS / 5; seed++) {
            LateWorld world = new LateWorld(seed);
            List<Event> events = LateWorld.events(seed % 2 == 0 ? world.anyOrder() : world.inBlocks());
            SplittableRandom random = new SplittableRandom(seed);
            int cut = random.nextInt(events.size());
            Province whole = world.province();
            TreeMap<String, SnapshotRow> kept = new TreeMap<>();
            for (int i = 0; i < cut; i++) {
                whole.step(events.get(i));
                if (random.nextInt(7) == 0 || i == cut - 1) {
                    keep(whole.engine.takeDirtyRows(), kept);
                }
            }
            if (cut == 0) {
                continue;
            }
            Engine rest = Engine.restore(new ArrayList<>(kept.values()));
            for (Event event : events.subList(cut, events.size())) {
                assertEquals(whole.step(event), rest.step(event), "world " + seed + " cut at " + cut);
            }
            assertSameRows(whole.engine.allRows(), rest.allRows(), "world " + seed + " cut at " + cut);
        }
    }

    private static void keep(List<SnapshotRow> rows, Map<String, SnapshotRow> kept) {
        for (SnapshotRow row : rows) {
            String key = row.kind() + '\n' + row.key();
            if (row.value().length == 0) {
                kept.remove(key);
            } else {
                kept.put(key, row);
            }
        }
    }

    private static void assertSameRows(List<SnapshotRow> one, List<SnapshotRow> two, String where) {
        assertEquals(one.size(), two.size(), where);
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).key(), two.get(i).key(), where);
            assertArrayEquals(
                    one.get(i).value(),
                    two.get(i).value(),
                    where + " " + one.get(i).kind() + " " + one.get(i).key());
        }
    }
}
