package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Incident;

/** What the vectors of domain.md §7.4 tell the outside. */
class VectorsTest {
    private final Province province = new Province()
            .village("v1", 43)
            .probe("p1", "v1", Province.MINUTE, "viettel")
            .begin();

    private List<String> owed(String vector) {
        province.vector("p1", "45204", 0, vector);
        return province.owed();
    }

    @Test
    void vector_A_warns_at_150_of_an_outage_since_120_and_closes() {
        assertEquals(List.of("opened 150 120 warning", "closed 284 120 warning"), owed("1*120 0*120 1*180"));
        Incident closed = last();
        assertEquals(240, Province.minute(closed.span().end()));
        assertEquals(43, closed.scope().households());
        assertEquals(List.of("viettel"), closed.scope().operators());
    }

    @Test
    void vector_B_a_restart_of_the_station_tells_nobody() {
        assertEquals(List.of(), owed("1*120 0*8 1*180"));
    }

    @Test
    void vector_C_twenty_minutes_tell_nobody() {
        assertEquals(List.of(), owed("1*120 0*20 1*180"));
    }

    @Test
    void vector_D_thirty_five_minutes_warn_once() {
        assertEquals(List.of("opened 150 120 warning", "closed 199 120 warning"), owed("1*120 0*35 1*180"));
    }

    @Test
    void vector_E_silence_tells_nobody() {
        assertEquals(List.of(), owed("1*120 -*120 1*60"));
    }

    @Test
    void vector_F_a_place_never_covered_is_listed_and_tells_nobody() {
        assertEquals(List.of(), owed("0*600"));
        assertEquals(
                "trắng sóng",
                java.util.Objects.requireNonNull(
                                province.engine.picture(1).villages().get("v1").whiteSpot())
                        .words());
    }

    @Test
    void vector_G_a_weak_place_tells_nobody() {
        assertEquals(List.of(), owed("1*120 " + "1*7 0*3 ".repeat(40)));
    }

    @Test
    void vector_H_mostly_bad_warns_at_202_since_172() {
        assertEquals(List.of("opened 202 172 warning"), owed("1*120 " + "1*2 0*3 ".repeat(20)));
    }

    @Test
    void vector_I_flapping_is_one_incident_and_one_warning() {
        List<String> owed = owed("1*120 " + "0*20 1*20 ".repeat(8));
        assertEquals(1, owed.stream().filter(line -> line.startsWith("opened")).count(), owed::toString);
        assertTrue(owed.size() <= 2, owed::toString);
        assertTrue(last().marks().flapping());
        assertEquals(1, province.engine.openIncidents().size());
    }

    @Test
    void a_mast_of_several_operators_goes_down_once_not_once_for_each() {
        Province shared = new Province().village("v1", 10);
        shared.probe("p1", "v1", Province.MINUTE, "viettel", "vinaphone").begin();
        for (int minute = 0; minute < 240; minute++) {
            boolean isDown = minute / 60 % 2 == 1;
            shared.say("p1", minute, isDown ? Province.bad("45204", "45202") : Province.good("45204", "45202"));
            shared.tick(minute);
        }
        assertTrue(shared.effects.stream()
                .flatMap(made -> made.incidents().stream())
                .noneMatch(incident -> incident.marks().flapping()));
    }

    @Test
    void vector_J_every_second_sample_missing_tells_nobody() {
        assertEquals(List.of(), owed("1 - ".repeat(150)));
    }

    private Incident last() {
        Incident last = null;
        for (Effects made : province.effects) {
            for (Incident incident : made.incidents()) {
                last = incident;
            }
        }
        return java.util.Objects.requireNonNull(last);
    }
}
