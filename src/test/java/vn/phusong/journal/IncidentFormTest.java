package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Back;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Network;
import vn.phusong.incident.Quorum;
import vn.phusong.incident.Reach;

class IncidentFormTest {
    private static final Network NETWORK = new Network(
            "olt-1",
            List.of("olt-1/0/3", "olt-1/0/4"),
            new PonSignal.Lines(150, 155, 3, 2000),
            List.of(
                    new PonSignal.Member("bk-1", 100, 101, 98, Mains.ON),
                    new PonSignal.Member("bk-2", 50, 54, 50, Mains.UNKNOWN)));

    private final Incident plain = Given.incident("bk-1", 3, IncidentState.UPDATED, Given.T0);

    @Test
    void an_incident_of_a_network_comes_back_whole() {
        Incident incident = plain.of(NETWORK);
        assertEquals(incident, IncidentForm.read(IncidentForm.write(incident)));
    }

    @Test
    void an_incident_of_several_villages_comes_back_whole() {
        Reach reach = new Reach(
                Quorum.STATION,
                List.of("bts-7", "bts-8"),
                2,
                3,
                Mains.LOST,
                List.of(
                        new Reach.Member("bk-1", List.of("viettel", "vinaphone"), Given.T0),
                        new Reach.Member("bk-2", List.of("viettel"), Given.T0 + 1)));
        Incident incident = plain.reaching(reach);
        assertEquals(incident, IncidentForm.read(IncidentForm.write(incident)));
    }

    @Test
    void by_whose_hand_it_was_closed_comes_back_with_any_of_them() {
        Hand hand = new Hand(Given.T0, "lan", "cột đã dỡ");
        for (Incident incident : List.of(plain.by(hand), plain.of(NETWORK).by(hand))) {
            assertEquals(incident, IncidentForm.read(IncidentForm.write(incident)));
        }
    }

    @Test
    void how_far_it_was_back_when_it_closed_comes_back_with_any_of_them() {
        Hand hand = new Hand(Given.T0, "lan", "cột đã dỡ");
        for (Incident incident :
                List.of(plain, plain.of(NETWORK), plain.of(NETWORK).by(hand))) {
            Incident closed = incident.back(new Back(150, 147, 2, 1));
            assertEquals(closed, IncidentForm.read(IncidentForm.write(closed)));
        }
        Incident withdrawn = plain.withdrawn();
        assertEquals(withdrawn, IncidentForm.read(IncidentForm.write(withdrawn)));
    }

    /** Field by field as the earlier program wrote it. */
    @Test
    void an_incident_of_the_earlier_program_is_read_and_written_as_it_was() {
        byte[] earlier = new Packer()
                .add(1)
                .text("bk-1-m1")
                .signed(3)
                .text("UPDATED")
                .signed(Given.T0)
                .text("MAJOR")
                .text("MOBILE_SITE")
                .quantity(0.75)
                .signed(Given.T0 - 600_000)
                .signed(Given.T0)
                .signed(-1)
                .textOrNull("bk-1")
                .textOrNull(null)
                .signed(1)
                .signed(84)
                .textOrNull(null)
                .count(2)
                .text("viettel")
                .text("vinaphone")
                .add(1)
                .count(1)
                .signed(Given.T0 - 9_000_000)
                .signed(Given.T0 - 8_000_000)
                .signed(Given.T0 - 7_000_000)
                .toBytes();
        assertEquals(plain, IncidentForm.read(earlier));
        assertArrayEquals(earlier, IncidentForm.write(plain));
    }

    @Test
    void an_incident_of_a_later_format_is_named_and_not_guessed() {
        byte[] later = IncidentForm.write(plain);
        later[0] = 7;
        assertEquals(
                "an incident of format 7",
                assertThrows(Damaged.class, () -> IncidentForm.read(later)).getMessage());
    }
}
