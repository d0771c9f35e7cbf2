package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.engine.MobileWorld.VIETTEL;
import static vn.phusong.engine.MobileWorld.VINA;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Back;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Severity;
import vn.phusong.village.Validity;

/** What nobody measures raises nothing: a village that falls silent, or leaves the registry, in an incident of several. */
class NotMeasuredTest {
    private final MobileWorld world = new MobileWorld();

    /** Six villages of two operators, the first four without Viettel for forty minutes. */
    private void fourWithoutViettel() {
        world.commune("c1");
        for (int i = 0; i < 6; i++) {
            String cell = Integer.toString(51_200 + 256 * i);
            world.village("v" + i, "c1", VIETTEL + ":" + cell, VINA + ":" + cell);
        }
        world.begin();
        world.run(60);
        world.fail(VIETTEL, "v0", "v1", "v2", "v3");
        world.run(40);
        assertEquals(List.of("opened c1-a1 90"), world.told());
        assertEquals(Severity.MAJOR, world.newest("c1-a1").severity());
    }

    private void notRaised() {
        assertEquals(List.of("opened c1-a1 90"), world.told());
        assertEquals(Severity.MAJOR, world.newest("c1-a1").severity());
    }

    @Test
    void villages_that_fall_silent_make_no_incident_worse() {
        fourWithoutViettel();
        world.silence("v0", "v1");
        world.run(90);
        notRaised();
    }

    @Test
    void villages_that_leave_the_registry_make_no_incident_worse() {
        fourWithoutViettel();
        long now = MobileWorld.T0 + world.minute * MobileWorld.MINUTE;
        Validity ended = new Validity(Validity.ALWAYS, now);
        world.village(MobileWorld.row("v0", "c1", ended));
        world.village(MobileWorld.row("v1", "c1", ended));
        world.step(new Event.RegistryChanged(now, world.change()));
        world.silence("v0", "v1");
        world.run(90);
        notRaised();
    }

    @Test
    void villages_measured_to_be_without_anybody_do() {
        fourWithoutViettel();
        world.fail(VINA, "v0", "v1");
        world.run(40);
        assertEquals(Severity.CRITICAL, world.newest("c1-a1").severity());
        assertTrue(world.told().stream().anyMatch(told -> told.startsWith("raised c1-a1")), world.told()::toString);
    }

    /** Of ten villages that left the registry but one, the one that is out is all there is of it. */
    @Test
    void villages_that_left_are_not_counted_as_repaired() {
        world.commune("c1");
        for (int i = 0; i < 12; i++) {
            world.village("v" + i, "c1", VIETTEL + ":" + (51_200 + 256 * i));
        }
        world.begin();
        world.run(60);
        for (int i = 0; i < 10; i++) {
            world.fail(VIETTEL, "v" + i);
        }
        world.run(40);
        long now = MobileWorld.T0 + world.minute * MobileWorld.MINUTE;
        for (int i = 0; i < 9; i++) {
            world.village(MobileWorld.row("v" + i, "c1", new Validity(Validity.ALWAYS, now)));
            world.silence("v" + i);
        }
        world.step(new Event.RegistryChanged(now, world.change()));
        world.run(120);
        Incident open = world.newest("c1-a1");
        assertTrue(open.isOpen());
        world.mend(VIETTEL, "v9");
        world.run(60);
        assertFalse(world.newest("c1-a1").isOpen());
        assertEquals(220, Province.minute(world.newest("c1-a1").span().end()));
        assertEquals(new Back(10, 1, 0, 0), world.newest("c1-a1").marks().back());
    }

    /** Two are back, two fell silent: it closes, and says of whom nobody knows. */
    @Test
    void a_closing_tells_of_how_many_nobody_knows() {
        fourWithoutViettel();
        world.silence("v0", "v1");
        world.run(40);
        world.mend(VIETTEL, "v2", "v3");
        world.run(100);
        Incident closed = world.newest("c1-a1");
        assertFalse(closed.isOpen());
        assertEquals(new Back(4, 2, 0, 2), closed.marks().back());
        assertEquals(140, Province.minute(closed.span().end()));
    }

    @Test
    void a_closing_tells_how_many_are_out_still() {
        world.commune("c1");
        for (int i = 0; i < 12; i++) {
            world.village("v" + i, "c1", VIETTEL + ":" + (51_200 + 256 * i));
        }
        world.begin();
        world.run(60);
        for (int i = 0; i < 10; i++) {
            world.fail(VIETTEL, "v" + i);
        }
        world.run(60);
        for (int i = 0; i < 9; i++) {
            world.mend(VIETTEL, "v" + i);
        }
        world.run(90);
        Incident closed = world.newest("c1-a1");
        assertFalse(closed.isOpen());
        assertEquals(new Back(10, 9, 1, 0), closed.marks().back());
        List<SnapshotRow> rows = world.engine.allRows();
        List<SnapshotRow> again = Engine.restore(rows).allRows();
        for (int i = 0; i < rows.size(); i++) {
            assertArrayEquals(rows.get(i).value(), again.get(i).value());
        }
    }
}
