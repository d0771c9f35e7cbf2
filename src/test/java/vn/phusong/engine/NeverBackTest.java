package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** A change of standing is never older than the one it follows: whoever asks for the newest by time gets what stands. */
class NeverBackTest {
    private static final String PLMN = "45204";
    private static final String OTHER = "45202";

    private static void measured(Province province, String device, int from, int to, String... plmns) {
        for (int minute = from; minute <= to; minute += 10) {
            province.say(device, minute, Province.good(plmns));
        }
    }

    private static void ticks(Province province, int from, int to) {
        for (int minute = from; minute <= to; minute++) {
            province.tick(minute);
        }
    }

    private static void holds(List<Effects> effects, String where) {
        Map<String, StandingChange> last = new HashMap<>();
        for (Effects made : effects) {
            for (StandingChange change : made.standings()) {
                String place =
                        change.indicator() + '/' + change.village() + '/' + change.point() + '/' + change.operator();
                StandingChange before = last.put(place, change);
                assertTrue(before == null || before.at() <= change.at(), () -> where + before + " then " + change);
                assertEquals(before == null ? Standing.UNKNOWN : before.to(), change.from(), where);
            }
        }
    }

    @Test
    void a_sample_of_before_the_silence_was_found_covers_from_when_it_was_found() {
        Province province = new Province()
                .village("v1", 10)
                .probe("p1", "v1", 10 * Province.MINUTE, "viettel")
                .begin();
        measured(province, "p1", 0, 120, PLMN);
        ticks(province, 120, 150);
        province.say("p1", 131, 151, Province.good(PLMN));
        province.say("p1", 141, 151, Province.good(PLMN));
        var village =
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"));
        assertEquals(Standing.COVERED, village.standing());
        holds(province.effects, "");
        assertEquals(150, Province.minute(village.since()));
        assertEquals(150, Province.minute(village.slots().get(0).since()));
        ticks(province, 151, 160);
        assertEquals(Standing.COVERED, new Stood(province.effects, "v1-c", "viettel").reportedAt(155));
        assertEquals(Standing.COVERED, new Stood(province.effects, "v1-c", "viettel").knownAt(155));
        assertTrue(province.effects.stream().allMatch(made -> made.revisions().isEmpty()));
    }

    @Test
    void one_operator_that_comes_back_by_an_older_sample_takes_its_point_no_further_back_than_the_other() {
        Province province = new Province()
                .village("v1", 10)
                .probe("p1", "v1", 10 * Province.MINUTE, "viettel")
                .probe("p2", "v1", 10 * Province.MINUTE, "vinaphone")
                .begin();
        measured(province, "p2", 0, 90, OTHER);
        measured(province, "p1", 0, 120, PLMN);
        ticks(province, 110, 150);
        province.say("p2", 131, 151, Province.good(OTHER));
        holds(province.effects, "");
        assertEquals(
                Standing.COVERED,
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                        .standing());
    }

    @Test
    void in_whatever_order_readings_come_no_change_is_older_than_the_one_before() {
        for (int seed = 0; seed < 40; seed++) {
            LateWorld world = new LateWorld(seed);
            Province province = world.province();
            LateWorld.events(world.anyOrder()).forEach(province::step);
            holds(province.effects, "world " + seed + ": ");
        }
    }
}
