package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.phusong.engine.MobileWorld.VIETTEL;
import static vn.phusong.engine.MobileWorld.VINA;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.reading.EventKind;

/** A person closes an incident, or re-opens it: an event of the fold like any other. */
class ByHandTest {
    private static final String ID = "v0-m1";
    private static final String STATION = "viettel-enb-4638-b1";

    private final MobileWorld world = new MobileWorld();

    private void act(Deed deed, String id) {
        long at = MobileWorld.T0 + world.minute * MobileWorld.MINUTE;
        world.step(new Event.Acted(at, Act.of(at, "lan", deed, id, Act.REASON, "cột đã dỡ")));
    }

    /** One village of two operators, up for an hour, Viettel out for an hour and told. */
    private void oneOut() {
        world.commune("c1");
        world.village("v0", "c1", VIETTEL + ":256", VINA + ":512");
        world.begin();
        world.run(60);
        world.fail(VIETTEL, "v0");
        world.run(60);
        assertEquals(List.of("opened v0-m1 90"), world.told());
    }

    private void oneClosed() {
        oneOut();
        act(Deed.CLOSE, ID);
    }

    private Hand hand(String id) {
        return Objects.requireNonNull(world.newest(id).marks().hand());
    }

    @Test
    void what_a_person_closed_is_closed_by_that_hand_and_has_no_end() {
        oneClosed();
        Incident closed = world.newest(ID);
        assertEquals(IncidentState.CLOSED, closed.state());
        assertEquals("lan", hand(ID).by());
        assertEquals("cột đã dỡ", hand(ID).reason());
        assertFalse(closed.span().hasEnded());
        assertEquals(List.of(), world.engine.openIncidents());
        assertEquals(List.of("opened v0-m1 90", "closed v0-m1 120"), world.told());
    }

    @Test
    void the_same_unbroken_outage_opens_nothing_that_a_person_closed() {
        oneClosed();
        world.run(48 * 60);
        assertEquals(2, world.owed.size());
        assertEquals(List.of(ID), world.ids());
    }

    @Test
    void its_end_is_written_down_when_it_is_measured_and_told_to_nobody() {
        oneClosed();
        world.run(300);
        world.mend(VIETTEL, "v0");
        world.run(60);
        Incident ended = world.newest(ID);
        assertEquals(IncidentState.CLOSED, ended.state());
        assertEquals(420, Province.minute(ended.span().end()));
        assertEquals("lan", hand(ID).by());
        assertEquals(2, world.owed.size());
    }

    @Test
    void a_new_outage_soon_after_opens_it_again_under_its_own_id() {
        oneClosed();
        world.run(60);
        world.mend(VIETTEL, "v0");
        world.run(60);
        world.fail(VIETTEL, "v0");
        world.run(60);
        assertEquals(List.of("opened v0-m1 90", "closed v0-m1 120", "reopened v0-m1 270"), world.told());
        assertNull(world.newest(ID).marks().hand());
        assertEquals(1, world.newest(ID).earlier().size());
    }

    @Test
    void an_outage_of_another_operator_is_news_and_both_are_told() {
        oneClosed();
        world.fail(VINA, "v0");
        world.run(60);
        assertEquals("reopened v0-m1 150", world.told().get(2));
        assertEquals(List.of(VIETTEL, VINA), world.newest(ID).scope().operators());
        assertEquals(120, Province.minute(world.newest(ID).span().start()));
    }

    /** Whoever goes later: the outage that was closed lasts, and has one id and one end. */
    @Test
    void an_outage_of_another_operator_long_after_goes_on_under_the_id_of_what_is_held() {
        oneClosed();
        world.run(180);
        world.fail(VINA, "v0");
        world.run(60);
        assertEquals("reopened v0-m1 330", world.told().get(2));
        assertEquals(List.of(VIETTEL, VINA), world.newest(ID).scope().operators());
        world.mend(VIETTEL, "v0");
        world.mend(VINA, "v0");
        world.run(60);
        assertEquals(List.of(ID), world.ids());
        assertEquals(360, Province.minute(world.newest(ID).span().end()));
    }

    @Test
    void what_a_person_closed_in_one_village_is_not_told_again_with_the_next_one_of_its_station() {
        world.commune("c1");
        for (int i = 0; i < 3; i++) {
            world.village("v" + i, "c1", VIETTEL + ":1187331");
        }
        world.begin();
        world.run(60);
        world.fail(VIETTEL, "v0");
        world.run(8);
        // Seen late: its probe is silent when it goes.
        world.fail(VIETTEL, "v1");
        world.run(7);
        world.silence("v1");
        world.run(18);
        assertEquals(List.of("opened v0-m1 90"), world.told());
        act(Deed.CLOSE, ID);
        world.speak("v1");
        world.run(120);
        assertEquals(List.of("opened v0-m1 90", "closed v0-m1 93", "opened v1-m1 100"), world.told());
        assertFalse(world.newest(ID).span().hasEnded());
        assertNotNull(world.newest(ID).marks().hand());
    }

    @Test
    void a_silence_in_between_does_not_make_it_another_outage() {
        oneClosed();
        world.silence("v0");
        world.run(120);
        world.speak("v0");
        world.run(120);
        assertEquals(2, world.owed.size());
        act(Deed.REOPEN, ID);
        assertEquals(60, Province.minute(world.newest(ID).span().start()));
    }

    @Test
    void a_person_re_opens_what_is_still_out_and_what_was_said_before_holds_no_more() {
        oneClosed();
        world.run(30);
        act(Deed.REOPEN, ID);
        Incident open = world.newest(ID);
        assertEquals(IncidentState.OPENED, open.state());
        assertEquals(60, Province.minute(open.span().start()));
        assertEquals(150, Province.minute(open.span().detected()));
        assertEquals(List.of(), open.earlier());
        assertEquals("reopened v0-m1 150", world.told().get(2));
        world.mend(VIETTEL, "v0");
        world.run(60);
        assertEquals("closed", world.newest(ID).state().word());
        assertEquals(150, Province.minute(world.newest(ID).span().end()));
        assertNull(world.newest(ID).marks().hand());
    }

    @Test
    void nobody_closes_twice_or_re_opens_what_is_back() {
        oneClosed();
        act(Deed.CLOSE, ID);
        act(Deed.CLOSE, "v9-m1");
        act(Deed.CLOSE, "");
        world.mend(VIETTEL, "v0");
        world.run(60);
        act(Deed.REOPEN, ID);
        assertEquals(2, world.owed.size());
        assertEquals(IncidentState.CLOSED, world.newest(ID).state());
    }

    private void stationClosed() {
        world.commune("c1");
        for (int i = 0; i < 6; i++) {
            world.village("v" + i, "c1", VIETTEL + ":1187331");
        }
        world.begin();
        world.run(60);
        world.fail(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(60);
        assertEquals(List.of("opened " + STATION + " 90"), world.told());
        act(Deed.CLOSE, STATION);
    }

    @Test
    void the_villages_of_a_station_that_a_person_closed_are_not_told_for_themselves() {
        stationClosed();
        world.run(24 * 60);
        assertEquals(List.of(STATION), world.ids());
        assertEquals(2, world.owed.size());
        world.mend(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(120);
        assertNotNull(world.newest(STATION).marks().hand());
        assertEquals(1560, Province.minute(world.newest(STATION).span().end()));
        assertEquals(2, world.owed.size());
    }

    @Test
    void a_village_that_came_back_and_goes_again_is_told() {
        stationClosed();
        world.mend(VIETTEL, "v0");
        world.run(60);
        world.fail(VIETTEL, "v0");
        world.run(60);
        assertEquals(3, world.owed.size(), world.told().toString());
        assertEquals(210, Province.minute(world.owed.get(2).incident().at()));
    }

    @Test
    void a_station_is_re_opened_by_a_person_with_those_that_are_out() {
        stationClosed();
        world.run(60);
        act(Deed.REOPEN, STATION);
        world.run(10);
        assertEquals("reopened " + STATION + " 180", world.told().get(2));
        assertEquals(1, world.engine.openIncidents().size());
        world.mend(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(120);
        assertEquals(List.of(), world.engine.openIncidents());
        assertEquals("closed", world.owed.get(3).step().word());
    }

    private final Province province = new Province();
    private int minute;

    /** Twenty lines of one PON in two villages, up for five hours; told ten minutes after they went; closed by a person then. */
    private void ponClosed() {
        province.village("v0", 100).village("v1", 100);
        for (int i = 0; i < 20; i++) {
            province.line("l" + i, "v" + i % 2, "h" + i, "olt-1/0/3");
        }
        province.begin();
        light(300);
        all(EventKind.LOS);
        dark(10);
        assertEquals(List.of("opened 303 300 warning"), province.owed());
        long at = Province.T0 + minute * Province.MINUTE;
        Act closing = Act.of(at, "lan", Deed.CLOSE, "olt-1-p1", Act.REASON, "r");
        province.effects.add(province.engine.step(new Event.Acted(at, closing)));
        assertEquals(List.of(), province.engine.openIncidents());
    }

    private void all(EventKind kind) {
        for (int i = 0; i < 20; i++) {
            assertEquals(Outcome.COMMITTED, province.told("l" + i, minute, 1000 + 100L * i, kind));
        }
    }

    private void light(int minutes) {
        for (int to = minute + minutes; minute < to; minute++) {
            for (int i = 0; i < 20 && minute % 15 == 0; i++) {
                province.say("l" + i, minute, Province.light());
            }
            province.tick(minute);
        }
    }

    private void dark(int minutes) {
        for (int to = minute + minutes; minute < to; minute++) {
            province.tick(minute);
        }
    }

    @Test
    void a_pon_that_a_person_closed_stays_closed_with_its_villages() {
        ponClosed();
        dark(600);
        assertEquals(2, province.owed().size(), province.owed().toString());
        assertEquals(List.of(), province.engine.openIncidents());
        all(EventKind.LOS_CLEAR);
        light(60);
        assertEquals(2, province.owed().size(), province.owed().toString());
    }

    @Test
    void a_new_outage_of_the_pon_opens_it_again() {
        ponClosed();
        dark(20);
        all(EventKind.LOS_CLEAR);
        light(70);
        all(EventKind.LOS);
        dark(10);
        assertEquals("reopened 403 400 warning", province.owed().get(2));
        assertEquals("olt-1-p1", province.engine.openIncidents().get(0).id());
    }

    /** Whatever people close and re-open, a state restored at any moment goes on as the one that never stopped. */
    @Test
    void a_restart_in_between_changes_nothing() {
        for (int seed = 0; seed < 12; seed++) {
            MobileWorld lived = randomLife(seed);
            int cut = new Random(seed).nextInt(lived.events.size());
            Engine first = new Engine(lived.engine.rules());
            assertNotNull(first.step(lived.events.get(0)));
            Engine engine = first;
            for (int i = 1; i < lived.events.size(); i++) {
                assertNotNull(engine.step(lived.events.get(i)));
                if (i == cut) {
                    engine = Engine.restore(engine.allRows());
                }
            }
            List<SnapshotRow> expected = lived.engine.allRows();
            List<SnapshotRow> rows = engine.allRows();
            assertEquals(expected.size(), rows.size(), "seed " + seed);
            for (int i = 0; i < rows.size(); i++) {
                assertArrayEquals(
                        expected.get(i).value(),
                        rows.get(i).value(),
                        "seed " + seed + " " + rows.get(i).key());
            }
        }
    }

    private static MobileWorld randomLife(int seed) {
        Random random = new Random(seed);
        MobileWorld world = new MobileWorld();
        world.commune("c1");
        for (int i = 0; i < 5; i++) {
            world.village("v" + i, "c1", VIETTEL + ":" + (i < 3 ? "1187331" : "" + 25_600 * (i + 1)), VINA + ":512");
        }
        world.begin();
        world.run(60);
        for (int i = 0; i < 40; i++) {
            String village = "v" + random.nextInt(5);
            String operator = random.nextBoolean() ? VIETTEL : VINA;
            switch (random.nextInt(5)) {
                case 0, 1 -> world.fail(operator, village);
                case 2 -> world.mend(operator, village);
                case 3 -> world.silence(village);
                default -> world.speak(village);
            }
            world.run(10 + random.nextInt(50));
            if (!world.ids().isEmpty()) {
                String id = world.ids().get(random.nextInt(world.ids().size()));
                long at = MobileWorld.T0 + world.minute * MobileWorld.MINUTE;
                Deed deed = random.nextInt(3) == 0 ? Deed.REOPEN : Deed.CLOSE;
                world.step(new Event.Acted(at, Act.of(at, "lan", deed, id, Act.REASON, "r")));
            }
        }
        return world;
    }
}
